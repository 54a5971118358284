using TokenFlow.Studies.Evidence;

namespace TokenFlow.Studies.Lessons;

/// <summary>A stop that was come to: its text with the measured figures in it.</summary>
/// <param name="Number">The stop's number, from 1.</param>
/// <param name="Frame">The frame where the run waits.</param>
/// <param name="Phrases">What is said, in pieces: words, and figures that were measured.</param>
/// <param name="Figures">What was measured.</param>
/// <param name="Stop">The stop.</param>
public sealed record LessonMoment(int Number, long Frame, IReadOnlyList<LessonPhrase> Phrases, IReadOnlyList<Figure> Figures, LessonStop Stop)
{
    // People read some 15 signs a second when they look at something else besides.
    private const double SignsASecond = 15, LeastSeconds = 3, GlanceSeconds = 1.5;

    /// <summary>What is said, in one piece.</summary>
    public string Text { get; } = string.Concat(Phrases.Select(p => p.Text));

    /// <summary>How long it takes to read the text and to look, in seconds.</summary>
    public double ReadingSeconds => Math.Max(LeastSeconds, GlanceSeconds + (Text.Length / SignsASecond));
}

/// <summary>A piece of what a stop says.</summary>
/// <param name="Text">The piece, spaces and all.</param>
/// <param name="IsMeasured">Whether it is a figure that was measured in the run.</param>
public readonly record struct LessonPhrase(string Text, bool IsMeasured);
