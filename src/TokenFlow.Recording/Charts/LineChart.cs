namespace TokenFlow.Recording.Charts;

/// <summary>What a chart of lines shows: something that was set across, something measured up.</summary>
public sealed record LineChart
{
    /// <summary>What the chart says, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Under what circumstances, in a line.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>What goes across.</summary>
    public required string XLabel { get; init; }

    /// <summary>What goes up, and its unit.</summary>
    public required string YLabel { get; init; }

    /// <summary>The lines.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>Places across that are marked.</summary>
    public IReadOnlyList<ChartMarker> Markers { get; init; } = [];

    /// <summary>How what goes across is spaced. On a logarithmic scale it is above 0.</summary>
    public ChartScale Across { get; init; } = ChartScale.Log2;

    /// <summary>What is written below a value across.</summary>
    public Func<double, string> XTick { get; init; } = value =>
        value.ToString(value == Math.Round(value) ? "N0" : "G4", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Up on a logarithmic scale, by powers of ten; else from 0 to <see cref="YMost"/>, in percent.</summary>
    public bool IsLogarithmic { get; init; } = true;

    /// <summary>The top of a scale that is not logarithmic; 1 is 100%.</summary>
    public double YMost { get; init; } = 1;

    /// <summary>How a power of ten is written at the axis.</summary>
    public Func<double, string> YTick { get; init; } = value => value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture);
}
