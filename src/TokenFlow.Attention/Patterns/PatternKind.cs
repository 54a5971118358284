namespace TokenFlow.Attention.Patterns;

/// <summary>A kind of pattern: the name that files and options have for it, and how one of its patterns comes about.</summary>
public sealed class PatternKind
{
    private readonly Func<PatternLike, AttentionPattern>? _like;

    internal PatternKind(
        string name, Func<PatternFields, AttentionPattern> read, Func<PatternLike, AttentionPattern>? like = null, params ReadOnlySpan<(string Field, int Value)> usual)
    {
        Name = name;
        Read = read;
        _like = like;
        var values = new Dictionary<string, int>();
        foreach ((string field, int value) in usual)
        {
            values.Add(field, value);
        }

        Usual = values;
    }

    /// <summary>The name, such as <c>longformer</c>.</summary>
    public string Name { get; }

    /// <summary>The numbers that the kind must be given, each with the value that is usual.</summary>
    public IReadOnlyDictionary<string, int> Usual { get; }

    internal Func<PatternFields, AttentionPattern> Read { get; }

    /// <summary>A pattern of this kind with what it can keep of another: window, dilations, globals.</summary>
    /// <exception cref="InvalidOperationException">The kind is not among <see cref="PatternKinds.Offered"/>.</exception>
    public AttentionPattern Like(PatternLike other) => _like is { } like
        ? like(other)
        : throw new InvalidOperationException($"The kind {Name} is not offered.");
}

/// <summary>The pattern that another one takes the place of.</summary>
/// <param name="Now">The pattern in force.</param>
/// <param name="Seed">The seed of random links.</param>
/// <param name="Block">Tokens a block, where blocks come new.</param>
public sealed record PatternLike(AttentionPattern Now, ulong Seed, int Block = 16)
{
    private const int NewWindow = 8;

    /// <summary>The window to keep, in the meaning of <see cref="AttentionPattern.Window"/>.</summary>
    public int Window => Now.TakesWindow && Now.Window > 0 ? Now.Window : NewWindow;

    /// <summary>The dilations to keep.</summary>
    public IReadOnlyList<int> Dilations => Now.Dilations;

    /// <summary>The globals to keep; the first token where there were none to choose.</summary>
    public IReadOnlyList<int> Globals => Now.TakesGlobals && Now.Globals.Count > 0 ? Now.Globals : [0];
}

/// <summary>A parameter of a pattern that can be turned step by step.</summary>
/// <param name="Name">As a panel says it, such as <c>Random blocks</c>.</param>
/// <param name="Value">Its value; among <see cref="Choices"/> the index.</param>
/// <param name="Turned">The pattern after so many steps up (negative: down); with choices, the pattern of the choice at an index.</param>
public sealed record PatternKnob(string Name, int Value, Func<int, AttentionPattern> Turned)
{
    /// <summary>The values by name, where they are few; empty for a number.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
