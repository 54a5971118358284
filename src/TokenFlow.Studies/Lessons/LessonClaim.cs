using TokenFlow.Studies.Evidence;

namespace TokenFlow.Studies.Lessons;

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
