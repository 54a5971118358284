using TokenFlow.Scenarios.Cameras;

namespace TokenFlow.Studies.Lessons;

/// <summary>Where the run waits, and what is said there.</summary>
/// <param name="Layer">The moment, in layers from the start: 1.5 is half-way through layer 2.</param>
/// <param name="Text">A sentence or two; {name} stands for the measured figure of the claim of that name.</param>
/// <param name="Highlight">What to look at.</param>
/// <param name="Camera">From where; null for the whole picture.</param>
/// <param name="Claims">Figures that are measured here, and what they have to be.</param>
public sealed record LessonStop(double Layer, string Text, LessonHighlight Highlight, Camera? Camera, IReadOnlyList<LessonClaim> Claims);

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

/// <summary>The parts of a picture that a lesson can point at.</summary>
public enum LessonPanel
{
    /// <summary>Tokens, hubs and edges.</summary>
    Arc,

    /// <summary>The light cone.</summary>
    Cone,

    /// <summary>Where the dye came from, with reach, hops and edges.</summary>
    Ways,

    /// <summary>Reach by layer, and the hubs' loads.</summary>
    Reach,

    /// <summary>The layers.</summary>
    Timeline,

    /// <summary>What readers can tell of the facts, and the capacity curve.</summary>
    Recall,
}
