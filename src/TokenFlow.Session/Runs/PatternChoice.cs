using TokenFlow.Attention.Patterns;

namespace TokenFlow.Session.Runs;

/// <summary>The patterns that a user goes through, each made from the one in force: what both have is kept.</summary>
public static class PatternChoice
{
    /// <summary>The kinds, in the order of the list.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. PatternKinds.Offered.Select(kind => kind.Name)];

    /// <summary>The kind after another, or before it; round at the ends. A kind that is not in the list counts as the one before the first.</summary>
    public static string Next(string kind, int by)
    {
        int at = Kinds.ToList().IndexOf(kind);
        return Kinds[(((at < 0 && by < 0 ? 0 : at) + by) % Kinds.Count + Kinds.Count) % Kinds.Count];
    }

    /// <summary>A pattern of a kind, with what it can keep of the one in force.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="like">The pattern in force.</param>
    public static AttentionPattern Of(string kind, PatternLike like) => PatternKinds.Offered.First(k => k.Name == kind).Like(like);
}
