namespace TokenFlow.Scene.Frames;

/// <summary>What the teller adds to a frame: words that the snapshot does not know.</summary>
public sealed record SceneNotes
{
    /// <summary>No words at all: the picture speaks for itself.</summary>
    public static SceneNotes None { get; } = new();

    /// <summary>The sentence under the title, from the scenario's stops; the sentence computed from the snapshot where null or empty.</summary>
    public string? Caption { get; init; }

    /// <summary>Over the picture instead of the subject's title.</summary>
    public string? Title { get; init; }

    /// <summary>Whether the legend is drawn.</summary>
    public bool Legend { get; init; } = true;

    /// <summary>Whether the state's hash stands in the bottom line.</summary>
    public bool Hash { get; init; }

    /// <summary>Stops on the timeline, in layers from the start (1.5: half-way through layer 2).</summary>
    public IReadOnlyList<double> Stops { get; init; } = [];
}
