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
