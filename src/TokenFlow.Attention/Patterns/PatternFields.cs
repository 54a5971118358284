using System.Text.Json;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>The fields of a pattern's JSON object, taken one by one; what nobody took is refused at the end.</summary>
internal sealed class PatternFields
{
    private readonly Dictionary<string, JsonElement> _left = new(StringComparer.Ordinal);
    private readonly string _where;
    private readonly ulong _defaultSeed;

    public PatternFields(JsonElement element, string where, ulong defaultSeed)
    {
        _where = where;
        _defaultSeed = defaultSeed;
        if (element.ValueKind != JsonValueKind.Object)
            throw new FaultException(FaultKind.DocumentInvalid, $"a pattern is an object, not {NameOf(element)}", where, "write {\"kind\": ...}");
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!_left.TryAdd(property.Name, property.Value))
                throw Wrong(property.Name, "the field is given twice", "keep one");
        }
    }

    public string Kind(IReadOnlyList<string> kinds)
    {
        if (!_left.Remove("kind", out JsonElement element))
            throw Wrong("kind", "the field is missing", $"give one of {string.Join(", ", kinds)}");
        if (element.ValueKind != JsonValueKind.String)
            throw Wrong("kind", $"{NameOf(element)} is no kind", $"give one of {string.Join(", ", kinds)}");
        string given = element.GetString()!;
        foreach (string kind in kinds)
        {
            if (kind.Equals(given, StringComparison.OrdinalIgnoreCase))
                return kind;
        }
        throw Wrong("kind", $"nobody knows the kind '{Shorten(given)}'", $"give one of {string.Join(", ", kinds)}");
    }

    public int Number(string name) => _left.Remove(name, out JsonElement element)
        ? Integer(name, element)
        : throw Wrong(name, "the field is missing", "give a whole number");

    /// <summary>A list of numbers; one number is a list of one; none, or only the default, where the field is missing.</summary>
    public IReadOnlyList<int> Numbers(string name, int? byDefault = null)
    {
        if (!_left.Remove(name, out JsonElement element))
            return byDefault is int number ? [number] : [];
        if (element.ValueKind == JsonValueKind.Number && byDefault is not null)
            return [Integer(name, element)];
        if (element.ValueKind != JsonValueKind.Array)
            throw Wrong(name, $"{NameOf(element)} is no list", "give whole numbers in square brackets");
        if (element.GetArrayLength() == 0 && byDefault is not null)
            throw Wrong(name, "the list is empty", "give one number, or one a head");
        var numbers = new List<int>(element.GetArrayLength());
        foreach (JsonElement item in element.EnumerateArray())
            numbers.Add(Integer(name, item));
        return numbers;
    }

    public ulong Seed(string name)
    {
        if (!_left.Remove(name, out JsonElement element))
            return _defaultSeed;
        return element.ValueKind == JsonValueKind.Number && element.TryGetUInt64(out ulong seed)
            ? seed
            : throw Wrong(name, $"{NameOf(element)} is no seed", "give a whole number, 0 or more");
    }

    public bool Flag(string name, bool byDefault)
    {
        if (!_left.Remove(name, out JsonElement element))
            return byDefault;
        return element.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong(name, $"{NameOf(element)} is neither true nor false", "give one of them"),
        };
    }

    public void RefuseTheRest(string kind)
    {
        foreach ((string name, JsonElement element) in _left)
        {
            // A list of no globals says nothing that could be wrong.
            if (name == "globals" && element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 0)
                continue;
            throw Wrong(Shorten(name), $"the kind {kind} has no such field", "take it out, or check its spelling");
        }
    }

    private int Integer(string name, JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int number)
            ? number
            : throw Wrong(name, $"{NameOf(element)} is not a whole number of 32 bits", "give a whole number");

    private FaultException Wrong(string field, string what, string remedy) =>
        new(FaultKind.DocumentInvalid, what, $"{_where}.{field}", remedy);

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "...");

    private static string NameOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"'{Shorten(element.GetString()!)}'",
        _ => Shorten(element.GetRawText()),
    };
}
