using System.Text.Json.Nodes;
using TokenFlow.Base.Faults;

namespace TokenFlow.Base.Documents;

/// <summary>
/// The fields of one JSON object, each asked for by name. Fields that nobody asked for are refused by <see cref="Done"/>,
/// so that a misspelt field never passes in silence.
/// </summary>
public sealed class JsonFields
{
    private readonly Func<string, string> _whereIs;
    private readonly JsonObject _object;
    private readonly string _path;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The fields of the document's root.</summary>
    public JsonFields(JsonSource source)
        : this(source?.Root ?? throw new ArgumentNullException(nameof(source)), source.WhereIs)
    {
    }

    /// <summary>The fields of an object.</summary>
    /// <param name="o">The object.</param>
    /// <param name="whereIs">Where the field of a path stands, for messages.</param>
    public JsonFields(JsonObject o, Func<string, string> whereIs)
        : this(o, whereIs, "")
    {
    }

    private JsonFields(JsonObject o, Func<string, string> whereIs, string path)
    {
        _object = o;
        _whereIs = whereIs;
        _path = path;
    }

    /// <summary>The names of the fields that nobody has asked for.</summary>
    public IEnumerable<string> Unasked => _object.Select(f => f.Key).Where(name => !_known.Contains(name));

    /// <summary>Whether the field is there.</summary>
    public bool Has(string name)
    {
        _known.Add(name);
        return _object.ContainsKey(name);
    }

    /// <summary>Whether the field is there and is not null.</summary>
    public bool HasValue(string name) => Has(name) && _object[name] is not null;

    /// <summary>The field's value as it stands; null where it is null or missing.</summary>
    public JsonNode? Value(string name) => Has(name) ? _object[name] : null;

    /// <summary>A whole number in [least, most].</summary>
    public int Int(string name, int fallback, int least, int most)
    {
        if (!Has(name))
        {
            return fallback;
        }

        long value = JsonValues.IsWhole(_object[name], out long whole)
            ? whole
            : throw Wrong(name, "is not a whole number", $"give one from {least:N0} to {most:N0}");
        return value >= least && value <= most
            ? (int)value
            : throw new FaultException(FaultKind.OutOfRange, $"{value} is out of range", WhereIs(name), $"give a number from {least:N0} to {most:N0}");
    }

    /// <summary>A whole number from 0 up, as a seed.</summary>
    public ulong Seed(string name, ulong fallback)
    {
        if (!Has(name))
        {
            return fallback;
        }

        return JsonValues.IsWhole(_object[name], out long whole) && whole >= 0
            ? (ulong)whole
            : throw Wrong(name, "is not a seed", "give a whole number from 0 up");
    }

    /// <summary>A number in [least, most].</summary>
    public double Number(string name, double fallback, double least, double most)
    {
        if (!Has(name))
        {
            return fallback;
        }

        double value = JsonValues.IsNumber(_object[name], out double number)
            ? number
            : throw Wrong(name, "is not a number", FormattableString.Invariant($"give one from {least:0.######} to {most:0.######}"));
        return value >= least && value <= most
            ? value
            : throw new FaultException(FaultKind.OutOfRange, FormattableString.Invariant($"{value} is out of range"), WhereIs(name), FormattableString.Invariant($"give a number from {least:0.######} to {most:0.######}"));
    }

    /// <summary>A string.</summary>
    public string Text(string name, string fallback)
    {
        if (!Has(name))
        {
            return fallback;
        }

        return JsonValues.IsText(_object[name], out string text)
            ? text
            : throw Wrong(name, "is not a string", "put it in quotes");
    }

