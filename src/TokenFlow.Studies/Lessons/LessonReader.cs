using System.Globalization;
using System.IO.Hashing;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TokenFlow.Base.Documents;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scenarios.Text;
using TokenFlow.Studies.Evidence;

namespace TokenFlow.Studies.Lessons;

/// <summary>Reads lesson files (content/schemas/lesson.schema.json) into values. Faults name file, line and field.</summary>
public static partial class LessonReader
{
    /// <summary>The longest lesson file that is read, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>The most stops of a lesson.</summary>
    public const int MaxStops = 64;

    /// <summary>The most claims of a stop, and the most tokens that it rings.</summary>
    public const int MaxClaims = 64;

    /// <summary>The longest text of a stop.</summary>
    public const int MaxText = 400;

    /// <summary>The most fields that a lesson sets.</summary>
    public const int MaxSettings = 64;

    private const double MostValue = 1e12;

    /// <summary>Reads a lesson file.</summary>
    /// <exception cref="FaultException">Unreadable or not valid.</exception>
    public static Lesson FromFile(string path)
    {
        byte[] bytes = BoundedFile.ReadAll(path, MaxBytes, FaultKind.DocumentInvalid, "lesson");
        return Parse(path, bytes);
    }

    /// <summary>Reads a lesson from memory.</summary>
    /// <param name="name">The file's name for messages; the lesson's name where it gives none.</param>
    /// <param name="utf8">The document.</param>
    /// <exception cref="FaultException">Not valid.</exception>
    public static Lesson Parse(string name, ReadOnlySpan<byte> utf8)
    {
        JsonSource source = JsonSource.Parse(name, utf8);
        var fields = new JsonFields(source);
        fields.Has("$schema");
        string fallback = Path.GetFileNameWithoutExtension(name);
        string lesson = fields.Text("name", fallback);
        string title = fields.Text("title", lesson);
        var read = new Lesson
        {
            Name = lesson,
            Title = title,
            Summary = fields.Text("summary", ""),
            Order = fields.Int("order", 1_000, 1, 1_000),
            Scenario = Needed(fields, "scenario"),
            Settings = fields.Has("settings") ? fields.Read("settings", s => Settings(s, "settings")) : [],
            Beside = fields.Has("beside") ? fields.Read("beside", s => Settings(s, "beside")) : [],
            Stops = Stops(fields),
            Digest = XxHash3.HashToUInt64(utf8).ToString("x16", CultureInfo.InvariantCulture),
            WhereIs = source.WhereIs,
        };
        fields.Done();
        return read;
    }

    // A value in JSON's own words goes through the same door as --set.
    private static List<KeyValuePair<string, string?>> Settings(JsonNode settings, string field)
    {
        if (settings is not JsonObject fields)
        {
            throw new FaultException(FaultKind.DocumentInvalid, "is not an object", field, "write it in braces, a path and a value each");
        }

        var read = new List<KeyValuePair<string, string?>>();
        foreach ((string path, JsonNode? value) in fields)
        {
            if (!SettingPath().IsMatch(path))
            {
                throw new FaultException(FaultKind.DocumentInvalid, $"'{path}' is not the path of a field", field, "write it like pattern.window");
            }

            read.Add(new(path, value?.ToJsonString()));
        }

        return read.Count <= MaxSettings
            ? read
            : throw new FaultException(FaultKind.DocumentInvalid, $"{read.Count} settings are too many", field, $"give at most {MaxSettings}");
    }

    private static List<LessonStop> Stops(JsonFields fields)
    {
        var stops = new List<LessonStop>();
        double before = 0;
        foreach (JsonFields stop in Bounded(fields, "stops", MaxStops))
        {
            double layer = stop.Number("layer", 0, 0, 128);
            if (layer < before)
            {
                throw stop.Wrong("layer", "comes before the stop above it", "put the stops in order");
            }

            before = layer;
            string text = Needed(stop, "text");
            if (text.Length > MaxText)
            {
                throw stop.Wrong("text", $"is {text.Length} signs long", $"take {MaxText} at most: a sentence or two");
            }

            LessonClaim[] claims = [.. Bounded(stop, "claims", MaxClaims).Select(Claim)];
            string? twice = claims.GroupBy(c => c.Name).FirstOrDefault(g => g.Count() > 1)?.Key;
            if (twice is not null)
            {
                throw stop.Wrong("claims", $"two are called '{twice}'", "name one of them otherwise");
            }

            foreach (Match placeholder in Braced().Matches(text))
            {
                if (!claims.Any(c => placeholder.Value == $"{{{c.Name}}}"))
                {
                    throw stop.Wrong("text", $"{placeholder.Value} is no claim of this stop", "name a claim in the braces");
                }
            }

            stops.Add(new LessonStop(layer, text, Highlight(stop), CameraOf(stop), claims));
            stop.Done();
        }

        return stops.Count > 0 ? stops : throw fields.Wrong("stops", "there is no stop", "add one");
    }

