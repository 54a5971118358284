using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Type;

/// <summary>
/// The typeface that every canvas draws with: IBM Plex Sans (SIL Open Font License), embedded, so that a machine
/// without fonts shows the same letters at the same places. Its figures all have one width.
/// </summary>
public static class PictureFonts
{
    /// <summary>Opens the TrueType file of one cut. The caller disposes the stream.</summary>
    /// <exception cref="InvalidOperationException">The assembly was built without its fonts.</exception>
    public static Stream Open(FontWeight weight)
    {
        string name = weight == FontWeight.Bold ? "fonts/IBMPlexSans-SemiBold.ttf" : "fonts/IBMPlexSans-Regular.ttf";
        return typeof(PictureFonts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The font {name} is not embedded in the scene's assembly.");
    }

    /// <summary>The bytes of one cut's TrueType file.</summary>
    /// <exception cref="InvalidOperationException">The assembly was built without its fonts.</exception>
    public static byte[] Read(FontWeight weight)
    {
        using Stream stream = Open(weight);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
