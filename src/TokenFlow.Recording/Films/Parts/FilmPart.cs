using System.Globalization;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Films.Frames;

namespace TokenFlow.Recording.Films.Parts;

/// <summary>
/// The place of a film that is being recorded: a file beside the target that players open (film.part.mp4 for film.mp4), and
/// a note (film.part.mp4.json) that says what it belongs to and is locked while it is written. Whatever ends the recording,
/// the frames so far stay there; a film of no frames leaves nothing.
/// </summary>
public sealed class FilmPart : IDisposable
{
    // flock's refusal on Linux and macOS, and Windows' sharing violation.
    private static readonly int[] Locked = [11, 35, unchecked((int)0x80070020)];

    private readonly string _journalPath;
    private readonly bool _isSequence;
    private FileStream? _journal;
    private bool _completed;

    private FilmPart(string target, FilmIdentity identity)
    {
        Target = target;
        FrameCount = identity.FrameCount;
        _isSequence = FilmFormats.Of(target) == FilmFormat.PngSequence;
        Path = _isSequence ? target : PathOf(target);
        _journalPath = JournalOf(target);
    }

    /// <summary>The film's path.</summary>
    public string Target { get; }

    /// <summary>Where its frames are until it is complete; the frames' own pattern for a sequence of pictures.</summary>
    public string Path { get; }

    /// <summary>Frames that the film will have, where that is known.</summary>
    public int? FrameCount { get; }

    /// <summary>Whether an earlier recording of the same film is to be gone on with, as far as it can be read.</summary>
    public bool GoesOn { get; private set; }

    /// <summary>Whole frames that are there; the sink counts them.</summary>
    public int Frames { get; set; }

    /// <summary>What stays, once this is disposed; null for nothing.</summary>
    public FilmKept? Kept => _completed || Frames == 0 ? null : new FilmKept(Path, Frames);

    /// <summary>Where the unfinished film of a target is.</summary>
    public static string PathOf(string target) => System.IO.Path.ChangeExtension(target, $".part{System.IO.Path.GetExtension(target)}");

    /// <summary>Whether something unfinished lies beside a target.</summary>
    public static bool IsThere(string target) => File.Exists(PathOf(target)) || File.Exists(JournalOf(target));

    /// <summary>Takes the place of a film that is to be recorded.</summary>
    /// <param name="target">The film's path; its folder is there.</param>
    /// <param name="identity">What the film is.</param>
    /// <param name="resume">Go on with what lies there; else it is moved out of the way, and nothing of it is lost.</param>
    /// <param name="tell">Is told what lay there, in a line.</param>
    /// <exception cref="FaultException">Usage: what lies there is another film. OutputUnwritable, DiskFull.</exception>
    public static FilmPart Open(string target, FilmIdentity? identity = null, bool resume = false, Action<string>? tell = null)
    {
        identity ??= FilmIdentity.Unknown;
        if (FilmFormats.Of(target) != FilmFormat.PngSequence)
        {
            OutputPath.Check(target);
        }

        FilmPart part = new(target, identity);
        bool isLeft = part._isSequence ? File.Exists(part._journalPath) : File.Exists(part.Path);
        part._journal = part.Lock();
        try
        {
            if (isLeft)
            {
                part.Consider(identity, resume, tell);
            }

            OutputFile.Guarded(target, () =>
            {
                FilmJournal.Write(part._journal, System.IO.Path.GetFileName(target), identity);
                return true;
            });
            return part;
        }
        catch
        {
            // What lies there stays as it is. A note that we made ourselves does not.
            part._journal.Dispose();
            if (!isLeft)
            {
                OutputFile.Delete(part._journalPath);
            }

            throw;
        }
    }