    private static LessonHighlight Highlight(JsonFields stop)
    {
        if (stop.Object("highlight") is not { } highlight)
        {
            return LessonHighlight.None;
        }

        IReadOnlyList<int> tokens = highlight.Ints("tokens", 0, TextReading.MaxTokens - 1);
        if (tokens.Count > MaxClaims)
        {
            throw highlight.Wrong("tokens", $"{tokens.Count} are too many", $"give at most {MaxClaims}");
        }

        bool hubs = highlight.Has("hubs") && highlight.OneOf("hubs", "all", "all", "none") == "all";
        LessonPanel[] panels = highlight.Has("panel")
            ? [Enum.Parse<LessonPanel>(highlight.OneOf("panel", "", "arc", "cone", "ways", "reach", "timeline", "recall"), ignoreCase: true)]
            : [];
        highlight.Done();
        return new LessonHighlight(tokens, hubs, panels);
    }

    private static Camera? CameraOf(JsonFields stop)
    {
        if (stop.Object("camera") is not { } camera)
        {
            return null;
        }

        var read = new Camera((float)camera.Number("x", 0.5, 0, 1), (float)camera.Number("y", 0.5, 0, 1), (float)camera.Number("zoom", 1, 1, 8));
        camera.Done();
        return read.Clamped();
    }

    private static LessonClaim Claim(JsonFields fields)
    {
        const int Last = TextReading.MaxTokens - 1;
        string measure = fields.OneOf("measure", "", [.. LessonMeasures.Names]);
        string name = fields.Text("name", measure);
        if (!ClaimName().IsMatch(name))
        {
            throw fields.Wrong("name", $"'{name}' is no name", "use letters and digits, a letter first");
        }

        var claim = new LessonClaim(name, measure, Expected(fields))
        {
            Places = fields.Int("places", 0, 0, 6),
            IsPercent = fields.Has("as") && fields.OneOf("as", "number", "number", "percent") == "percent",
            IsBeside = fields.Has("run") && fields.OneOf("run", "this", "this", "beside") == "beside",
            Where = fields.WhereIs("measure"),
        };
        if (LessonMeasures.OfToken.Contains(measure))
        {
            claim = claim with { Token = Token(fields, "token") };
        }
        else if (LessonMeasures.OfPair.Contains(measure))
        {
            claim = claim with { From = Token(fields, "from"), To = Token(fields, "to") };
        }
        else if (LessonMeasures.OfWay.Contains(measure))
        {
            claim = claim with { Way = fields.OneOf("way", "", "window", "random", "hub") };
        }

        fields.Done();
        return claim;

        static int Token(JsonFields fields, string field) => fields.Has(field)
            ? fields.Int(field, 0, 0, Last)
            : throw fields.Wrong(field, "the field is missing", "add a token's position");
    }

    private static Expectation Expected(JsonFields fields)
    {
        bool isNear = fields.Has("equals");
        var expected = new Expectation(double.NegativeInfinity, double.PositiveInfinity);
        bool isBound = false;
        if (isNear)
        {
            double value = Number("equals"), tolerance = fields.Number("tolerance", 0, 0, MostValue);
            (expected, isBound) = (Expectation.Near(value, tolerance), true);
        }
        else if (fields.Has("tolerance"))
        {
            throw fields.Wrong("tolerance", "there is nothing that it is the tolerance of", "give equals as well");
        }

        if (fields.Has("atLeast"))
        {
            (expected, isBound) = (expected with { Least = Math.Max(expected.Least, Number("atLeast")) }, true);
        }

        if (fields.Has("atMost"))
        {
            (expected, isBound) = (expected with { Most = Math.Min(expected.Most, Number("atMost")) }, true);
        }

        if (fields.Has("above") && Number("above") is var above && above >= expected.Least)
        {
            expected = expected with { Least = above, IsLeastOut = true };
        }

        if (fields.Has("below") && Number("below") is var below && below <= expected.Most)
        {
            expected = expected with { Most = below, IsMostOut = true };
        }

        return isBound || fields.Has("above") || fields.Has("below")
            ? expected
            : throw fields.Wrong("equals", "what the figure has to be is missing", "give equals, atLeast, atMost, above or below");

        double Number(string field) => fields.Number(field, 0, -MostValue, MostValue);
    }

    private static string Needed(JsonFields fields, string name)
    {
        string text = fields.Has(name) ? fields.Text(name, "") : throw fields.Wrong(name, "the field is missing", "add it");
        return text.Length > 0 ? text : throw fields.Wrong(name, "is empty", "write something");
    }

    private static IReadOnlyList<JsonFields> Bounded(JsonFields fields, string name, int most)
    {
        IReadOnlyList<JsonFields> all = [.. fields.Objects(name).Take(most + 1)];
        return all.Count <= most ? all : throw fields.Wrong(name, "there are too many", $"give at most {most}");
    }

    [GeneratedRegex(@"\{[^}]*\}?")]
    private static partial Regex Braced();

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9]{0,39}$")]
    private static partial Regex ClaimName();

    [GeneratedRegex(@"^[a-zA-Z0-9]+(\.[a-zA-Z0-9]+){0,9}$")]
    private static partial Regex SettingPath();
}
