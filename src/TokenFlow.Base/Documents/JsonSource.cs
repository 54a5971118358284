using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TokenFlow.Base.Faults;

namespace TokenFlow.Base.Documents;

/// <summary>
/// A JSON document with the line of every field, so that faults can name file, line and field. Duplicate fields, numbers
/// beyond a double and anything after the document's end are refused, and depth is bounded; its <see cref="JsonDialect"/>
/// says what is let pass.
/// </summary>
public sealed class JsonSource
{
    private readonly JsonDialect _dialect;
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonMatrix> _matrices = new(StringComparer.Ordinal);
    private readonly HashSet<string> _overridden = new(StringComparer.Ordinal);

    private JsonSource(string name, JsonDialect dialect)
    {
        Name = name;
        _dialect = dialect;
    }

    /// <summary>The file's name for messages.</summary>
    public string Name { get; }

    /// <summary>The document, without its matrices.</summary>
    public JsonObject Root { get; } = [];

    /// <summary>The fields of the root that the dialect has as matrices, where they are there and not null.</summary>
    public IReadOnlyDictionary<string, JsonMatrix> Matrices => _matrices;

    /// <summary>Reads a document.</summary>
    /// <param name="name">The file's name for messages.</param>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="dialect">What is let pass and how mistakes are said; null for documents written by hand.</param>
    /// <exception cref="FaultException">Not JSON, not an object, a duplicate field, nested too deep.</exception>
    public static JsonSource Parse(string name, ReadOnlySpan<byte> utf8, JsonDialect? dialect = null)
    {
        dialect ??= JsonDialect.ByHand;
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
        {
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }

        try
        {
            var lines = new LineIndex(utf8);
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions
            {
                CommentHandling = dialect.IsRelaxed ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
                AllowTrailingCommas = dialect.IsRelaxed,
                MaxDepth = dialect.MaxDepth,
            });
            var source = new JsonSource(name, dialect);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw source.Fault(dialect.NotAnObject, lines.At(reader.TokenStartIndex), "");
            }

            source.ReadObject(ref reader, source.Root, "", lines);
            if (reader.Read())
            {
                throw source.Fault(("something follows the end of the document", "remove it"), lines.At(reader.TokenStartIndex), "");
            }

            return source;
        }
        catch (JsonException e)
        {
            (string what, string remedy) = dialect.NotJson(e);
            throw new FaultException(FaultKind.DocumentInvalid, what, dialect.Place(name, (int)(e.LineNumber ?? 0) + 1, ""), remedy, e);
        }
        catch (InvalidOperationException e)
        {
            throw new FaultException(FaultKind.DocumentInvalid, dialect.NotUtf8.What, name, dialect.NotUtf8.Remedy, e);
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
        if (parts.Any(string.IsNullOrWhiteSpace) || parts.Length > _dialect.MaxDepth)
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
                return _dialect.Place(Name, line, path);
            }
        }

        return _dialect.Place(Name, 1, path);
    }

    /// <summary>The line of a field that is there.</summary>
    public int LineOf(string path) => _lines[path];

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
    private JsonNode? AsNode(string value)
    {
        try
        {
            byte[] wrapped = Encoding.UTF8.GetBytes($"{{\"value\":{value}\n}}");
            JsonObject root = Parse("--set", wrapped, _dialect).Root;
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

    private void ReadObject(ref Utf8JsonReader reader, JsonObject into, string path, in LineIndex lines)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            string inner = path.Length == 0 ? key : $"{path}.{key}";
            int line = lines.At(reader.TokenStartIndex);
            if (!_lines.TryAdd(inner, line))
            {
                throw Fault((_dialect.Twice(_lines[inner]), "keep one"), line, inner);
            }

            reader.Read();
            if (path.Length == 0 && reader.TokenType != JsonTokenType.Null && _dialect.Matrices.Contains(key))
            {
                _matrices[key] = ReadMatrix(ref reader, key, lines);
            }
            else
            {
                into[key] = ReadValue(ref reader, inner, lines);
            }
        }
    }

    // Row after row as they are met, so that memory is bounded by the document's size.
    private JsonMatrix ReadMatrix(ref Utf8JsonReader reader, string field, in LineIndex lines)
    {
        int at = lines.At(reader.TokenStartIndex);
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Fault(("this is no matrix", "give a list of rows, a row a token"), at, field);
        }

        var numbers = new List<double>();
        int rows = 0;
        int width = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int line = lines.At(reader.TokenStartIndex);
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw Fault(("this is no row", "give a list of numbers"), line, $"{field}[{rows}]");
            }

            int before = numbers.Count;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                double number = 0;
                bool isNumber = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out number);
                if (!isNumber || !float.IsFinite((float)number))
                {
                    throw Fault(isNumber ? JsonMatrix.NotSingle : JsonMatrix.NotNumber, lines.At(reader.TokenStartIndex), $"{field}[{rows}][{numbers.Count - before}]");
                }

                numbers.Add(number);
            }

            int length = numbers.Count - before;
            width = rows == 0 ? length : width;
            if (length != width)
            {
                throw Fault(($"this row has {length} numbers, the first has {width}", "make all rows equally long"), line, $"{field}[{rows}]");
            }

            rows++;
        }

        return rows > 0 && width > 0
            ? new JsonMatrix(_dialect.Place(Name, at, field), rows, width, [.. numbers])
            : throw Fault(("the matrix is empty", "give a row a token"), at, field);
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
                    : reader.TryGetUInt64(out ulong seed) ? JsonValue.Create(seed)
                    : reader.TryGetDouble(out double number) && double.IsFinite(number) ? JsonValue.Create(number)
                    : throw Fault(("the number is too large", "give a smaller one"), lines.At(reader.TokenStartIndex), path);
            case JsonTokenType.True:
                return JsonValue.Create(true);
            case JsonTokenType.False:
                return JsonValue.Create(false);
            default:
                return null;
        }
    }

    private FaultException Fault((string What, string Remedy) mistake, int line, string path) =>
        new(FaultKind.DocumentInvalid, mistake.What, _dialect.Place(Name, line, path), mistake.Remedy);

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

/// <summary>A matrix of a document: a list of rows, each a list of numbers.</summary>
/// <param name="Where">Where it begins, for messages.</param>
/// <param name="Rows">How many rows there are, one at least.</param>
/// <param name="Width">Numbers a row, one at least; all rows have as many.</param>
/// <param name="Numbers">[rows][width], finite also in single precision.</param>
public sealed record JsonMatrix(string Where, int Rows, int Width, double[] Numbers)
{
    /// <summary>What is wrong with an entry that is no number, and how to mend it.</summary>
    public static (string What, string Remedy) NotNumber { get; } = ("this is no number", "give a finite number");

    /// <summary>The same of one that kernels cannot take: they run in single precision.</summary>
    public static (string What, string Remedy) NotSingle { get; } = ("the number does not fit 32 bits", $"keep it below {float.MaxValue:G3} either way");
}
