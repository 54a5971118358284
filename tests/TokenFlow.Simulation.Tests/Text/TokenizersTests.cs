using System.Text;
using CsCheck;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Text;

namespace TokenFlow.Simulation.Tests.Text;

public sealed class TokenizersTests
{
    private static readonly ITokenizer Bpe = Tokenizers.Named("bpe");

    private static readonly string[] Texts =
    [
        "The quick brown fox, and 1234567 others: it's fine!",
        "two lines\r\nof text\n\n\tand a tab   ",
        "\u4e00\u4e2a\u5b57\u4e00\u4e2a\u5b57\u9f8d\u9f98",
        "family \U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466 and flag \U0001F1E8\U0001F1ED.",
        "e\u0301 is e with an accent, \u0e01\u0e33 is Thai",
        "<|endoftext|> is only text here",
    ];

    private static readonly string[] Signs = ["a", "b", "the", " ", "\r\n", "\n", "\u9f98", "\U0001F468\u200D\U0001F469", "e\u0301", "7", ".", "\u00A0"];

    private static readonly Gen<string> AnyText = Gen.Int[0, Signs.Length - 1].Array[1, 60].Select(all => string.Concat(all.Select(i => Signs[i])));

    [TestCaseSource(nameof(Texts))]
    public void Pieces_of_bpe_cover_the_text_and_show_it_once(string text) => AssertCovers(Bpe, text);

    [Test]
    public void Pieces_of_bpe_cover_any_text() => AnyText.Sample(text => AssertCovers(Bpe, text), iter: 300);

    [Test]
    public void Pieces_of_characters_cover_any_text() => AnyText.Sample(text => AssertCovers(new CharacterTokenizer(), text), iter: 300);

    [Test]
    public void Bpe_numbers_are_those_of_cl100k()
    {
        // As published with tiktoken: "tiktoken is great!" in cl100k_base.
        Assert.That(Bpe.Tokenize("tiktoken is great!").Select(p => p.Id), Is.EqualTo(new[] { 83, 1609, 5963, 374, 2294, 0 }));
        Assert.That(Bpe.Tokenize("tiktoken is great!").Select(p => p.Shown), Is.EqualTo(new[] { "t", "ik", "token", " is", " great", "!" }));
    }

    [Test]
    public void A_sign_split_over_tokens_is_shown_at_the_first()
    {
        IReadOnlyList<TextPiece> pieces = Bpe.Tokenize("\u9f98");
        Assert.That(pieces, Has.Count.GreaterThan(1));
        Assert.That(pieces[0].Shown, Is.EqualTo("\u9f98"));
        Assert.That(pieces.Skip(1).Select(p => p.Shown), Has.All.Empty);
    }

    [Test]
    public void A_character_is_what_a_reader_sees()
    {
        const string Text = "a\U0001F468\u200D\U0001F469\u200D\U0001F467e\u0301\r\nb";
        Assert.That(new CharacterTokenizer().Tokenize(Text).Select(p => p.Shown), Is.EqualTo(new[] { "a", "\U0001F468\u200D\U0001F469\u200D\U0001F467", "e\u0301", "\r\n", "b" }));
    }

    [Test]
    public void Words_are_what_white_space_separates()
    {
        IReadOnlyList<TextPiece> pieces = new WordTokenizer().Tokenize("  It is,\r\nit\u00A0is.\t");
        Assert.That(pieces.Select(p => p.Shown), Is.EqualTo(new[] { "It", "is,", "it", "is." }));
        Assert.That(pieces.Select(p => (p.Start, p.Length)), Is.EqualTo(new[] { (2, 2), (5, 3), (10, 2), (13, 3) }));
    }

    [Test]
    public void Equal_pieces_have_equal_numbers([Values("bpe", "words", "chars")] string name)
    {
        IReadOnlyList<TextPiece> pieces = Tokenizers.Named(name).Tokenize("one two one two");
        ILookup<string, int> ids = pieces.ToLookup(p => p.Shown.Trim(), p => p.Id);
        foreach (IGrouping<string, int> group in ids.Where(g => g.Key.Length > 1 && name == "words"))
        {
            Assert.That(group.Distinct().Count(), Is.EqualTo(1));
        }

        Assert.That(pieces.Select(p => (p.Id, p.Shown)).Distinct().Count(), Is.EqualTo(pieces.Select(p => p.Shown).Distinct().Count()));
        Assert.That(pieces.Select(p => p.Id), Has.All.GreaterThanOrEqualTo(0));
    }

    [Test]
    public void Numbers_of_words_are_the_same_on_every_run() =>
        Assert.That(new WordTokenizer().Tokenize("hub")[0].Id, Is.EqualTo(StableId.Of("hub")).And.EqualTo(HubId));

    private const int HubId = 407497065;

