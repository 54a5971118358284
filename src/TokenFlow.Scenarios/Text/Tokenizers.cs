using System.Text;
using Microsoft.ML.Tokenizers;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;

namespace TokenFlow.Scenarios.Text;

/// <summary>Finds the tokenizer that a user names.</summary>
public static class Tokenizers
{
    /// <summary>The largest vocabulary file that is read, in bytes.</summary>
    public const int MaxVocabularyBytes = 32 << 20;

    /// <summary>The names that need no file.</summary>
    public static IReadOnlyList<string> Names { get; } = ["bpe", "words", "chars"];

    /// <summary>
    /// The tokenizer of that name: <c>bpe</c> (cl100k, byte-pair encoding), <c>words</c>, <c>chars</c>, or the path of a
    /// vocabulary: a byte-pair table (a line a token: base64, space, rank) or a WordPiece list (a line a token, with [UNK]).
    /// </summary>
    /// <exception cref="FaultException">Neither a name nor a readable vocabulary.</exception>
    public static ITokenizer Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name switch
        {
            "bpe" => new VocabularyTokenizer("bpe", TiktokenTokenizer.CreateForModel("gpt-4")),
            "words" => new WordTokenizer(),
            "chars" => new CharacterTokenizer(),
            _ => FromFile(name),
        };
    }

    private static VocabularyTokenizer FromFile(string path)
    {
        if (!path.Contains('.', StringComparison.Ordinal) && !path.Contains('/', StringComparison.Ordinal) && !File.Exists(path))
        {
            throw new FaultException(
                FaultKind.Usage, $"no tokenizer is called '{path}'", "--tokenizer", $"use {string.Join(", ", Names)} or a vocabulary file");
        }

        byte[] bytes = BoundedFile.ReadAll(path, MaxVocabularyBytes, FaultKind.DocumentInvalid, "vocabulary");
        int lineEnd = bytes.AsSpan().IndexOf((byte)'\n');
        string firstLine = Encoding.UTF8.GetString(bytes.AsSpan(0, lineEnd < 0 ? bytes.Length : lineEnd)).TrimEnd('\r');
        try
        {
            using var stream = new MemoryStream(bytes);
            Tokenizer tokenizer = IsBytePairLine(firstLine)
                ? TiktokenTokenizer.Create(stream, RegexPreTokenizer(), normalizer: null)
                : WordPieceTokenizer.Create(stream);
            return new VocabularyTokenizer(Path.GetFileName(path), tokenizer);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or InvalidDataException or KeyNotFoundException)
        {
            throw new FaultException(
                FaultKind.DocumentInvalid,
                $"not a vocabulary ({e.Message.ReplaceLineEndings(" ")})",
                path,
                "give a line a token: 'base64 rank' for byte pairs, or WordPiece tokens with [UNK] among them",
                e);
        }
    }

    private static bool IsBytePairLine(string line)
    {
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        Span<byte> scratch = stackalloc byte[256];
        return space > 0 && space < 300
            && int.TryParse(line.AsSpan(space + 1), out _)
            && Convert.TryFromBase64String(line[..space], scratch, out _);
    }

    // The split that the published cl100k vocabulary was built with: contractions, letters, up to three digits, signs, space.
    private static RegexPreTokenizer RegexPreTokenizer() =>
        new(
            new System.Text.RegularExpressions.Regex(
                @"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
                System.Text.RegularExpressions.RegexOptions.CultureInvariant,
                TimeSpan.FromSeconds(30)),
            specialTokens: null);
}
