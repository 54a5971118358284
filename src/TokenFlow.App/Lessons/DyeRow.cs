using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.App.Lessons;

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
