namespace TokenFlow.Scene.Frames;

/// <summary>How a scene draws, the same for all its frames.</summary>
public sealed record SceneOptions
{
    /// <summary>All of the picture, as films and stills have it.</summary>
    public static SceneOptions Usual { get; } = new();

    /// <summary>Whether panels (light cone, ways, reach) stand beside the arc where there is room.</summary>
    public bool Panels { get; init; } = true;

    /// <summary>Whether tokens' texts stand near their discs where they fit.</summary>
    public bool TokenTexts { get; init; } = true;

    /// <summary>Whether the arc stands alone on all of the canvas: no header, timeline, legend, bottom line or panels. For small pictures that have words of their own beside them.</summary>
    public bool ArcOnly { get; init; }

    /// <summary>Whether there are any words on the arc: names of origins and hubs, numbers. Without, the arc takes their room.</summary>
    public bool Labels { get; init; } = true;

    /// <summary>
    /// How much line, in layout units, may be drawn for single edges. What is beyond is left out, weakest first, and the
    /// bottom line counts it. Keeps a frame's time bounded whatever the snapshot brings.
    /// </summary>
    public float EdgeInk { get; init; } = 150_000;

    /// <summary>How many bands may stand for the edges that are not drawn one by one; where there are more they are joined. More than these would cover each other.</summary>
    public int MostBands { get; init; } = 700;

    /// <summary>
    /// Whether the light behind the arc is one gradient. On a graphics card that is the least work; a rasteriser in software
    /// draws it ten times faster in steps, which look the same.
    /// </summary>
    public bool SmoothHaze { get; init; }

    /// <summary>Whether the picture has a ground: the theme's colour and the light behind the arc. Without, what is not drawn on stays see-through.</summary>
    public bool Backdrop { get; init; } = true;
}
