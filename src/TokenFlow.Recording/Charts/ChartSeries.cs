using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Charts;

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
