namespace TokenFlow.Recording.Pictures;

/// <summary>The formats that a still can be written in.</summary>
public enum PictureFormat
{
    /// <summary>Pixels.</summary>
    Png,

    /// <summary>Vectors for the web. Text is outlined, so it looks the same in every viewer.</summary>
    Svg,

    /// <summary>Vectors for print, one page of the picture's size at 96 pixels an inch.</summary>
    Pdf,
}
