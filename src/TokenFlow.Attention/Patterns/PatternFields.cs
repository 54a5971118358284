using System.Text.Json;
using System.Text.Json.Nodes;
using TokenFlow.Base.Documents;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>The fields of a pattern's JSON object as patterns ask for them; what nobody asked for is refused at the end.</summary>
internal sealed class PatternFields
{
    private readonly JsonFields _fields;
    private readonly ulong _defaultSeed;

    public PatternFields(JsonNode node, string where, ulong defaultSeed)
    {
        _defaultSeed = defaultSeed;
        _fields = node is JsonObject fields
            ? new JsonFields(fields, name => $"{where}.{name}")
            : throw new FaultException(FaultKind.DocumentInvalid, $"a pattern is an object, not {JsonValues.Describe(node)}", where, "write {\"kind\": ...}");
    }

    public string Kind(IReadOnlyList<string> kinds)
    {
        string remedy = $"give one of {string.Join(", ", kinds)}";
        if (!_fields.Has("kind"))
        {
            throw _fields.Wrong("kind", "the field is missing", remedy);
        }

        JsonNode? node = _fields.Value("kind");
        if (!JsonValues.IsText(node, out string given))
        {
            throw _fields.Wrong("kind", $"{JsonValues.Describe(node)} is no kind", remedy);
        }

        return kinds.FirstOrDefault(kind => kind.Equals(given, StringComparison.OrdinalIgnoreCase))
            ?? throw _fields.Wrong("kind", $"nobody knows the kind '{JsonValues.Shorten(given)}'", remedy);
    }

    public int Number(string name) => _fields.Has(name)
        ? Integer(name, _fields.Value(name))
        : throw _fields.Wrong(name, "the field is missing", "give a whole number");

    /// <summary>A list of numbers; one number is a list of one; none, or only the default, where the field is missing.</summary>
    public IReadOnlyList<int> Numbers(string name, int? byDefault = null)
    {
        if (!_fields.Has(name))
        {
            return byDefault is int number ? [number] : [];
        }

        JsonNode? node = _fields.Value(name);
        if (byDefault is not null && node?.GetValueKind() == JsonValueKind.Number)
        {
            return [Integer(name, node)];
        }

        if (node is not JsonArray list)
        {
            throw _fields.Wrong(name, $"{JsonValues.Describe(node)} is no list", "give whole numbers in square brackets");
        }

        return list.Count == 0 && byDefault is not null
            ? throw _fields.Wrong(name, "the list is empty", "give one number, or one a head")
            : [.. list.Select(item => Integer(name, item))];
    }

    public ulong Seed(string name)
    {
        if (!_fields.Has(name))
        {
            return _defaultSeed;
        }

        JsonNode? node = _fields.Value(name);
        return JsonValues.IsSeed(node, out ulong seed) ? seed : throw _fields.Wrong(name, $"{JsonValues.Describe(node)} is no seed", "give a whole number, 0 or more");
    }

    public bool Flag(string name, bool byDefault)
    {
        if (!_fields.Has(name))
        {
            return byDefault;
        }

        JsonNode? node = _fields.Value(name);
        return node?.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw _fields.Wrong(name, $"{JsonValues.Describe(node)} is neither true nor false", "give one of them"),
        };
    }

    public void RefuseTheRest(string kind)
    {
        // A list of no globals says nothing that could be wrong.
        if (_fields.Unasked.FirstOrDefault(name => name != "globals" || _fields.Value(name) is not JsonArray { Count: 0 }) is { } unknown)
        {
            throw _fields.Wrong(JsonValues.Shorten(unknown), $"the kind {kind} has no such field", "take it out, or check its spelling");
        }
    }

    private int Integer(string name, JsonNode? node) => JsonValues.IsInt(node, out int number)
        ? number
        : throw _fields.Wrong(name, $"{JsonValues.Describe(node)} is not a whole number of 32 bits", "give a whole number");
}
