namespace TokenFlow.Studies.Lessons;

/// <summary>What a stop points out. Nothing of it: the picture as it is.</summary>
/// <param name="Tokens">Tokens that are ringed.</param>
/// <param name="Hubs">Whether the hubs are.</param>
/// <param name="Panels">Parts of the picture that stay lit while the others dim; the arc does so too where tokens or hubs are ringed.</param>
public sealed record LessonHighlight(IReadOnlyList<int> Tokens, bool Hubs, IReadOnlyList<LessonPanel> Panels)
{
    /// <summary>Nothing.</summary>
    public static LessonHighlight None { get; } = new([], false, []);

    /// <summary>Whether there is nothing to point out.</summary>
    public bool IsEmpty => Tokens.Count == 0 && !Hubs && Panels.Count == 0;
}
