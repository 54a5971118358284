namespace TokenFlow.Scene.Layout;

/// <summary>How tokens appear on the arc: the more there are, the less each can be.</summary>
public enum ArcStyle
{
    /// <summary>A disc each, with its text near.</summary>
    Texts,

    /// <summary>A disc each, in a belt of several rows.</summary>
    Discs,

    /// <summary>Bins of consecutive tokens in a band; a bin shows its strongest.</summary>
    Band,
}
