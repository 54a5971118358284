using System.Text.Json;

namespace TokenFlow.Recording.Films.Parts;

/// <summary>The note beside an unfinished film that says what it belongs to: JSON, one object.</summary>
internal static class FilmJournal
{
    private const int Version = 1;
    private const int MaxBytes = 1 << 16;
    private static readonly JsonWriterOptions Layout = new() { Indented = true };

    /// <summary>Writes the note over whatever the stream holds.</summary>
    public static void Write(Stream stream, string film, FilmIdentity identity)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, Layout))
        {
            json.WriteStartObject();
            json.WriteNumber("unfinishedFilm", Version);
            json.WriteString("film", film);
            if (identity.FrameCount is { } frames)
            {
                json.WriteNumber("frames", frames);
            }

            json.WriteStartObject("facts");
            foreach ((string name, string value) in identity.Facts)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        stream.SetLength(0);
        stream.Write(text.GetBuffer().AsSpan(0, (int)text.Length));
        stream.Flush();
    }

    /// <summary>Reads a note; null where there is none that can be understood: it may have been cut off.</summary>
    public static FilmIdentity? Read(Stream stream)
    {
        if (stream.Length is 0 or > MaxBytes)
        {
            return null;
        }

        byte[] text = new byte[stream.Length];
        stream.Position = 0;
        stream.ReadExactly(text);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (root.GetProperty("unfinishedFilm").GetInt32() != Version)
            {
                return null;
            }

            int? frames = root.TryGetProperty("frames", out JsonElement count) ? count.GetInt32() : null;
            return new FilmIdentity(
                frames,
                [.. root.GetProperty("facts").EnumerateObject().Select(f => KeyValuePair.Create(f.Name, f.Value.GetString() ?? ""))]);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }
}
