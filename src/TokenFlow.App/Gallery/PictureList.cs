using TokenFlow.Base.Documents;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Pictures;

namespace TokenFlow.App.Gallery;

/// <summary>Reads content/gallery/pictures.json: the README's pictures that need no window.</summary>
internal static class PictureList
{
    private const int MostBytes = 1 << 20;
    private const double MostSeconds = 86_400;

    /// <summary>The pictures in their order.</summary>
    /// <exception cref="FaultException">The file is missing or not valid.</exception>
    public static IReadOnlyList<ListedPicture> Read(string path)
    {
        byte[] bytes = BoundedFile.ReadAll(path, MostBytes, FaultKind.DocumentInvalid, "list of pictures");
        var fields = new JsonFields(JsonSource.Parse(path, bytes));
        var pictures = new List<ListedPicture>();
        foreach (JsonFields picture in fields.Objects("pictures"))
        {
            string file = picture.Text("file", "");
            if (file.Length == 0 || file != Path.GetFileName(file))
            {
                throw picture.Wrong("file", "is no file's name", "write it like hub.png, without a folder");
            }

            pictures.Add(new ListedPicture(
                file,
                picture.Text("scenario", ""),
                picture.Number("at", 0, 0, MostSeconds),
                picture.Int("width", 1280, 1, PictureWriter.MaxPixels),
                picture.Int("height", 720, 1, PictureWriter.MaxPixels),
                picture.OneOf("theme", "dark", "dark", "light")));
            picture.Done();
        }

        fields.Done();
        return pictures;
    }
}

/// <summary>A picture of the README: which scenario, at which moment.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Seconds">The moment, in seconds of the film.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Theme">The theme's name.</param>
internal sealed record ListedPicture(string File, string Scenario, double Seconds, int Width, int Height, string Theme);
