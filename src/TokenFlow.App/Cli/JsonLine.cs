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

/// <summary>Numbers as JSON has them.</summary>
internal static class JsonNumbers
{
    /// <summary>The number; null where there is none that JSON could hold.</summary>
    public static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <summary>The same with so many digits after the point.</summary>
    public static double? Rounded(double? value, int digits) => Finite(value) is { } number ? Math.Round(number, digits) : null;

    /// <summary>A state's hash, of sixteen hexadecimal digits.</summary>
    public static string Hash(ulong hash) => FormattableString.Invariant($"{hash:x16}");
}
