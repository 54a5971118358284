using System.Globalization;
using TokenFlow.App.Cli;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Evidence;
using TokenFlow.Studies.Lessons;

namespace TokenFlow.App.Lessons;

/// <summary>Tells a lesson in the terminal, stop by stop.</summary>
internal sealed class LessonTalk
{
    private const int Columns = 64;
    private readonly Page _page;

    public LessonTalk(Page page) => _page = page;

    /// <summary>What comes before the first stop.</summary>
    public void Begin(Lesson lesson)
    {
        _page.Line(lesson.Title, "bold");
        _page.Line(lesson.Summary, "dim");
    }

    /// <summary>A stop: what is said, the dye along the text, and the figures.</summary>
    public void Stop(LessonMoment moment, int of, FrameSnapshot snapshot)
    {
        _page.Line();
        string layer = string.Create(CultureInfo.InvariantCulture, $"layer {moment.Stop.Layer:0.##} of {snapshot.Subject.Layers}");
        _page.Line($"{moment.Number} of {of}   {layer}", "dim");
        _page.Line(moment.Text, "bold");
        _page.Line($"[{DyeRow.Of(snapshot, Columns).PadRight(Math.Min(Columns, snapshot.Tokens.Length))}]", "cyan", "   dye  ");
        if (moment.Figures.Count == 0)
        {
            return;
        }

        int width = moment.Figures.Max(f => f.Text.Length);
        foreach (Figure figure in moment.Figures)
        {
            string mark = figure.Holds ? "" : $"   (should be {figure.Expected})";
            _page.Line($"{figure.Meaning}{mark}", figure.Holds ? "dim" : "bold red", $"   {figure.Text.PadLeft(width)}  ");
        }
    }
}

/// <summary>The dye along the sequence as one row of signs, on a log scale: five steps of two powers of ten each, a blank for none.</summary>
internal static class DyeRow
{
    private const string Steps = "·░▒▓█";
    private const double LeastPower = -8, PowersAStep = 2;

    /// <summary>The row.</summary>
    /// <param name="snapshot">The frame.</param>
    /// <param name="columns">Signs at most; a sign shows the most dyed of its tokens.</param>
    public static string Of(FrameSnapshot snapshot, int columns)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        int tokens = snapshot.Tokens.Length, count = Math.Min(columns, tokens);
        TracerSnapshot tracer = snapshot.Tracers[0];
        return string.Create(count, (tracer, tokens), static (row, state) =>
        {
            for (int column = 0; column < row.Length; column++)
            {
                int first = (int)((long)column * state.tokens / row.Length), last = (int)(((long)column + 1) * state.tokens / row.Length);
                float most = 0;
                for (int token = first; token < last; token++)
                {
                    most = Math.Max(most, state.tracer.Total(token));
                }

                row[column] = Sign(most);
            }
        });
    }

    private static char Sign(float dye) => dye <= 0
        ? ' '
        : Steps[(int)Math.Clamp((Math.Log10(dye) - LeastPower) / PowersAStep, 0, Steps.Length - 1)];
}
