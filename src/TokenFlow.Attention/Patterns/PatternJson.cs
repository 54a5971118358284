using System.Text.Json;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>
/// Patterns in JSON, as scenarios and attention cases have them:
/// <c>{"kind": "longformer", "window": 8, "dilation": [1, 2], "globals": [0, 5]}</c>. Fields by kind:
/// local window, dilation; global globals; longformer window, dilation, globals; bigbird and bigbird-hf block, random,
/// globals, seed; cls-hub window; memory (also called etc) memory, window; star ring; streaming sinks, window; full and
/// bert-cls none. Kinds are read in either case. An empty list of globals is let pass in every kind.
/// </summary>
public static class PatternJson
{
    /// <summary>All kinds, as <c>kind</c> spells them.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["full", "local", "global", "longformer", "bigbird", "bigbird-hf", "bert-cls", "cls-hub", "memory", "etc", "star", "streaming"];

    /// <summary>Reads a pattern. Ranges that need no sequence are checked by <see cref="AttentionPattern.Validate"/>, not here.</summary>
    /// <param name="element">An object.</param>
    /// <param name="where">The object's name in messages, as in <c>pattern.window</c>.</param>
    /// <param name="defaultSeed">The seed where the pattern names none.</param>
    /// <exception cref="FaultException"><see cref="FaultKind.DocumentInvalid"/>: a missing, unknown, repeated or mistyped field.</exception>
    public static AttentionPattern Read(JsonElement element, string where = "pattern", ulong defaultSeed = 0)
    {
        var fields = new PatternFields(element, where);
        string kind = fields.Kind(Kinds);
        AttentionPattern pattern = kind switch
        {
            "full" => new FullPattern(),
            "bert-cls" => new BertClsPattern(),
            "local" => new LocalPattern(fields.Number("window")).WithDilations(fields.Numbers("dilation", 1)),
            "global" => new GlobalPattern(fields.Numbers("globals")),
            "longformer" => new LongformerPattern(fields.Number("window"), 1, fields.Numbers("globals"))
                .WithDilations(fields.Numbers("dilation", 1)),
            "bigbird" or "bigbird-hf" => new BigBirdPattern(
                fields.Number("block"),
                fields.Number("random"),
                fields.Seed("seed", defaultSeed),
                fields.Numbers("globals"))
            { RandomFallsOnFirstBlock = kind == "bigbird-hf" },
            "cls-hub" => new ClsHubPattern(fields.Number("window")),
            "memory" or "etc" => new MemoryPattern(fields.Number("memory"), fields.Number("window")),
            "star" => new StarPattern(fields.Flag("ring", true)),
            _ => new StreamingPattern(fields.Number("sinks"), fields.Number("window")),
        };
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
        switch (pattern)
        {
            case BigBirdPattern bigBird:
                writer.WriteNumber("block", bigBird.Block);
                writer.WriteNumber("random", bigBird.RandomBlocks);
                writer.WriteNumber("seed", bigBird.Seed);
                break;
            case MemoryPattern memory:
                writer.WriteNumber("memory", memory.Memory);
                writer.WriteNumber("window", memory.Window);
                break;
            case StreamingPattern streaming:
                writer.WriteNumber("sinks", streaming.Sinks);
                writer.WriteNumber("window", streaming.Window);
                break;
            case StarPattern star:
                writer.WriteBoolean("ring", star.Ring);
                break;
            case LocalPattern or LongformerPattern:
                writer.WriteNumber("window", pattern.Window);
                WriteDilations(writer, pattern);
                break;
            case ClsHubPattern:
                writer.WriteNumber("window", pattern.Window);
                break;
            default:
                break;
        }
        if (pattern is GlobalPattern or LongformerPattern or BigBirdPattern)
        {
            writer.WriteStartArray("globals");
            foreach (int global in pattern.Globals)
                writer.WriteNumberValue(global);
            writer.WriteEndArray();
        }
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

    private static void WriteDilations(Utf8JsonWriter writer, AttentionPattern pattern)
    {
        if (pattern.Dilations.Count == 1)
        {
            writer.WriteNumber("dilation", pattern.Dilation);
            return;
        }
        writer.WriteStartArray("dilation");
        foreach (int dilation in pattern.Dilations)
            writer.WriteNumberValue(dilation);
        writer.WriteEndArray();
    }
}
