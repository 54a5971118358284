using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Capacity;
using TokenFlow.Scenarios.Recall;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Scenarios.Scenarios;

/// <summary>
/// A run, described: what a file in content/scenarios says, defaults filled in. In code <see cref="Of"/> makes one, and
/// <c>with</c> says what is to be otherwise.
/// </summary>
public sealed record Scenario
{
    /// <summary>The seed where none is given.</summary>
    public const ulong DefaultSeed = 1;

    /// <summary>Frames a layer lasts at the normal frame rate.</summary>
    public const int DefaultFramesPerLayer = 45;

    /// <summary>The normal frame rate of simulated time.</summary>
    public const int DefaultFramesPerSecond = 30;

    public required string Name { get; init; }

    public required string Title { get; init; }

    public string Summary { get; init; } = "";

    public required TextSpec Text { get; init; }

    /// <summary>A tokenizer's name or a vocabulary file, see <see cref="TokenFlow.Scenarios.Text.Tokenizers"/>.</summary>
    public string Tokenizer { get; init; } = "bpe";

    public required SpecialTokens SpecialTokens { get; init; }

    public required AttentionPattern Pattern { get; init; }

    public HubSelection Hubs { get; init; } = HubSelection.None;

    public int Heads { get; init; } = 1;

    public int HeadDim { get; init; } = 64;

    public WeightKind Weights { get; init; }

    public float Temperature { get; init; } = 1;

    public float Residual { get; init; } = 0.5f;

    public int Layers { get; init; } = 6;

    public int FramesPerLayer { get; init; } = DefaultFramesPerLayer;

    public int FramesPerSecond { get; init; } = DefaultFramesPerSecond;

    public ulong Seed { get; init; } = DefaultSeed;

    public IReadOnlyList<TracerSpec> Tracers { get; init; } = [new TracerSpec(0, null, "dye")];

    /// <summary>How many hubs there are and what they can carry.</summary>
    public CapacitySpec Capacity { get; init; } = CapacitySpec.None;

    /// <summary>The recall task; no facts where there is none.</summary>
    public RecallSpec Recall { get; init; } = RecallSpec.None;

    /// <summary>A file of trained hub vectors and global projections; null for none.</summary>
    public string? Learned { get; init; }

    public IReadOnlyList<EditSpec> Edits { get; init; } = [];

    public IReadOnlyList<CaptionSpec> Captions { get; init; } = [];

    public FilmSpec Film { get; init; } = FilmSpec.Plain;

    /// <summary>Where a film's camera is when, in order; empty for the whole picture all the time.</summary>
    public IReadOnlyList<CameraSpec> Camera { get; init; } = [];

    /// <summary>Where somebody left the run; null where the scenario is as it was written. Its edits stand in place of <see cref="Edits"/>.</summary>
    public SavedSession? Session { get; init; }

    /// <summary>Where a field stands (file and line, or the override that set it), for faults that show up only later.</summary>
    public Func<string, string> WhereIs { get; init; } = field => field;

    /// <summary>How long the layers take, in seconds of simulated time.</summary>
    public double LayerSeconds => (double)Layers * FramesPerLayer / FramesPerSecond;

    /// <summary>A scenario with all at its default.</summary>
    /// <param name="name">Its name, and its title.</param>
    /// <param name="pattern">Who may attend to whom; it also says whether the text is put between [CLS] and [SEP].</param>
    /// <param name="tokens">So many tokens that are only numbered, in place of a text.</param>
    public static Scenario Of(string name, AttentionPattern pattern, int tokens = 0)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new Scenario
        {
            Name = name,
            Title = name,
            Pattern = pattern,
            Text = new TextSpec(null, null, tokens),
            SpecialTokens = pattern.StartsAtCls ? SpecialTokens.ClsSep : SpecialTokens.None,
        };
    }

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

