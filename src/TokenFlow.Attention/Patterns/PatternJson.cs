using System.Text.Json;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>
/// Patterns in JSON, as scenarios and attention cases have them:
/// <c>{"kind": "longformer", "window": 8, "dilation": [1, 2], "globals": [0, 5]}</c>. Each pattern reads and writes its
/// own fields; the table here says by which names. Kinds are read in either case. An empty list of globals is let pass in every kind.
/// </summary>
public static class PatternJson
{
    // In the order that messages name them. A pattern with two names is read by both and written by its own.
    private static readonly (string Kind, Func<PatternFields, AttentionPattern> Read)[] Table =
    [
        ("full", FullPattern.Read),
        ("local", LocalPattern.Read),
        ("global", GlobalPattern.Read),
        ("longformer", LongformerPattern.Read),
        ("bigbird", BigBirdPattern.Read),
        ("bigbird-hf", BigBirdPattern.ReadOnFirstBlock),
        ("bert-cls", BertClsPattern.Read),
        ("cls-hub", ClsHubPattern.Read),
        ("memory", MemoryPattern.Read),
        ("etc", MemoryPattern.Read),
        ("star", StarPattern.Read),
        ("streaming", StreamingPattern.Read),
    ];

    /// <summary>All kinds, as <c>kind</c> spells them.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Table.Select(row => row.Kind)];

    /// <summary>Reads a pattern. Ranges that need no sequence are checked by <see cref="AttentionPattern.Validate"/>, not here.</summary>
    /// <param name="element">An object.</param>
    /// <param name="where">The object's name in messages, as in <c>pattern.window</c>.</param>
    /// <param name="defaultSeed">The seed where the pattern names none.</param>
    /// <exception cref="FaultException"><see cref="FaultKind.DocumentInvalid"/>: a missing, unknown, repeated or mistyped field.</exception>
    public static AttentionPattern Read(JsonElement element, string where = "pattern", ulong defaultSeed = 0)
    {
        var fields = new PatternFields(element, where, defaultSeed);
        string kind = fields.Kind(Kinds);
        AttentionPattern pattern = Table.First(row => row.Kind == kind).Read(fields);
        fields.RefuseTheRest(kind);
        return pattern;
    }

    /// <summary>Reads a pattern from text, such as an option's value.</summary>
    /// <exception cref="FaultException"><see cref="FaultKind.DocumentInvalid"/>.</exception>
    public static AttentionPattern Parse(string json, string where = "pattern")
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            return Read(document.RootElement, where);
        }
        catch (JsonException broken)
        {
            throw new FaultException(FaultKind.DocumentInvalid, "this is not valid JSON", where, "write an object such as {\"kind\": \"full\"}", broken);
        }
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
            Write(writer, pattern);
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
