using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Sweeps;

/// <summary>The results of a sweep, averaged over seeds and put into lines.</summary>
public sealed record SweepSummary
{
    /// <summary>The axis that goes across wherever it is there.</summary>
    public const string Facts = "facts";

    /// <summary>The axes' fields.</summary>
    public required IReadOnlyList<string> Axes { get; init; }

    /// <summary>The axis that goes across: facts, else the last, of those that have several values; null where there are no axes.</summary>
    public required string? Across { get; init; }

    /// <summary>All points, in the order of the results.</summary>
    public required IReadOnlyList<SweepPoint> Points { get; init; }

    /// <summary>The lines.</summary>
    public required IReadOnlyList<SweepSeries> Series { get; init; }

    /// <summary>Whether lines break at a number of facts.</summary>
    public bool HasKnees => Across == Facts;

    /// <summary>Which axis goes across: facts, else the last, of those that have several values; -1 without axes.</summary>
    /// <param name="axes">The axes' fields.</param>
    /// <param name="values">How many values an axis has.</param>
    public static int AcrossOf(IReadOnlyList<string> axes, Func<int, int> values)
    {
        int facts = axes.ToList().IndexOf(Facts);
        if (facts >= 0 && values(facts) > 1)
        {
            return facts;
        }

        int last = axes.Count - 1;
        while (last >= 0 && values(last) < 2)
        {
            last--;
        }

        return last >= 0 ? last : facts >= 0 ? facts : axes.Count - 1;
    }

    /// <summary>Sums up results.</summary>
    /// <param name="table">The results.</param>
    /// <param name="factsOf">The facts of a setting whose axes do not say; null where nobody knows.</param>
    /// <param name="theoryOf">What theory expects at a setting; null where nobody knows.</param>
    public static SweepSummary Of(SweepTable table, Func<IReadOnlyList<string?>, int?> factsOf, Func<IReadOnlyList<string?>, SweepTheory?> theoryOf)
    {
        int facts = table.Axes.ToList().IndexOf(Facts);
        int across = AcrossOf(table.Axes, axis => table.Rows.Select(r => r.Cells[axis]).Distinct().Count());
        SweepPoint[] points =
        [
            .. from row in table.Rows
               group row by Key(row.Cells) into setting
               let cells = setting.First().Cells
               select Point(cells, across < 0 ? null : cells[across], [.. setting], (facts >= 0 ? (int?)AxisValue.NumberOf(cells[facts]) : null) ?? factsOf(cells)),
        ];
        SweepSeries[] series =
        [
            .. from point in points
               group point by Key(Others(point.Cells)) into line
               select new SweepSeries(NameOf(line.First().Cells), [.. line]) { Theory = across >= 0 && across == facts ? theoryOf(line.First().Cells) : null },
        ];
        return new SweepSummary
        {
            Axes = table.Axes,
            Across = across < 0 ? null : table.Axes[across],
            Points = points,
            Series = series,
        };

        IEnumerable<string?> Others(IReadOnlyList<string?> cells) => cells.Where((_, axis) => axis != across);

        string NameOf(IReadOnlyList<string?> cells) =>
            string.Join(", ", table.Axes.Zip(cells, (field, cell) => $"{field} = {cell ?? AxisValue.Absent.Words}").Where((_, axis) => axis != across));
    }

    private static string Key(IEnumerable<string?> cells) => string.Join('\u001f', cells.Select(c => c is null ? "-" : "+" + c));

    private static SweepPoint Point(IReadOnlyList<string?> cells, string? x, SweepRow[] rows, int? facts)
    {
        var sums = new double[SweepMeasures.Names.Count];
        foreach (SweepRow row in rows)
        {
            double[] values = row.Measures.ToArray();
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += values[i];
            }
        }

        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] /= rows.Length;
        }

        var mean = SweepMeasures.Of(sums);
        double trials = (double)rows.Length * Math.Max(1, facts ?? 1);
        return new SweepPoint(cells, x, rows.Length, mean, WilsonInterval.Of(Math.Clamp(mean.Recall, 0, 1) * trials, trials));
    }
}
