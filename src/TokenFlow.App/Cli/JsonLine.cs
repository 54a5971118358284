using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TokenFlow.App.Cli;

/// <summary>Writes one JSON value as one line.</summary>
internal static class JsonLine
{
    // Signs of any script stand as they are: a line goes to a terminal or a script, and is no part of a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Puts the value out as a line.</summary>
    public static void Write<T>(TextWriter output, T value, JsonTypeInfo<T> type) => Write(output, json => JsonSerializer.Serialize(json, value, type));

    /// <summary>Runs the writer over a buffer and puts the line out whole.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> body)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            body(json);
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
