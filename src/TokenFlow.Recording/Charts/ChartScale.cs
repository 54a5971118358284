namespace TokenFlow.Recording.Charts;

/// <summary>How what goes across a chart is spaced.</summary>
public enum ChartScale
{
    /// <summary>By powers of two.</summary>
    Log2,

    /// <summary>Evenly.</summary>
    Linear,
}
