using TokenFlow.Scene.Canvas;

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

/// <summary>A place across a chart: a thin upright line, or a ring on a line's way where it has a height.</summary>
/// <param name="X">Across.</param>
/// <param name="Colour">That of the line it belongs to.</param>
/// <param name="Y">The ring's height; null for an upright line.</param>
public sealed record ChartMarker(double X, Rgba Colour, double? Y = null);

/// <summary>How what goes across a chart is spaced.</summary>
public enum ChartScale
{
    /// <summary>By powers of two.</summary>
    Log2,

    /// <summary>Evenly.</summary>
    Linear,
}

/// <summary>One line of a chart, named at its end.</summary>
public sealed record ChartSeries
{
    /// <summary>What stands at the line's end.</summary>
    public required string Name { get; init; }

    /// <summary>The line's colour; its name has the same.</summary>
    public required Rgba Colour { get; init; }

    /// <summary>Across, ascending.</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>Up, as many.</summary>
    public required IReadOnlyList<double> Y { get; init; }

    /// <summary>The lower edge of the band about the line, as many; null for no band.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    /// <summary>The upper edge of the band, as many; null for no band.</summary>
    public IReadOnlyList<double>? High { get; init; }

    /// <summary>A guide rather than a measurement: thin, dashed, without points.</summary>
    public bool IsGuide { get; init; }

    /// <summary>The line that the chart is about: thicker, and named in bold.</summary>
    public bool IsSubject { get; init; }
}
