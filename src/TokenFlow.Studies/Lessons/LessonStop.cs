using TokenFlow.Scenarios.Cameras;
using TokenFlow.Studies.Evidence;

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

/// <summary>A figure that a stop names: how it is measured, and what it has to be.</summary>
/// <param name="Name">The name by which the text asks for it.</param>
/// <param name="Measure">What is measured, one of <see cref="LessonMeasures.Names"/>.</param>
/// <param name="Expected">What it has to be.</param>
public sealed record LessonClaim(string Name, string Measure, Expectation Expected)
{
    /// <summary>The token of a measure of one token.</summary>
    public int Token { get; init; }

    /// <summary>The token that information comes from, in a measure of two.</summary>
    public int From { get; init; }

    /// <summary>The token that it goes to.</summary>
    public int To { get; init; }

    /// <summary>The way of a measure of ways: window, random or hub.</summary>
    public string Way { get; init; } = "";

    /// <summary>Whether it is measured in the run beside, at the same layer.</summary>
    public bool IsBeside { get; init; }

    /// <summary>Places after the point in the text.</summary>
    public int Places { get; init; }

    /// <summary>Whether the text has it in hundredths.</summary>
    public bool IsPercent { get; init; }

    /// <summary>The field of the document, for messages.</summary>
    public string Where { get; init; } = "";

    /// <summary>A value as the text has it.</summary>
    public string Write(double value) => IsPercent ? Figure.Write(100 * value, Places) + "%" : Figure.Write(value, Places);
}
