namespace TokenFlow.Simulation.Snapshots;

/// <summary>What stays the same through a whole run: the text and the frame of time. Shared by all its snapshots.</summary>
public sealed class Subject
{
    /// <summary>The scenario's short name.</summary>
    public required string Name { get; init; }

    /// <summary>The title over the picture.</summary>
    public required string Title { get; init; }

    /// <summary>One sentence on what there is to see.</summary>
    public required string Summary { get; init; }

    /// <summary>[tokens] each token's text as it may be shown: a sign spread over several tokens stands at the first of them.</summary>
    public required IReadOnlyList<string> Pieces { get; init; }

    /// <summary>How many layers the run has.</summary>
    public required int Layers { get; init; }

    /// <summary>Frames a layer.</summary>
    public required int FramesPerLayer { get; init; }

    /// <summary>Frames a second of simulated time.</summary>
    public required int FramesPerSecond { get; init; }

    /// <summary>How the weights come about: "uniform", "content", "random".</summary>
    public required string WeightSource { get; init; }

    /// <summary>How many heads attend.</summary>
    public required int Heads { get; init; }
}
