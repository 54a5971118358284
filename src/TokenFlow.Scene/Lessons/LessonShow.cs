using TokenFlow.Studies.Lessons;

namespace TokenFlow.Scene.Lessons;

/// <summary>What a lesson shows of itself with a frame.</summary>
public sealed record LessonShow
{
    /// <summary>What is said.</summary>
    public required IReadOnlyList<LessonPhrase> Phrases { get; init; }

    /// <summary>The stop's number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>How many stops there are.</summary>
    public required int Of { get; init; }

    /// <summary>What is pointed out.</summary>
    public LessonHighlight Highlight { get; init; } = LessonHighlight.None;

    /// <summary>How much of the highlight shows, in [0, 1]: nothing while the run moves.</summary>
    public float Light { get; init; } = 1;

    /// <summary>What goes on from here, such as "Space goes on"; empty for nothing.</summary>
    public string Hint { get; init; } = "";
}
