using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TokenFlow.Base.Faults;

namespace TokenFlow.Base.Documents;

/// <summary>
/// A JSON document with the line of every field, so that faults can name file, line and field. Comments and trailing
/// commas are let pass; duplicate fields, numbers beyond a double and anything after the document's end are refused, and
/// depth is bounded.
/// </summary>
public sealed class JsonSource
{
    private const int MaxDepth = 32;
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _overridden = new(StringComparer.Ordinal);

    private JsonSource(string name, JsonObject root)
    {
        Name = name;
        Root = root;
    }

    /// <summary>The file's name for messages.</summary>
    public string Name { get; }

    /// <summary>The document.</summary>
    public JsonObject Root { get; }

    /// <summary>Reads a document.</summary>
    /// <param name="name">The file's name for messages.</param>
    /// <param name="utf8">Its bytes.</param>
    /// <exception cref="FaultException">Not JSON, not an object, a duplicate field, nested too deep.</exception>
    public static JsonSource Parse(string name, ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
        {
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }

        try
        {
            var lines = new LineIndex(utf8);
            var reader = new Utf8JsonReader(
                utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new FaultException(FaultKind.DocumentInvalid, "not a JSON object", $"{name}:1", "start the file with '{'");
            }

            var source = new JsonSource(name, []);
            source.ReadObject(ref reader, source.Root, "", lines);
            if (reader.Read())
            {
                throw new FaultException(FaultKind.DocumentInvalid, "something follows the end of the document", $"{name}:{lines.At(reader.TokenStartIndex)}", "remove it");
            }

            return source;
        }
        catch (JsonException e)
        {
            throw new FaultException(
                FaultKind.DocumentInvalid, $"not valid JSON ({Brief(e)})", $"{name}:{(e.LineNumber ?? 0) + 1}", "mend the syntax there", e);
        }
        catch (InvalidOperationException e)
        {
            throw new FaultException(FaultKind.DocumentInvalid, "a string is not valid UTF-8", name, "save the file as UTF-8", e);
        }
    }

