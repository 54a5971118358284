using System.Globalization;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Charts;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Recall;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Sweeps;

/// <summary>Draws what a sweep came to: recall against one axis, a line for every combination of the others.</summary>
internal static class SweepChart
{
    /// <summary>The most lines that can be told apart by colour and named.</summary>
    public const int MostSeries = 12;

    // The stretch of the theme's ramp that lines stand out in, from the ground as from the lettering.
    private const float FirstLevel = 0.22f;
    private const float LastLevel = 0.86f;

    /// <summary>Checks that a sweep can be drawn.</summary>
    /// <exception cref="FaultException">Usage: nothing goes across, or there are too many lines.</exception>
    public static void Check(IReadOnlyList<SweepAxis> axes)
    {
        int place = SweepSummary.AcrossOf([.. axes.Select(a => a.Field)], axis => axes[axis].Values.Count);
        SweepAxis across = place >= 0
            ? axes[place]
            : throw new FaultException(FaultKind.Usage, "without an axis nothing goes across the chart", "--plot", "add --over facts=1..64x2");
        long series = axes.Where(a => a != across).Aggregate(1L, (product, axis) => product * axis.Values.Count);
        if (series > MostSeries)
        {
            throw new FaultException(FaultKind.Usage, $"{series:N0} lines cannot be told apart", "--plot", $"take axes with at most {MostSeries} combinations beside {across.Field}, or leave the plot out");
        }
    }

    /// <summary>Draws it.</summary>
    /// <param name="summary">The results.</param>
    /// <param name="title">What the chart says.</param>
    /// <param name="circumstances">Under what limits; may be empty.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="path">Ends in .png or .svg.</param>
    public static void Write(SweepSummary summary, string title, string circumstances, SceneTheme theme, string path)
    {
        new ChartWriter(theme).Write(Of(summary, title, circumstances, theme), path);
    }

    /// <summary>The chart.</summary>
    internal static LineChart Of(SweepSummary summary, string title, string circumstances, SceneTheme theme)
    {
        bool isNumeric = summary.Points.All(p => p.XNumber is not null);
        string[] words = [.. summary.Points.Select(p => p.X ?? AxisValue.Absent.Words).Distinct()];
        bool isLogarithmic = isNumeric && summary.Points.All(p => p.XNumber > 0) && summary.Points.Max(p => p.XNumber) >= 4 * summary.Points.Min(p => p.XNumber);
        double Across(SweepPoint point) => isNumeric ? point.XNumber!.Value : Array.IndexOf(words, point.X ?? AxisValue.Absent.Words);
        var lines = new List<ChartSeries>();
        var markers = new List<ChartMarker>();
        for (int i = 0; i < summary.Series.Count; i++)
        {
            SweepSeries series = summary.Series[i];
            Rgba colour = Colour(theme, i, summary.Series.Count);
            SweepPoint[] points = [.. series.Points.OrderBy(Across)];
            lines.Add(new ChartSeries
            {
                Name = series.Name.Length > 0 ? Shortened(series.Name) : "matched filter",
                Colour = colour,
                X = [.. points.Select(Across)],
                Y = [.. points.Select(p => p.Mean.Recall)],
                Low = [.. points.Select(p => p.Interval.Low)],
                High = [.. points.Select(p => p.Interval.High)],
            });
            if (!summary.HasKnees)
            {
                continue;
            }

            if (series.Theory is { } theory && theory.Knee >= points.Min(Across) && theory.Knee <= points.Max(Across))
            {
                markers.Add(new ChartMarker(theory.Knee, colour));
            }

            if (series.Knee is { } knee)
            {
                markers.Add(new ChartMarker(knee, colour, Knee.Reads));
            }
        }

        if (Chance(summary, Across, theme) is { } chance)
        {
            lines.Add(chance);
        }

        int seeds = summary.Points.Max(p => p.Seeds);
        string[] notes =
        [
            .. circumstances.Length > 0 ? [circumstances] : Array.Empty<string>(),
            string.Create(CultureInfo.InvariantCulture, $"{seeds} {(seeds == 1 ? "seed" : "seeds")}"),
            "band: 95% (Wilson)",
            .. markers.Count > 0 ? ["ring: knee at 0.9, measured", "dashed: in theory"] : Array.Empty<string>(),
        ];
        return new LineChart
        {
            Title = title,
            Subtitle = string.Join(" · ", notes),
            XLabel = summary.HasKnees ? "facts written, k" : summary.Across!,
            YLabel = "recall at k",
            IsLogarithmic = false,
            Across = isLogarithmic ? ChartScale.Log2 : ChartScale.Linear,
            XTick = isNumeric ? Number : value => words[(int)value],
            Series = lines,
            Markers = markers,
        };
    }

    // Guessing reads the same in all lines unless the vocabulary differs.
    private static ChartSeries? Chance(SweepSummary summary, Func<SweepPoint, double> across, SceneTheme theme)
    {
        var byPlace = summary.Points.GroupBy(across).OrderBy(g => g.Key).ToArray();
        return byPlace.All(g => g.All(p => p.Mean.Chance == g.First().Mean.Chance))
            ? new ChartSeries
            {
                Name = "chance",
                Colour = theme.Secondary,
                X = [.. byPlace.Select(g => g.Key)],
                Y = [.. byPlace.Select(g => g.First().Mean.Chance)],
                IsGuide = true,
            }
            : null;
    }

    private static Rgba Colour(SceneTheme theme, int series, int of) =>
        of == 1 ? theme.Hub : theme.Ramp.At(FirstLevel + ((LastLevel - FirstLevel) * series / (of - 1)));

    // One axis' path is as long as the name may be; its last part says enough.
    private static string Shortened(string name) => string.Join(", ", name.Split(", ").Select(part => part[(part.LastIndexOf('.', part.IndexOf(" = ", StringComparison.Ordinal)) + 1)..]));

    private static string Number(double value) => value.ToString(value == Math.Round(value) ? "N0" : "G4", CultureInfo.InvariantCulture);
}
