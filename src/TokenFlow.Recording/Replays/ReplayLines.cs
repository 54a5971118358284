using TokenFlow.Base.Faults;

namespace TokenFlow.Recording.Replays;

/// <summary>The lines of a file that anybody may have written: bounded, and whole ones only.</summary>
/// <param name="name">The file's name, for messages.</param>
/// <param name="stream">The file.</param>
internal sealed class ReplayLines(string name, Stream stream)
{
    private byte[] _bytes = new byte[1 << 16];
    private int _start;
    private int _end;
    private long _read;

    /// <summary>The number of the last line, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Whether something that is no whole line was left at the end.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The next line without its end, valid until the next call; null at the end of the file.</summary>
    /// <param name="most">The longest line that is let pass.</param>
    /// <param name="mostForScenario">The longest where the line opens a scenario, which it says at its beginning.</param>
    /// <exception cref="FaultException">OutOfRange: a line, or the file, is too long.</exception>
    public ReadOnlyMemory<byte>? Next(int most, int mostForScenario)
    {
        Number++;
        int searched = _start;
        while (true)
        {
            int at = _bytes.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                ReadOnlyMemory<byte> line = _bytes.AsMemory(_start, searched + at - _start);
                _start = searched + at + 1;
                return line;
            }

            int length = _end - _start;
            int bound = _bytes.AsSpan(_start, Math.Min(length, 8)).StartsWith("{\"fps\":"u8) ? mostForScenario : most;
            if (length > bound)
            {
                throw new FaultException(FaultKind.OutOfRange, $"a line of more than {bound:N0} bytes", $"{name}:{Number}", "this is no replay that the program wrote");
            }

            searched = _start + length;
            if (!Fill(ref searched))
            {
                IsCut = length > 0;
                return null;
            }
        }
    }

    private bool Fill(ref int searched)
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            _end -= _start;
            searched -= _start;
            _start = 0;
        }

        if (_end == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        int read = stream.Read(_bytes, _end, _bytes.Length - _end);
        _end += read;
        _read += read;
        return _read <= ReplayReader.MaxBytes
            ? read > 0
            : throw new FaultException(FaultKind.OutOfRange, $"longer than {ReplayReader.MaxBytes:N0} bytes", name, "cut the replay into several");
    }
}
