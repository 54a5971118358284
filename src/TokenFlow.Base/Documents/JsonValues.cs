using System.Text.Json;
using System.Text.Json.Nodes;

namespace TokenFlow.Base.Documents;

/// <summary>Single values of a <see cref="JsonSource"/>, whose whole numbers are held as such and all others as doubles.</summary>
public static class JsonValues
{
    /// <summary>Whether it is a number, and which.</summary>
    public static bool IsNumber(JsonNode? node, out double number)
    {
        number = 0;
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return false;
        }

        number = value.TryGetValue(out double d) ? d : value.TryGetValue(out long whole) ? whole : value.GetValue<ulong>();
        return true;
    }

    /// <summary>Whether it is a whole number written without point and exponent, and which.</summary>
    public static bool IsWhole(JsonNode? node, out long number)
    {
        number = 0;
        return node is JsonValue value && value.TryGetValue(out number);
    }

    /// <summary>Whether it is a whole number from 0 up, written in the same way, and which.</summary>
    public static bool IsSeed(JsonNode? node, out ulong seed)
    {
        bool isLong = IsWhole(node, out long number);
        seed = (ulong)number;
        return isLong ? number >= 0 : node is JsonValue value && value.TryGetValue(out seed);
    }

    /// <summary>Whether it is a whole number of 32 bits, however it is written (8, 8.0), and which.</summary>
    public static bool IsInt(JsonNode? node, out int number)
    {
        bool isInt = IsNumber(node, out double value) && value == Math.Floor(value) && value is >= int.MinValue and <= int.MaxValue;
        number = isInt ? (int)value : 0;
        return isInt;
    }

    /// <summary>Whether it is a string, and which.</summary>
    public static bool IsText(JsonNode? node, out string text)
    {
        bool isText = node is JsonValue value && value.TryGetValue(out text!);
        text = isText ? node!.GetValue<string>() : "";
        return isText;
    }

    /// <summary>A value in a few words, for messages.</summary>
    public static string Describe(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject => "an object",
        JsonArray => "a list",
        _ => IsText(node, out string text) ? $"'{Shorten(text)}'" : Shorten(node.ToJsonString()),
    };

    /// <summary>The beginning of a text that may be long, for messages.</summary>
    public static string Shorten(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "...");
    }
}
