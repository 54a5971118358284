namespace TokenFlow.Attention.Patterns;

/// <summary>The kinds of pattern that there are. A new one is a file with its record, and its lines here.</summary>
public static class PatternKinds
{
    /// <summary>All kinds, in the order that messages name them. A pattern with two names is read by both and written by its own.</summary>
    public static IReadOnlyList<PatternKind> All { get; } =
    [
        FullPattern.OfKind,
        LocalPattern.OfKind,
        GlobalPattern.OfKind,
        LongformerPattern.OfKind,
        BigBirdPattern.OfKind,
        BigBirdPattern.OfHuggingFace,
        BertClsPattern.OfKind,
        ClsHubPattern.OfKind,
        MemoryPattern.OfKind,
        MemoryPattern.OfEtc,
        StarPattern.OfKind,
        StreamingPattern.OfKind,
    ];

    /// <summary>The kinds to choose from while a run goes on, in the order of the list.</summary>
    public static IReadOnlyList<PatternKind> Offered { get; } =
    [
        LocalPattern.OfKind,
        LongformerPattern.OfKind,
        BigBirdPattern.OfKind,
        MemoryPattern.OfKind,
        ClsHubPattern.OfKind,
        StarPattern.OfKind,
        StreamingPattern.OfKind,
        GlobalPattern.OfKind,
        FullPattern.OfKind,
    ];

    /// <summary>The names of all kinds, as a pattern's field <c>kind</c> spells them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(kind => kind.Name)];

    /// <summary>A kind by its name; null where there is none.</summary>
    public static PatternKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
