using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Capacity;
using TokenFlow.Scenarios.Recall;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Scenarios.Scenarios;

/// <summary>A run, described: what a file in content/scenarios says, defaults filled in.</summary>
public sealed record Scenario
{
    /// <summary>Frames a layer lasts at the normal frame rate.</summary>
    public const int DefaultFramesPerLayer = 45;

    /// <summary>The normal frame rate of simulated time.</summary>
    public const int DefaultFramesPerSecond = 30;

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required TextSpec Text { get; init; }

    /// <summary>A tokenizer's name or a vocabulary file, see <see cref="TokenFlow.Scenarios.Text.Tokenizers"/>.</summary>
    public required string Tokenizer { get; init; }

    public required SpecialTokens SpecialTokens { get; init; }

    public required AttentionPattern Pattern { get; init; }

    public required HubSelection Hubs { get; init; }

    public required int Heads { get; init; }

    public required int HeadDim { get; init; }

    public required WeightKind Weights { get; init; }

    public required float Temperature { get; init; }

    public required float Residual { get; init; }

    public required int Layers { get; init; }

    public required int FramesPerLayer { get; init; }

    public required int FramesPerSecond { get; init; }

    public required ulong Seed { get; init; }

    public required IReadOnlyList<TracerSpec> Tracers { get; init; }

    /// <summary>How many hubs there are and what they can carry.</summary>
    public CapacitySpec Capacity { get; init; } = CapacitySpec.None;

    /// <summary>The recall task; no facts where there is none.</summary>
    public RecallSpec Recall { get; init; } = RecallSpec.None;

    /// <summary>A file of trained hub vectors and global projections; null for none.</summary>
    public string? Learned { get; init; }

    public required IReadOnlyList<EditSpec> Edits { get; init; }

    public required IReadOnlyList<CaptionSpec> Captions { get; init; }

    public required FilmSpec Film { get; init; }

    /// <summary>Where a film's camera is when, in order; empty for the whole picture all the time.</summary>
    public IReadOnlyList<CameraSpec> Camera { get; init; } = [];

    /// <summary>Where somebody left the run; null where the scenario is as it was written. Its edits stand in place of <see cref="Edits"/>.</summary>
    public SavedSession? Session { get; init; }

    /// <summary>Where a field stands (file and line, or the override that set it), for faults that show up only later.</summary>
    public Func<string, string> WhereIs { get; init; } = field => field;

    /// <summary>How long the layers take, in seconds of simulated time.</summary>
    public double LayerSeconds => (double)Layers * FramesPerLayer / FramesPerSecond;

    /// <summary>
    /// The same run at another frame rate: every layer lasts as long as before, to the nearest frame, and edits keep their
    /// place in their layers. So do a saved session and what keyframes come to.
    /// </summary>
    public Scenario AtFrameRate(int framesPerSecond)
    {
        int framesPerLayer = Math.Max(1, (int)Math.Round((double)FramesPerLayer * framesPerSecond / FramesPerSecond, MidpointRounding.AwayFromZero));
        double stretch = (double)framesPerLayer * FramesPerSecond / ((double)FramesPerLayer * framesPerSecond);
        return this with
        {
            FramesPerSecond = framesPerSecond,
            FramesPerLayer = framesPerLayer,
            Edits = stretch == 1 ? Edits : [.. Edits.Select(e => e with { Seconds = e.Seconds * stretch })],
            Capacity = CapacityAt(framesPerSecond, framesPerLayer),
            Session = Session?.Stretched(Layers, FramesPerLayer, framesPerLayer),
        };
    }

    /// <summary>The edits that move the capacity, in order.</summary>
    /// <exception cref="FaultException">The keyframes cannot be used.</exception>
    public IReadOnlyList<ScheduledEdit> CapacityEdits()
    {
        if (Capacity.Moves is { } moves)
        {
            return moves;
        }

        try
        {
            return CapacityMotion.Edits(Capacity, new LayerClock(Layers, FramesPerLayer, FramesPerSecond));
        }
        catch (FaultException e)
        {
            throw new FaultException(e.Kind, e.What, WhereIs(e.Where), e.Remedy, e);
        }
    }

    private CapacitySpec CapacityAt(int framesPerSecond, int framesPerLayer)
    {
        if (framesPerSecond == FramesPerSecond || (Capacity.Moves is null && Capacity.Keyframes.Count == 0))
        {
            return Capacity;
        }

        return Capacity with
        {
            Keyframes = [],
            Moves = [.. CapacityEdits().Select(e => e with { Frame = LayerClock.Moved(e.Frame, Layers, FramesPerLayer, framesPerLayer) })],
        };
    }
}
