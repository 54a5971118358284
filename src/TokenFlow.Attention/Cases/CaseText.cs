using System.Text.Json;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Cases;

/// <summary>A case's bytes, and how to say where in them something is wrong.</summary>
internal sealed class CaseText
{
    private readonly byte[] _bytes;
    private readonly int _length;
    private readonly string _name;

    private CaseText(byte[] bytes, int length, string name)
    {
        _bytes = bytes;
        _length = length;
        _name = name;
    }

    /// <summary>The text, without a byte order mark.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Reads a stream to its end, refusing it as soon as it is too long.</summary>
    public static CaseText Load(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var bytes = new byte[stream.CanSeek && stream.Length < AttentionCase.MostBytes ? Math.Max(1, stream.Length + 1) : 1 << 16];
        int length = 0;
        while (true)
        {
            int read = stream.Read(bytes, length, bytes.Length - length);
            if (read == 0)
                break;
            length += read;
            if (length > AttentionCase.MostBytes)
                throw new FaultException(FaultKind.DocumentInvalid, $"the file is larger than {AttentionCase.MostBytes >> 20} MiB", name, "give a smaller case");
            if (length == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(2L * length, AttentionCase.MostBytes + 1));
        }
        if (bytes.AsSpan(0, length).StartsWith("\uFEFF"u8))
        {
            bytes.AsSpan(3, length - 3).CopyTo(bytes);
            length -= 3;
        }
        return new(bytes, length, name);
    }

    public static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "...");

    /// <summary>The line of a byte, from 1.</summary>
    public int LineOf(int at) => 1 + Bytes[..Math.Min(at, _length)].Count((byte)'\n');

    /// <summary>File and line; line 0 is none in particular.</summary>
    public string Place(int line) => line > 0 ? $"{_name}, line {line}" : _name;

    public FaultException Wrong(in Utf8JsonReader json, string field, string what, string remedy) =>
        Wrong((int)json.TokenStartIndex, field, what, remedy);

    public FaultException Wrong(int at, string field, string what, string remedy, Exception? inner = null) =>
        WrongAtLine(LineOf(at), field, what, remedy, inner);

    public FaultException WrongAtLine(int line, string field, string what, string remedy, Exception? inner = null) =>
        new(FaultKind.DocumentInvalid, what, field.Length == 0 ? Place(line) : $"{Place(line)}, {field}", remedy, inner);
}
