using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TokenFlow.Base.Faults;

namespace TokenFlow.Studies.Sweeps;

/// <summary>
/// Reads <c>FIELD=SPEC</c>. A spec is a list of items with commas between them: a range that doubles or grows by another
/// factor (<c>1..64x2</c>), a range of steps (<c>1..9+2</c>; by 1 where none is said), or a value as after <c>--set</c>:
/// a number, a word, any JSON; <c>null</c> takes the field away. A range holds its end where it is hit.
/// </summary>
public static partial class AxisParser
{
    /// <summary>The most values of an axis.</summary>
    public const int MostValues = SweepDesign.MostTrials;

    private const string Option = "--over";
    private static readonly string[] Taken = ["recall", "trial", "trials", "sweep"];

    /// <summary>Reads one axis.</summary>
    /// <exception cref="FaultException">Usage.</exception>
    public static SweepAxis Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new FaultException(FaultKind.Usage, $"'{text}' is no axis", Option, "write it like facts=1..64x2, pattern.window=2,4,8 or residual=0.1..0.9+0.2");
        }

        string field = text[..equals].Trim();
        string where = $"{Option} {field}";
        if (field == "seed")
        {
            throw new FaultException(FaultKind.Usage, "seeds are no axis", where, "say how many with --seeds, and the first with --set seed=…");
        }

        if (Taken.Contains(field))
        {
            throw new FaultException(FaultKind.Usage, $"'{field}' is a column of the results", where, "sweep one of its fields, such as recall.vocabulary=256,1024");
        }

        var values = new List<AxisValue>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string item in Items(text[(equals + 1)..], where))
        {
            foreach (AxisValue value in ItemValues(item, where))
            {
                if (!seen.Add(value.Json ?? "null"))
                {
                    throw new FaultException(FaultKind.Usage, $"the value {value.Words} comes twice", where, "take one out");
                }

                values.Add(value);
                if (values.Count > MostValues)
                {
                    throw new FaultException(FaultKind.Usage, $"there are more than {MostValues:N0} values", where, "take wider steps or fewer values");
                }
            }
        }

        return new SweepAxis(field, values);
    }

    // Commas within quotes, brackets and braces belong to the value.
    private static IEnumerable<string> Items(string spec, string where)
    {
        int depth = 0, start = 0;
        bool quoted = false;
        for (int i = 0; i <= spec.Length; i++)
        {
            char sign = i < spec.Length ? spec[i] : ',';
            if (quoted && i < spec.Length)
            {
                quoted = sign != '"';
                i += sign == '\\' ? 1 : 0;
                continue;
            }

            quoted = sign == '"';
            depth += sign is '[' or '{' ? 1 : sign is ']' or '}' ? -1 : 0;
            if (sign != ',' || (depth > 0 && i < spec.Length))
            {
                continue;
            }

            string item = spec[start..Math.Min(i, spec.Length)].Trim();
            start = i + 1;
            yield return item.Length > 0
                ? item
                : throw new FaultException(FaultKind.Usage, "a value is missing", where, "write values like 4,16,64, without a comma at an end");
        }
    }

    private static IEnumerable<AxisValue> ItemValues(string item, string where)
    {
        Match range = Range().Match(item);
        return range.Success ? RangeValues(range, item, where)
            : LooksLikeRange().IsMatch(item)
            ? throw new FaultException(FaultKind.Usage, $"'{item}' is no range", where, "write 1..64x2 to double or 1..9+2 for steps")
            : [Value(item, where)];
    }

    private static IEnumerable<AxisValue> RangeValues(Match range, string item, string where)
    {
        decimal from = Decimal(range.Groups["from"].Value, where), to = Decimal(range.Groups["to"].Value, where);
        bool grows = range.Groups["by"].Value == "x";
        decimal step = range.Groups["step"].Success ? Decimal(range.Groups["step"].Value, where) : 1;
        if (to < from)
        {
            throw new FaultException(FaultKind.Usage, $"'{item}' runs downwards", where, "write the smaller end first");
        }

        if (grows ? step <= 1 : step <= 0)
        {
            throw new FaultException(
                FaultKind.Usage, $"'{item}' never gets to its end", where, grows ? "give a factor above 1" : "give a step above 0");
        }

        if (grows && from <= 0)
        {
            throw new FaultException(FaultKind.Usage, $"'{item}' cannot grow by a factor from {from}", where, "begin above 0");
        }

        // Of two values one more than the bound is enough to refuse the whole.
        decimal at = from;
        for (int i = 0; at <= to && i <= MostValues; i++)
        {
            yield return OfNumber(at);
            if (grows ? at > to / step : at > to - step)
            {
                yield break;
            }

            at = grows ? at * step : from + ((i + 1) * step);
        }
    }

    private static AxisValue Value(string item, string where)
    {
        if (item == "null")
        {
            return AxisValue.Absent;
        }

        if (decimal.TryParse(item, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact) && JsonNumber().IsMatch(item))
        {
            return OfNumber(exact);
        }

        try
        {
            using var document = JsonDocument.Parse(item);
            JsonElement root = document.RootElement;
            string cell = root.ValueKind == JsonValueKind.String ? root.GetString()! : root.GetRawText();
            return cell.Trim().Length > 0
                ? new AxisValue(item, cell)
                : throw new FaultException(FaultKind.Usage, "an empty word is no value", where, "write null for a field that is away");
        }
        catch (JsonException)
        {
            // A word; but half of something else is a slip.
            return item.AsSpan().IndexOfAny("\"[]{}") < 0
                ? new AxisValue(item, item)
                : throw new FaultException(FaultKind.Usage, $"'{item}' is neither a word nor JSON", where, "close quotes, brackets and braces");
        }
    }

    // 4 and 4.0 are one value; decimals have no rounding of their own, so that 0.1..0.9+0.2 hits its end.
    private static AxisValue OfNumber(decimal value)
    {
        string text = value == decimal.Truncate(value) && Math.Abs(value) < long.MaxValue
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : ((double)value).ToString("R", CultureInfo.InvariantCulture);
        return new AxisValue(text, text);
    }

    private static decimal Decimal(string text, string where) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : throw new FaultException(FaultKind.Usage, $"'{text}' is out of range", where, "give smaller numbers");

    [GeneratedRegex(@"^(?<from>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)\.\.(?<to>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?:(?<by>[x+])(?<step>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"^-?[\d.]*\d\.\.", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeRange();

    [GeneratedRegex(@"^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex JsonNumber();
}
