using System.Text;
using System.Text.Json;

namespace TokenFlow.App.Cli;

/// <summary>Writes one JSON value as one line.</summary>
internal static class JsonLine
{
    /// <summary>Runs the writer over a buffer and puts the line out whole.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> body)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            body(json);
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
