using System.Globalization;
using System.IO.Hashing;
using System.Text;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;

namespace TokenFlow.Studies.Sweeps;

/// <summary>
/// What a sweep has measured so far, beside the file that it will become: a header that says of which sweep, then a line a
/// trial, appended as soon as it is done. Each line ends in its own hash, so that one that was cut off, or damaged, counts
/// for nothing and its trial is run again. While it is open no other process can have it.
/// </summary>
public sealed class SweepJournal : IDisposable
{
    private const string Magic = "tokenflow-sweep-journal 1";
    private const int MostLineBytes = 4096;
    private readonly FileStream _stream;

    private SweepJournal(string path, FileStream stream, Dictionary<int, SweepMeasures> found)
    {
        Path = path;
        _stream = stream;
        Found = found;
    }

    /// <summary>The journal's file.</summary>
    public string Path { get; }

    /// <summary>The trials that were in it when it was opened.</summary>
    public IReadOnlyDictionary<int, SweepMeasures> Found { get; }

    /// <summary>Where the journal of a file of results is.</summary>
    public static string PathOf(string results) => results + ".journal";

    /// <summary>Opens the journal of a sweep, and makes it where there is none.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="sweep">What tells this sweep from all others; one line.</param>
    /// <param name="trials">Trials of the sweep.</param>
    /// <param name="restart">Whether to forget what is in it, whichever sweep it belongs to.</param>
    /// <exception cref="FaultException">Another process has it; it belongs to another sweep; it is no journal; it cannot be written.</exception>
    public static SweepJournal Open(string path, string sweep, int trials, bool restart)
    {
        OutputPath.Check(path);
        FileStream stream = OpenAlone(path);
        try
        {
            return OutputFile.Guarded(path, () => Begin(path, stream, $"{Magic} {sweep}", trials, restart));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Writes a finished trial down.</summary>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public void Append(int trial, SweepMeasures measures)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{trial}");
        foreach (double value in measures.ToArray())
        {
            text.Append(CultureInfo.InvariantCulture, $",{value:R}");
        }

        OutputFile.Guarded(Path, () => WriteLine(_stream, text.ToString()));
    }

    /// <summary>Deletes the file: the results are where they belong.</summary>
    public void Delete()
    {
        _stream.Dispose();
        OutputFile.Guarded(Path, () =>
        {
            File.Delete(Path);
            return true;
        });
    }

    /// <inheritdoc />
    public void Dispose() => _stream.Dispose();

    private static SweepJournal Begin(string path, FileStream stream, string header, int trials, bool restart)
    {
        var found = new Dictionary<int, SweepMeasures>();
        bool headed = false;
        long end = 0;
        foreach ((string line, long after, bool ended) in stream.Length > 0 ? Lines(stream) : [])
        {
            if (headed)
            {
                if (ended && Trial(line, trials) is var (trial, measures))
                {
                    found[trial] = measures;
                    end = after;
                }

                continue;
            }

            headed = CheckHeader(path, line, ended, header, restart);
            if (!headed)
            {
                break;
            }

            end = after;
        }

        if (stream.Length > end)
        {
            stream.SetLength(end);
        }

        stream.Seek(end, SeekOrigin.Begin);
        if (!headed)
        {
            WriteLine(stream, header);
        }

        return new SweepJournal(path, stream, found);
    }

    // Whether the journal goes on; false where it begins anew.
    private static bool CheckHeader(string path, string line, bool ended, string header, bool restart)
    {
        string expected = Sealed(header);
        if (ended && line == expected)
        {
            return !restart;
        }

        // Cut off while the header itself was being written.
        if (!ended && expected.StartsWith(line, StringComparison.Ordinal))
        {
            return false;
        }

        if (!line.StartsWith(Magic, StringComparison.Ordinal))
        {
            throw new FaultException(FaultKind.OutputUnwritable, "is in the way and is no journal of a sweep", path, "move it, or choose another --out");
        }

        return restart
            ? false
            : throw new FaultException(
                FaultKind.OutputUnwritable, "was left by another sweep, or by another version of the program", path, "choose another --out, or begin anew with --restart");
    }

    // Only one process holds a file that is opened so; the system lets go of it when the process ends, however it does.
    private static FileStream OpenAlone(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (File.Exists(path) && IsHeld(e))
        {
            throw new FaultException(FaultKind.OutputUnwritable, "another process is at work on this sweep", path, "wait for it, or choose another --out", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return OutputFile.Guarded<FileStream>(path, () => throw e);
        }
    }

    // EWOULDBLOCK on Linux and on macOS, a sharing violation on Windows.
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static (int Trial, SweepMeasures Measures)? Trial(string line, int trials)
    {
        if (Unsealed(line)?.Split(',') is not { } fields || fields.Length != 1 + SweepMeasures.Names.Count)
        {
            return null;
        }

        if (!int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out int trial) || trial >= trials)
        {
            return null;
        }

        var values = new double[SweepMeasures.Names.Count];
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.TryParse(fields[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
            {
                return null;
            }
        }

        return (trial, SweepMeasures.Of(values));
    }

    private static bool WriteLine(FileStream stream, string body)
    {
        stream.Write(Encoding.UTF8.GetBytes(Sealed(body) + "\n"));
        stream.Flush();
        return true;
    }

    private static string Sealed(string body) => $"{body} #{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(body)):x16}";

    private static string? Unsealed(string line)
    {
        int hash = line.LastIndexOf(" #", StringComparison.Ordinal);
        return hash >= 0 && Sealed(line[..hash]) == line ? line[..hash] : null;
    }

    // Lines, the place behind each, and whether it is ended. One longer than any of ours is passed over without being held.
    private static IEnumerable<(string Line, long After, bool Ended)> Lines(FileStream stream)
    {
        var line = new byte[MostLineBytes];
        var buffer = new byte[1 << 16];
        int length = 0, read;
        long place = 0;
        stream.Position = 0;
        while ((read = stream.Read(buffer)) > 0)
        {
            for (int i = 0; i < read; i++)
            {
                place++;
                if (buffer[i] == (byte)'\n')
                {
                    yield return (Text(), place, true);
                    length = 0;
                }
                else if (length++ < line.Length)
                {
                    line[length - 1] = buffer[i];
                }
            }
        }

        if (length > 0)
        {
            yield return (Text(), place, false);
        }

        string Text() => length <= line.Length ? Encoding.UTF8.GetString(line, 0, length) : "";
    }
}