    /// <summary>Opens the file: with what lies in it where the recording goes on, else empty.</summary>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public Stream OpenFile(Func<string, Stream>? open = null) => OutputFile.Guarded(Target, () => open is not null
        ? open(Path)
        : new FileStream(Path, GoesOn ? FileMode.OpenOrCreate : FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));

    /// <summary>Gives the film its name.</summary>
    /// <param name="whole">The file that is the film.</param>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public void Complete(string whole)
    {
        OutputFile.Guarded(Target, () =>
        {
            File.Move(whole, Target, overwrite: true);
            return true;
        });
        Complete();
        OutputFile.Delete(Path);
    }

    /// <summary>The film is complete under its name.</summary>
    public void Complete()
    {
        _completed = true;
        DropJournal();
    }

    /// <summary>Ends it. A film that is not complete stays with all its frames; without any it leaves nothing.</summary>
    public void Dispose()
    {
        if (_journal is null)
        {
            return;
        }

        if (Frames > 0)
        {
            _journal.Dispose();
            _journal = null;
            return;
        }

        DropJournal();
        if (!_isSequence)
        {
            OutputFile.Delete(Path);
        }
    }

    private static string JournalOf(string target) => FilmFormats.Of(target) == FilmFormat.PngSequence
        ? NumberedPath.Parse(target).Named("part") + ".json"
        : PathOf(target) + ".json";

    private FileStream Lock()
    {
        try
        {
            return OutputFile.Guarded(Target, () => new FileStream(_journalPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (FaultException fault) when (fault.InnerException is IOException inner && Array.IndexOf(Locked, inner.HResult) >= 0)
        {
            throw new FaultException(FaultKind.OutputUnwritable, "another recording is writing this film", Target, "wait for it, or name another file", inner);
        }
    }

    private void Consider(FilmIdentity identity, bool resume, Action<string>? tell)
    {
        FilmIdentity? there = OutputFile.Guarded(Target, () => FilmJournal.Read(_journal!));
        if (resume)
        {
            CheckSame(there, identity);
            GoesOn = true;
            return;
        }

        if (_isSequence)
        {
            tell?.Invoke($"{Path}: an earlier recording stopped here; its frames are made anew (--resume goes on with them)");
            return;
        }

        string kept = FreeName();
        OutputFile.Guarded(Target, () =>
        {
            File.Move(Path, kept);
            return true;
        });
        tell?.Invoke($"{Path}: an earlier recording stopped here; it is kept as {kept} (--resume would have gone on with it)");
    }

    private void CheckSame(FilmIdentity? there, FilmIdentity identity)
    {
        const string Remedy = "give what it was recorded with, or leave out --resume to begin anew";
        if (there is null)
        {
            throw new FaultException(FaultKind.Usage, "nothing says what this film is", Path, "leave out --resume to begin anew");
        }

        foreach ((string name, string value) in identity.Facts)
        {
            string? was = there.Facts.FirstOrDefault(f => f.Key == name).Value;
            if (was != value)
            {
                throw new FaultException(FaultKind.Usage, $"cannot go on: {name} was {was ?? "not given"} and is {value} now", Path, Remedy);
            }
        }

        if (there.FrameCount != identity.FrameCount)
        {
            throw new FaultException(FaultKind.Usage, $"cannot go on: a film of {there.FrameCount} frames, not of {identity.FrameCount}", Path, Remedy);
        }
    }

    private string FreeName()
    {
        for (int number = 1; ; number++)
        {
            string name = System.IO.Path.ChangeExtension(Target, string.Create(CultureInfo.InvariantCulture, $".part-{number}{System.IO.Path.GetExtension(Target)}"));
            if (!File.Exists(name))
            {
                return name;
            }
        }
    }

    private void DropJournal()
    {
        _journal?.Dispose();
        _journal = null;
        OutputFile.Delete(_journalPath);
    }
}

/// <summary>
/// What a film is made from and how. Recordings with the same facts have the same frames, so one may go on where the other
/// stopped.
/// </summary>
/// <param name="FrameCount">Frames that the film will have; null where nobody knows yet.</param>
/// <param name="Facts">Names and values, in the order in which differences are told.</param>
public sealed record FilmIdentity(int? FrameCount, IReadOnlyList<KeyValuePair<string, string>> Facts)
{
    /// <summary>Of a film that nothing is known of.</summary>
    public static FilmIdentity Unknown { get; } = new(null, []);
}