    [Test]
    public void A_byte_pair_vocabulary_can_be_a_users_own()
    {
        var lines = new StringBuilder();
        for (int b = 0; b < 256; b++)
        {
            lines.Append(Base64([(byte)b])).Append(' ').Append(b).Append('\n');
        }

        lines.Append(Base64("ab"u8)).Append(" 256\n").Append(Base64("abc"u8)).Append(" 257\n");
        using var file = new UserFile(lines.ToString(), "own.tiktoken");
        ITokenizer tokenizer = Tokenizers.Named(file.Path);
        Assert.That(tokenizer.Tokenize("abcab x").Select(p => p.Id), Is.EqualTo(new[] { 257, 256, 32, 'x' }));
        Assert.That(tokenizer.Name, Is.EqualTo("own.tiktoken"));
        AssertCovers(tokenizer, "abc \u9f98 abc");
    }

    [Test]
    public void A_word_piece_vocabulary_can_be_a_users_own()
    {
        using var file = new UserFile("[UNK]\nhub\n##s\nare\n", "vocab.txt");
        IReadOnlyList<TextPiece> pieces = Tokenizers.Named(file.Path).Tokenize("hubs are unseen");
        Assert.That(pieces.Select(p => p.Id), Is.EqualTo(new[] { 1, 2, 3, 0 }));
        Assert.That(pieces.Select(p => p.Shown), Is.EqualTo(new[] { "hub", "s", "are", "unseen" }));
    }

    [Test]
    public void A_byte_pair_vocabulary_that_lacks_a_byte_says_so()
    {
        using var file = new UserFile($"{Base64("a"u8)} 0\n{Base64("b"u8)} 1\n", "short.tiktoken");
        FaultException fault = Faults.Of(() => Tokenizers.Named(file.Path).Tokenize("abc"));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.DocumentInvalid));
        Assert.That(fault.Message, Does.Contain("short.tiktoken"));
    }

    [TestCase("")]
    [TestCase("hub\nspoke\n", TestName = "A word list without [UNK]")]
    [TestCase("YQ== 0\nnot base64 !\n", TestName = "A broken byte-pair line")]
    [TestCase("YQ== 0\nYg== 99999999999\n", TestName = "A rank that is no number")]
    public void A_file_that_is_no_vocabulary_is_refused(string content)
    {
        using var file = new UserFile(content, "bad.txt");
        FaultException fault = Faults.Of(() => Tokenizers.Named(file.Path));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.DocumentInvalid));
        Assert.That(fault.Message, Does.Contain("bad.txt").And.Not.Contain("\n"));
    }

    [Test]
    public void Bytes_that_are_no_text_are_refused_as_a_vocabulary()
    {
        using var file = new UserFile([.. Enumerable.Range(0, 5_000).Select(i => (byte)(i * 7919 >> 3))], "binary.txt");
        Assert.That(() => Tokenizers.Named(file.Path), Throws.InstanceOf<FaultException>());
    }

    [Test]
    public void An_unknown_name_is_a_matter_of_usage()
    {
        FaultException fault = Faults.Of(() => Tokenizers.Named("bep"));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Usage));
        Assert.That(fault.Message, Does.Contain("'bep'").And.Contain("bpe, words, chars"));
    }

    [Test]
    public void A_missing_vocabulary_is_unreadable() =>
        Assert.That(Faults.Of(() => Tokenizers.Named("no/such/vocab.txt")).Kind, Is.EqualTo(FaultKind.FileUnreadable));

    [Test]
    public void An_endless_word_is_cut_and_nothing_is_lost()
    {
        string text = "one " + new string('a', 1_300) + " two " + string.Concat(Enumerable.Repeat("\U0001F468", 700)) + " three";
        AssertCovers(Bpe, text);
        Assert.That(Bpe.Tokenize(text)[^1].Shown, Is.EqualTo(" three"));
    }

    // Whole, a mebibyte of one run takes minutes.
    [CancelAfter(30_000)]
    [TestCase("a", TestName = "A word without end")]
    [TestCase(" ", TestName = "White space without end")]
    [TestCase("\U0001F468\u200D", TestName = "An emoji without end")]
    public void Hostile_texts_are_cut_in_bounded_time(string sign, CancellationToken patience)
    {
        string text = string.Concat(Enumerable.Repeat(sign, (1 << 20) / Encoding.UTF8.GetByteCount(sign)));
        Assert.That(Bpe.Tokenize(text), Is.Not.Empty);
        Assert.That(patience.IsCancellationRequested, Is.False);
    }

    private static string Base64(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes);

    private static void AssertCovers(ITokenizer tokenizer, string text)
    {
        IReadOnlyList<TextPiece> pieces = tokenizer.Tokenize(text);
        Assert.That(string.Concat(pieces.Select(p => p.Shown)), Is.EqualTo(text));
        int end = 0;
        foreach (TextPiece piece in pieces)
        {
            Assert.That(piece.Start, Is.LessThanOrEqualTo(end), "no gap");
            end = Math.Max(end, piece.Start + piece.Length);
            Assert.That(piece.Start + piece.Length, Is.LessThanOrEqualTo(text.Length));
            if (piece.Shown.Length > 0)
            {
                Assert.That(char.IsLowSurrogate(piece.Shown[0]), Is.False, "no sign is cut in two");
            }
        }

        Assert.That(end, Is.EqualTo(text.Length));
    }
}