    /// <summary>
    /// Sets a field by its path ("pattern.window", "tracers.0.token"), as <c>--set</c> does, making the objects on the way
    /// that are missing. The value is read as JSON where it is JSON, else as a string. A null value takes the field of an
    /// object away where it is there.
    /// </summary>
    /// <exception cref="FaultException">The path runs through something that is not an object or list.</exception>
    public void Override(string path, string? value)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] parts = path.Split('.');
        if (parts.Any(string.IsNullOrWhiteSpace) || parts.Length > MaxDepth)
        {
            throw new FaultException(FaultKind.Usage, $"'{path}' is not the path of a field", "--set", "write it like pattern.window=64");
        }

        if (value is null)
        {
            Remove(parts);
            ForgetBelow(path);
            return;
        }

        JsonNode at = Root;
        for (int i = 0; i < parts.Length - 1; i++)
        {
            at = Step(at, parts[i], path);
        }

        string last = parts[^1];
        JsonNode? node = AsNode(value);
        switch (at)
        {
            case JsonObject o:
                o[last] = node;
                break;
            case JsonArray a when int.TryParse(last, out int index) && index >= 0 && index < a.Count:
                a[index] = node;
                break;
            default:
                throw NotAField(path, last);
        }

        ForgetBelow(path);
        _overridden.Add(path);
    }

    /// <summary>Where a field stands, for messages: file and line, or the override that set it.</summary>
    public string WhereIs(string path)
    {
        for (string p = path; p.Length > 0; p = Parent(p))
        {
            if (_overridden.Contains(p))
            {
                return p == path ? $"--set {p}" : $"--set {p}, field {path}";
            }

            if (_lines.TryGetValue(p, out int line))
            {
                return $"{Name}:{line}, field {path}";
            }
        }

        return path.Length == 0 ? $"{Name}:1" : $"{Name}:1, field {path}";
    }

    private void Remove(string[] parts)
    {
        JsonNode? at = Root;
        foreach (string part in parts.AsSpan(0, parts.Length - 1))
        {
            at = at switch
            {
                JsonObject o => o[part],
                JsonArray a when int.TryParse(part, out int index) && index >= 0 && index < a.Count => a[index],
                _ => null,
            };
        }

        (at as JsonObject)?.Remove(parts[^1]);
    }

    // The lines of what stood at a path say nothing of what was put in its place.
    private void ForgetBelow(string path)
    {
        string prefix = path + ".";
        foreach (string known in _lines.Keys.Where(k => k == path || k.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            _lines.Remove(known);
        }

        _overridden.RemoveWhere(k => k == path || k.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static string Parent(string path) => path.LastIndexOf('.') is int dot and > 0 ? path[..dot] : "";

    private static JsonNode Step(JsonNode at, string part, string path)
    {
        switch (at)
        {
            case JsonObject o:
                if (o[part] is not { } next)
                {
                    next = new JsonObject();
                    o[part] = next;
                }

                return next;
            case JsonArray a when int.TryParse(part, out int index) && index >= 0 && index < a.Count && a[index] is { } item:
                return item;
            default:
                throw NotAField(path, part);
        }
    }

    private static FaultException NotAField(string path, string part) =>
        new(FaultKind.Usage, $"'{part}' in '{path}' cannot be set", "--set", "see the scenario's fields in its schema");

    // Through the same reader as the document, so that both are held to the same rules.
    private static JsonNode? AsNode(string value)
    {
        try
        {
            byte[] wrapped = Encoding.UTF8.GetBytes($"{{\"value\":{value}\n}}");
            JsonObject root = Parse("--set", wrapped).Root;
            if (root.Count == 1)
            {
                JsonNode? node = root["value"];
                root.Remove("value");
                return node;
            }
        }
        catch (FaultException)
        {
            // Not JSON, so a word.
        }

        return JsonValue.Create(value);
    }

    private static string Brief(JsonException e)
    {
        string message = e.Message.ReplaceLineEndings(" ");
        int tail = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (tail > 0 ? message[..tail] : message).TrimEnd('.');
    }

    private void ReadObject(ref Utf8JsonReader reader, JsonObject into, string path, in LineIndex lines)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            string inner = path.Length == 0 ? key : $"{path}.{key}";
            int line = lines.At(reader.TokenStartIndex);
            if (!_lines.TryAdd(inner, line))
            {
                throw new FaultException(
                    FaultKind.DocumentInvalid, $"the field is given twice (first in line {_lines[inner]})", $"{Name}:{line}, field {inner}", "keep one");
            }

            reader.Read();
            into[key] = ReadValue(ref reader, inner, lines);
        }
    }

    private JsonNode? ReadValue(ref Utf8JsonReader reader, string path, in LineIndex lines)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var o = new JsonObject();
                ReadObject(ref reader, o, path, lines);
                return o;
            case JsonTokenType.StartArray:
                var a = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    string inner = $"{path}.{a.Count}";
                    _lines[inner] = lines.At(reader.TokenStartIndex);
                    a.Add(ReadValue(ref reader, inner, lines));
                }

                return a;
            case JsonTokenType.String:
                return JsonValue.Create(reader.GetString());
            case JsonTokenType.Number:
                return reader.TryGetInt64(out long whole) ? JsonValue.Create(whole)
                    : reader.TryGetDouble(out double number) && double.IsFinite(number) ? JsonValue.Create(number)
                    : throw new FaultException(
                        FaultKind.DocumentInvalid, "the number is too large", $"{Name}:{lines.At(reader.TokenStartIndex)}, field {path}", "give a smaller one");
            case JsonTokenType.True:
                return JsonValue.Create(true);
            case JsonTokenType.False:
                return JsonValue.Create(false);
            default:
                return null;
        }
    }

    private readonly struct LineIndex
    {
        private readonly List<int> _starts;

        public LineIndex(ReadOnlySpan<byte> utf8)
        {
            _starts = [0];
            for (int i = 0; i < utf8.Length; i++)
            {
                if (utf8[i] == (byte)'\n')
                {
                    _starts.Add(i + 1);
                }
            }
        }

        public int At(long offset)
        {
            int found = _starts.BinarySearch((int)offset);
            return found >= 0 ? found + 1 : ~found;
        }
    }
}
