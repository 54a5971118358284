using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TokenFlow.Base.Documents;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>
/// Patterns in JSON, as scenarios and attention cases have them:
/// <c>{"kind": "longformer", "window": 8, "dilation": [1, 2], "globals": [0, 5]}</c>. Each pattern reads and writes its
/// own fields; <see cref="PatternKinds"/> says by which names. Kinds are read in either case. An empty list of globals is let pass in every kind.
/// </summary>
public static class PatternJson
{
    // A pattern's text is no file with lines: its name in messages is that of the option or field that holds it.
    private static readonly JsonDialect Alone = new()
    {
        MaxDepth = 8,
        IsRelaxed = false,
        Place = (where, _, field) => field.Length == 0 ? where : $"{where}.{field}",
        NotAnObject = ("a pattern is an object", "write {\"kind\": ...}"),
        NotJson = _ => ("this is not valid JSON", "write an object such as {\"kind\": \"full\"}"),
        Twice = _ => "the field is given twice",
    };

    /// <summary>Reads a pattern. Ranges that need no sequence are checked by <see cref="AttentionPattern.Validate"/>, not here.</summary>
    /// <param name="node">An object.</param>
    /// <param name="where">The object's name in messages, as in <c>pattern.window</c>.</param>
    /// <param name="defaultSeed">The seed where the pattern names none.</param>
    /// <exception cref="FaultException"><see cref="FaultKind.DocumentInvalid"/>: a missing, unknown, repeated or mistyped field.</exception>
    public static AttentionPattern Read(JsonNode node, string where = "pattern", ulong defaultSeed = 0)
    {
        var fields = new PatternFields(node, where, defaultSeed);
        string kind = fields.Kind(PatternKinds.Names);
        AttentionPattern pattern = PatternKinds.Find(kind)!.Read(fields);
        fields.RefuseTheRest(kind);
        return pattern;
    }

    /// <summary>Reads a pattern from text, such as an option's value.</summary>
    /// <exception cref="FaultException"><see cref="FaultKind.DocumentInvalid"/>.</exception>
    public static AttentionPattern Parse(string json, string where = "pattern")
    {
        return Read(JsonSource.Parse(where, Encoding.UTF8.GetBytes(json), Alone).Root, where);
    }

    /// <summary>Writes a pattern as an object that <see cref="Read"/> takes back to an equal pattern.</summary>
    public static void Write(Utf8JsonWriter writer, AttentionPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(pattern);
        writer.WriteStartObject();
        writer.WriteString("kind", pattern.Kind);
        pattern.WriteFields(writer);
        writer.WriteEndObject();
    }

    /// <summary>The pattern as one line of JSON.</summary>
    public static string ToText(AttentionPattern pattern)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, pattern);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