/// <summary>Where a film's camera is at a moment; between two of them it moves.</summary>
/// <param name="Seconds">When, in seconds of the film without its cards.</param>
/// <param name="Zoom">How many times larger than the whole picture, 1 to <see cref="MostZoom"/>.</param>
/// <param name="Token">The token in the middle; null where <paramref name="X"/> and <paramref name="Y"/> say.</param>
/// <param name="X">What is in the middle, across: 0 the picture's left edge, 1 its right.</param>
/// <param name="Y">What is in the middle, down: 0 the picture's upper edge, 1 its lower.</param>
public sealed record CameraSpec(double Seconds, double Zoom, int? Token, double X, double Y)
{
    /// <summary>The closest look.</summary>
    public const double MostZoom = 64;
}

/// <summary>A sentence under the picture.</summary>
/// <param name="Seconds">When it appears, in seconds of the film.</param>
/// <param name="Text">The sentence; empty for none.</param>
public sealed record CaptionSpec(double Seconds, string Text);

/// <summary>How long a film waits before the first layer and after the last, and its cards.</summary>
/// <param name="LeadSeconds">Still picture before the first layer, in seconds.</param>
/// <param name="TailSeconds">Still picture after the last layer, in seconds.</param>
public sealed record FilmSpec(double LeadSeconds, double TailSeconds)
{
    /// <summary>A film that waits a little, without cards.</summary>
    public static FilmSpec Plain { get; } = new(1, 2);

    /// <summary>How long the title card stands before all else, in seconds; 0 for none.</summary>
    public double TitleSeconds { get; init; }

    /// <summary>How long the card with the end's figures stands after all else, in seconds; 0 for none.</summary>
    public double EndSeconds { get; init; }
}

/// <summary>Where a scenario's text comes from. With neither file nor words the tokens are only numbered.</summary>
/// <param name="File">A UTF-8 file; "-" is standard input; null for none.</param>
/// <param name="Inline">The text itself; null for none.</param>
/// <param name="Limit">Take only so many tokens of it; 0 takes all.</param>
public sealed record TextSpec(string? File, string? Inline, int Limit);

/// <summary>A tracer: where a drop of dye falls at the start.</summary>
/// <param name="Token">The token's position; counts from the end where negative.</param>
/// <param name="Match">Instead of a position: the first token that touches this text; null for none.</param>
/// <param name="Name">Its name in the picture.</param>
public sealed record TracerSpec(int Token, string? Match, string Name);

/// <summary>Tokens to make hubs of beside those that the pattern names. Selections add up.</summary>
/// <param name="First">So many tokens at the start of the sequence.</param>
/// <param name="Spread">So many tokens spread evenly.</param>
/// <param name="At">Tokens by position.</param>
/// <param name="Ranges">Tokens from a position to another, both included.</param>
/// <param name="Matches">Tokens that touch the first place where this text stands.</param>
public sealed record HubSelection(
    int First,
    int Spread,
    IReadOnlyList<int> At,
    IReadOnlyList<(int From, int To)> Ranges,
    IReadOnlyList<string> Matches)
{
    /// <summary>No further hubs.</summary>
    public static HubSelection None { get; } = new(0, 0, [], [], []);
}

/// <summary>Which special tokens are put round the text, as BERT does (Devlin et al. 2019, section 3).</summary>
public enum SpecialTokens
{
    /// <summary>None.</summary>
    None,

    /// <summary>[CLS] in front.</summary>
    Cls,

    /// <summary>[CLS] in front and [SEP] at the end.</summary>
    ClsSep,
}

/// <summary>Where queries and keys come from.</summary>
public enum WeightKind
{
    /// <summary>All scores 0: pure topology.</summary>
    Uniform,

    /// <summary>Query = key = the token's embedding: like attends to like.</summary>
    Content,

    /// <summary>Seeded Xavier projections of the normalised values, a set a layer.</summary>
    Random,
}

/// <summary>An edit that the scenario makes by itself.</summary>
/// <param name="Seconds">When, in seconds of simulated time.</param>
/// <param name="Edit">What.</param>
/// <param name="Where">The field of the scenario, for messages.</param>
public sealed record EditSpec(double Seconds, Edit Edit, string Where);
