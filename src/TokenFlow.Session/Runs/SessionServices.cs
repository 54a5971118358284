using TokenFlow.Simulation;

namespace TokenFlow.Session.Runs;

/// <summary>What a session has from outside.</summary>
public sealed record SessionServices
{
    /// <summary>How a run of so many tokens is run.</summary>
    public Func<int, FlowOptions> Flow { get; init; } = FlowOptions.Drawn;

    /// <summary>Makes films and stills; null where there are none.</summary>
    public ISessionRecorder? Recorder { get; init; }

    /// <summary>Writes saved sessions; null where they cannot be.</summary>
    public ISessionFiles? Files { get; init; }

    /// <summary>Writes the session down; null where nobody does.</summary>
    public ISessionLog? Log { get; init; }

    /// <summary>Opens standard input, for a scenario whose text is "-".</summary>
    public Func<Stream> StandardInput { get; init; } = () => Stream.Null;
}

/// <summary>Where a session writes its files: whole or not at all.</summary>
public interface ISessionFiles
{
    /// <summary>Writes a new file under a name that is not taken.</summary>
    /// <param name="name">What it is of; a number and the extension are added.</param>
    /// <param name="write">Writes it.</param>
    /// <returns>The file.</returns>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">It cannot be written; nothing is.</exception>
    string WriteNew(string name, Action<Stream> write);

    /// <summary>Writes a file, in place of one that is there.</summary>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">It cannot be written; what was there is as before.</exception>
    void Write(string path, Action<Stream> write);
}

/// <summary>Writes down what a session does, tick by tick, so that it can be run again.</summary>
public interface ISessionLog
{
    /// <summary>The session has gone through a tick: what its document, frame, view and words are now is what was seen.</summary>
    void Ticked(FlowSession session);
}
