using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Documents;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Scenarios.Capacity;
using TokenFlow.Scenarios.Recall;
using TokenFlow.Scenarios.Text;
using TokenFlow.Simulation.Edits;

namespace TokenFlow.Scenarios.Scenarios;

/// <summary>Reads scenario files (content/schemas/scenario.schema.json) into values. Faults name file, line and field.</summary>
public static class ScenarioReader
{
    /// <summary>
    /// The longest scenario file that is read, in bytes: room for the longest text written into it with every sign escaped,
    /// and for a session's edits.
    /// </summary>
    public const int MaxBytes = 32 << 20;

    /// <summary>The most edits of its own, and the most captions, that a scenario may have.</summary>
    public const int MaxEvents = 1_000;

    /// <summary>The last frame that a saved session may name.</summary>
    public const int MaxFrame = 100_000_000;

    /// <summary>Reads a scenario file.</summary>
    /// <param name="path">The file; relative text files in it are found beside it and in the folder above.</param>
    /// <param name="overrides">Fields to set before it is read: path and value; a null value takes the field away.</param>
    /// <exception cref="FaultException">Unreadable or not valid.</exception>
    public static Scenario FromFile(string path, IEnumerable<KeyValuePair<string, string?>> overrides)
    {
        byte[] bytes = BoundedFile.ReadAll(path, MaxBytes, FaultKind.DocumentInvalid, "scenario");
        return Parse(path, bytes, overrides, Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Reads a scenario from memory.</summary>
    /// <param name="name">The file's name for messages; the scenario's name where it gives none.</param>
    /// <param name="utf8">The document.</param>
    /// <param name="overrides">Fields to set before it is read.</param>
    /// <param name="folder">Where relative text files are looked for.</param>
    public static Scenario Parse(string name, ReadOnlySpan<byte> utf8, IEnumerable<KeyValuePair<string, string?>> overrides, string folder)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        JsonSource source = JsonSource.Parse(name, utf8);
        foreach ((string path, string? value) in overrides)
        {
            source.Override(path, value);
        }

        return Read(new JsonFields(source), name, folder);
    }

    /// <summary>Reads a scenario that is part of a document.</summary>
    /// <param name="fields">Its fields; all of them are taken.</param>
    /// <param name="name">The scenario's name where it gives none, as a file's name.</param>
    /// <param name="folder">Where relative text files are looked for.</param>
    public static Scenario Read(JsonFields fields, string name, string folder)
    {
        ArgumentNullException.ThrowIfNull(fields);
        fields.Has("$schema");
        ulong seed = fields.Seed("seed", Scenario.DefaultSeed);
        AttentionPattern pattern = fields.Read("pattern", e => PatternJson.Read(e, defaultSeed: seed));
        Scenario plain = Scenario.Of(Path.GetFileNameWithoutExtension(name), pattern);
        string title = fields.Text("title", plain.Title);
        Scenario scenario = plain with
        {
            Name = fields.Text("name", plain.Name),
            Title = title,
            Summary = fields.Text("summary", plain.Summary),
            Text = ReadText(fields, folder),
            Tokenizer = ReadTokenizer(fields, folder, plain.Tokenizer),
            SpecialTokens = ReadSpecial(fields, plain.SpecialTokens),
            Hubs = ReadHubs(fields),
            Heads = fields.Int("heads", plain.Heads, 1, 64),
            HeadDim = fields.Int("headDim", plain.HeadDim, 1, 512),
            Weights = Enum.Parse<WeightKind>(fields.OneOf("weights", "uniform", "uniform", "content", "random"), ignoreCase: true),
            Temperature = (float)fields.Number("temperature", plain.Temperature, Knobs.LeastTemperature, Knobs.MostTemperature),
            Residual = (float)fields.Number("residual", plain.Residual, 0, 1),
            Layers = fields.Int("layers", plain.Layers, 1, 128),
            FramesPerLayer = fields.Int("framesPerLayer", plain.FramesPerLayer, 1, 10_000),
            Seed = seed,
            Tracers = ReadTracers(fields) is { Count: > 0 } tracers ? tracers : plain.Tracers,
            Capacity = CapacityJson.Read(fields),
            Recall = RecallJson.Read(fields),
            Learned = fields.Has("learned") ? Locate(fields.Text("learned", ""), folder) : null,
            Edits = ReadEdits(fields, seed),
            Captions = [.. Bounded(fields, "captions", MaxEvents).Select(ReadCaption).OrderBy(c => c.Seconds)],
            Film = ReadFilm(fields),
            Camera = CameraJson.Read(fields),
            Session = ReadSession(fields, seed),
            WhereIs = fields.WhereIs,
        };
        fields.Done();
        return scenario;
    }

    private static TextSpec ReadText(JsonFields fields, string folder)
    {
        int limit = fields.Int("tokens", 0, 1, TextReading.MaxTokens);
        JsonFields? text = fields.Object("text");
        if (text is null)
        {
            return limit > 0
                ? new TextSpec(null, null, limit)
                : throw fields.Wrong("text", "neither a text nor a number of tokens is given", "add \"text\": {\"file\": …} or \"tokens\": n");
        }

        string? file = text.Has("file") ? text.Text("file", "") : null;
        string? inline = text.Has("inline") ? text.Text("inline", "") : null;
        text.Done();
        if ((file is null) == (inline is null))
        {
            throw fields.Wrong("text", "needs either a file or an inline text", "give one of the two");
        }

        return new TextSpec(file is null or "-" ? file : Locate(file, folder), inline, limit);
    }

    private static string ReadTokenizer(JsonFields fields, string folder, string plain)
    {
        string name = fields.Text("tokenizer", plain);
        return Tokenizers.Names.Contains(name) ? name : Locate(name, folder);
    }

    // Texts of the project stand beside the scenarios, in content/texts; a user's file may be given from the current folder.
    private static string Locate(string file, string folder)
    {
        foreach (string candidate in (string[])[Path.Combine(folder, file), Path.Combine(folder, "..", file)])
        {
            if (File.Exists(candidate))
            {
                return Path.GetFullPath(candidate);
            }
        }

        return file;
    }

    private static SpecialTokens ReadSpecial(JsonFields fields, SpecialTokens plain)
    {
        string fallback = plain == SpecialTokens.ClsSep ? "cls-sep" : "none";
        return fields.OneOf("specialTokens", fallback, "none", "cls", "cls-sep") switch
        {
            "cls" => SpecialTokens.Cls,
            "cls-sep" => SpecialTokens.ClsSep,
            _ => SpecialTokens.None,
        };
    }

    private static HubSelection ReadHubs(JsonFields fields)
    {
        if (fields.Object("hubs") is not { } hubs)
        {
            return HubSelection.None;
        }

        var ranges = new List<(int, int)>();
        foreach (JsonFields range in hubs.Objects("ranges"))
        {
            int from = range.Int("from", 0, 0, TextReading.MaxTokens - 1);
            ranges.Add((from, range.Int("to", from, from, TextReading.MaxTokens - 1)));
            range.Done();
        }

        var selection = new HubSelection(
            hubs.Int("first", 0, 0, TextReading.MaxTokens),
            hubs.Int("spread", 0, 0, TextReading.MaxTokens),
            hubs.Ints("at", 0, TextReading.MaxTokens - 1),
            ranges,
            hubs.Has("match") ? [hubs.Text("match", "")] : []);
        hubs.Done();
        return selection;
    }

    private static List<TracerSpec> ReadTracers(JsonFields fields)
    {
        var tracers = new List<TracerSpec>();
        foreach (JsonFields tracer in fields.Objects("tracers"))
        {
            string? match = tracer.Has("match") ? tracer.Text("match", "") : null;
            int token = tracer.Int("token", 0, -TextReading.MaxTokens, TextReading.MaxTokens - 1);
            tracers.Add(new TracerSpec(token, match, tracer.Text("name", "dye")));
            tracer.Done();
        }

        if (tracers.Count > SequenceBuilder.MaxTracers)
        {
            throw fields.Wrong("tracers", $"{tracers.Count} tracers are too many", $"give at most {SequenceBuilder.MaxTracers}");
        }

        return tracers;
    }

    private static CaptionSpec ReadCaption(JsonFields caption)
    {
        var spec = new CaptionSpec(caption.Number("at", 0, 0, 86_400), caption.Text("text", ""));
        caption.Done();
        return spec;
    }

    private static FilmSpec ReadFilm(JsonFields fields)
    {
        if (fields.Object("film") is not { } film)
        {
            return FilmSpec.Plain;
        }

        var spec = new FilmSpec(film.Number("lead", FilmSpec.Plain.LeadSeconds, 0, 600), film.Number("tail", FilmSpec.Plain.TailSeconds, 0, 600))
        {
            TitleSeconds = film.Number("title", 0, 0, 600),
            EndSeconds = film.Number("end", 0, 0, 600),
        };
        film.Done();
        return spec;
    }

    private static IEnumerable<JsonFields> Bounded(JsonFields fields, string name, int most)
    {
        IReadOnlyList<JsonFields> all = [.. fields.Objects(name)];
        return all.Count <= most
            ? all
            : throw fields.Wrong(name, $"{all.Count:N0} are too many", $"give at most {most:N0}");
    }

    private static List<EditSpec> ReadEdits(JsonFields fields, ulong seed)
    {
        var edits = new List<EditSpec>();
        foreach (JsonFields edit in Bounded(fields, "edits", MaxEvents))
        {
            double seconds = edit.Number("at", 0, 0, 86_400);
            edits.Add(new EditSpec(seconds, ReadEdit(edit, seed), edit.WhereIs("do")));
            edit.Done();
        }

        return edits;
    }

    private static SavedSession? ReadSession(JsonFields fields, ulong seed)
    {
        if (fields.Object("session") is not { } session)
        {
            return null;
        }

        int frame = session.Int("frame", 0, 0, MaxFrame);
        var edits = new List<ScheduledEdit>();
        foreach (JsonFields edit in Bounded(session, "edits", KnobHistory.MaxEdits))
        {
            int at = edit.Int("frame", 0, 0, MaxFrame);
            edits.Add(new ScheduledEdit(at, ReadEdit(edit, seed)));
            edit.Done();
        }

        var saved = new SavedSession(frame, edits, session.Texts("view"));
        session.Done();
        return saved;
    }

    /// <summary>Reads one edit: its kind in "do", and what it needs.</summary>
    /// <param name="edit">The edit's object; whoever owns it says when all its fields are asked for.</param>
    /// <param name="seed">The seed of patterns that name none.</param>
    /// <exception cref="FaultException">Unknown, or a value out of range.</exception>
    public static Edit ReadEdit(JsonFields edit, ulong seed) => EditJson.Read(edit, seed);
}
