namespace TokenFlow.Recording.Canvas;

/// <summary>What a Skia canvas writes to, where that decides how something is best drawn.</summary>
public enum CanvasTarget
{
    /// <summary>A bitmap: light can add up, cells can be sampled without smoothing.</summary>
    Pixels,

    /// <summary>Vectors: no adding of light, and the viewer decides how pictures are smoothed.</summary>
    Vectors,

    /// <summary>Vectors in a format that takes fonts in (PDF): text is set as text, so that it can be selected and searched.</summary>
    Document,
}