    /// <summary>One of several words, in either case; an empty <paramref name="fallback"/> says that the field must be there.</summary>
    public string OneOf(string name, string fallback, params ReadOnlySpan<string> words)
    {
        string value = Text(name, fallback);
        if (value.Length == 0 && !Has(name))
        {
            throw Wrong(name, "the field is missing", $"add it, one of {string.Join(", ", words.ToArray())}");
        }

        foreach (string word in words)
        {
            if (string.Equals(word, value, StringComparison.OrdinalIgnoreCase))
            {
                return word;
            }
        }

        throw Wrong(name, $"'{value}' is not known", $"use one of {string.Join(", ", words.ToArray())}");
    }

    /// <summary>A list of whole numbers, each in [least, most].</summary>
    public IReadOnlyList<int> Ints(string name, int least, int most)
    {
        if (!Has(name))
        {
            return [];
        }

        if (_object[name] is not JsonArray list)
        {
            throw Wrong(name, "is not a list", "write it like [0, 17]");
        }

        var values = new List<int>(list.Count);
        for (int i = 0; i < list.Count; i++)
        {
            long value = JsonValues.IsWhole(list[i], out long whole)
                ? whole
                : throw Wrong($"{name}.{i}", "is not a whole number", "give positions as whole numbers");
            if (value < least || value > most)
            {
                throw new FaultException(FaultKind.OutOfRange, $"{value} is out of range", WhereIs($"{name}.{i}"), $"give a number from {least:N0} to {most:N0}");
            }

            values.Add((int)value);
        }

        return values;
    }

    /// <summary>The strings of an inner object, whatever their names; empty where there is none.</summary>
    public IReadOnlyDictionary<string, string> Texts(string name)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Object(name) is { } inner)
        {
            foreach ((string key, _) in inner._object)
            {
                texts.Add(key, inner.Text(key, ""));
            }
        }

        return texts;
    }

    /// <summary>The fields of an inner object; null where there is none.</summary>
    public JsonFields? Object(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        return _object[name] is JsonObject inner
            ? new JsonFields(inner, _whereIs, PathOf(name))
            : throw Wrong(name, "is not an object", "write it in braces");
    }

    /// <summary>The fields of each object in a list; empty where there is none.</summary>
    public IEnumerable<JsonFields> Objects(string name)
    {
        if (!Has(name))
        {
            yield break;
        }

        if (_object[name] is not JsonArray list)
        {
            throw Wrong(name, "is not a list", "write it in brackets");
        }

        for (int i = 0; i < list.Count; i++)
        {
            yield return list[i] is JsonObject inner
                ? new JsonFields(inner, _whereIs, PathOf($"{name}.{i}"))
                : throw Wrong($"{name}.{i}", "is not an object", "write it in braces");
        }
    }

    /// <summary>The value as another room's reader takes it; it must be there. The reader's faults are given this document's place.</summary>
    public T Read<T>(string name, Func<JsonNode, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        Has(name);
        if (_object[name] is not { } node)
        {
            throw new FaultException(FaultKind.DocumentInvalid, "the field is missing", WhereIs(name), "add it");
        }

        try
        {
            return read(node);
        }
        catch (FaultException e)
        {
            string inner = e.Where.Length == 0 ? name : e.Where.StartsWith(name, StringComparison.Ordinal) ? e.Where : $"{name}.{e.Where}";
            throw new FaultException(e.Kind, e.What, WhereIs(inner), e.Remedy, e);
        }
    }

    /// <summary>A fault about a field, with its place.</summary>
    public FaultException Wrong(string name, string what, string remedy) =>
        new(FaultKind.DocumentInvalid, what, WhereIs(name), remedy);

    /// <summary>Refuses fields that nobody asked for.</summary>
    /// <exception cref="FaultException">There is one.</exception>
    public void Done()
    {
        if (Unasked.FirstOrDefault() is { } name)
        {
            throw Wrong(name, "is not a known field", $"known here: {string.Join(", ", _known.Where(k => k[0] != '$').Order(StringComparer.Ordinal))}");
        }
    }

    /// <summary>Where a field stands, for messages.</summary>
    public string WhereIs(string name) => _whereIs(PathOf(name));

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
