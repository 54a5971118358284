using System.Globalization;
using TokenFlow.Base.Documents;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;

namespace TokenFlow.Recording.Replays;

/// <summary>Reads replays. Whatever is in the file ends in a replay or in one line that names file and line.</summary>
public static class ReplayReader
{
    /// <summary>The longest file.</summary>
    public const long MaxBytes = 256L << 20;

    /// <summary>The longest line; a line that opens a scenario may be as long as a scenario file.</summary>
    public const int MaxLineBytes = 1 << 20;

    private const int MaxLines = 5_000_000;
    private const int MaxEditsALine = 10_000;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FaultException">FileUnreadable, DocumentInvalid, OutOfRange.</exception>
    public static Replay FromFile(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new FaultException(FaultKind.FileUnreadable, "is a folder, not a replay", path, "name a file");
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
            return Read(path, stream);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FaultException(FaultKind.FileUnreadable, "no such replay", path, "check the path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new FaultException(FaultKind.FileUnreadable, $"the replay cannot be read ({e.Message})", path, "check its permissions", e);
        }
    }

    /// <summary>Reads a replay from a stream.</summary>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="stream">The stream.</param>
    /// <exception cref="FaultException">DocumentInvalid, OutOfRange.</exception>
    public static Replay Read(string name, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var lines = new ReplayLines(name, stream);
        var events = new List<ReplayEvent>();
        (string Program, string Instructions) head = ("", "");
        ulong seed = 1;
        long frames = 0;
        while (lines.Next(events.Count == 0 ? ScenarioReader.MaxBytes : MaxLineBytes, ScenarioReader.MaxBytes) is { } line)
        {
            string where = $"{name}:{lines.Number}";
            if (events.Count == MaxLines)
            {
                throw new FaultException(FaultKind.OutOfRange, $"more than {MaxLines:N0} lines", where, "cut the replay into several");
            }

            var fields = new JsonFields(JsonSource.Parse(where, line.Span));
            ReplayEvent happening;
            if (events.Count == 0)
            {
                head = ReadHead(fields, where);
                happening = ReadOpened(fields, where, lines.Number);
            }
            else
            {
                happening = ReadEvent(fields, where, lines.Number, seed);
            }

            fields.Done();
            if (happening is ReplayEvent.Opened opened)
            {
                seed = opened.Scenario.Seed;
            }

            frames += Replay.FramesOf(happening);
            if (frames > Replay.MaxFrames)
            {
                throw new FaultException(FaultKind.OutOfRange, $"more than {Replay.MaxFrames:N0} frames", where, "cut the replay into several");
            }

            events.Add(happening);
        }

        return events.Count > 0
            ? new Replay(head.Program, head.Instructions, events, lines.IsCut)
            : throw new FaultException(FaultKind.DocumentInvalid, "no replay: its first line is missing or cut off", name, "give a file that 'record --replay' or 'run --replay' wrote");
    }

    private static (string Program, string Instructions) ReadHead(JsonFields fields, string where)
    {
        if (!fields.Has("replay"))
        {
            throw new FaultException(FaultKind.DocumentInvalid, "this is no replay", where, "give a file that 'record --replay' or 'run --replay' wrote");
        }

        int version = fields.Int("replay", 0, 1, int.MaxValue);
        return version == ReplayWriter.Version
            ? (fields.Text("program", ""), fields.Text("instructions", ""))
            : throw new FaultException(FaultKind.DocumentInvalid, $"a replay of version {version}, and this program reads {ReplayWriter.Version}", where, "use the program that wrote it");
    }

    private static ReplayEvent ReadEvent(JsonFields fields, string where, int number, ulong seed)
    {
        if (fields.Has("show"))
        {
            return new ReplayEvent.Shown(number, fields.Int("show", 0, 0, ScenarioReader.MaxFrame), ReadHash(fields));
        }

        if (fields.Has("hold"))
        {
            return new ReplayEvent.Held(number, fields.Int("hold", 1, 1, Replay.MaxFrames));
        }

        if (fields.Has("do"))
        {
            return new ReplayEvent.Edited(number, -1, [ReadEdit(fields, seed)]);
        }

        if (fields.Has("keep"))
        {
            int keep = fields.Int("keep", 0, 0, KnobHistory.MaxEdits);
            var edits = new List<ScheduledEdit>();
            foreach (JsonFields edit in fields.Objects("edits"))
            {
                if (edits.Count == MaxEditsALine)
                {
                    throw fields.Wrong("edits", "are too many", $"give at most {MaxEditsALine:N0}");
                }

                edits.Add(ReadEdit(edit, seed));
                edit.Done();
            }

            return new ReplayEvent.Edited(number, keep, edits);
        }

        if (fields.Has("say"))
        {
            return new ReplayEvent.Said(number, fields.Text("say", ""));
        }

        if (fields.Has("view"))
        {
            return new ReplayEvent.Viewed(number, fields.Texts("view"));
        }

        return fields.Has("scenario")
            ? ReadOpened(fields, where, number)
            : throw new FaultException(FaultKind.DocumentInvalid, "a line of no known kind", where, "known are show, hold, do, keep, say, view and scenario");
    }

    private static ReplayEvent.Opened ReadOpened(JsonFields fields, string where, int number)
    {
        int rate = fields.Int("fps", Scenario.DefaultFramesPerSecond, 1, FilmSettings.MaxFramesPerSecond);
        _ = fields.Seed("seed", 1);
        if (!fields.Has("scenario"))
        {
            throw new FaultException(FaultKind.DocumentInvalid, "the scenario is missing", where, "give a file that 'record --replay' or 'run --replay' wrote");
        }

        Scenario scenario = ScenarioReader.Read(fields.Object("scenario")!, where, ".");
        return new ReplayEvent.Opened(number, scenario, rate);
    }

    private static ScheduledEdit ReadEdit(JsonFields edit, ulong seed) =>
        new(edit.Int("frame", 0, 0, ScenarioReader.MaxFrame), ScenarioReader.ReadEdit(edit, seed));

    private static ulong ReadHash(JsonFields fields) =>
        ulong.TryParse(fields.Text("hash", ""), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hash)
            ? hash
            : throw fields.Wrong("hash", "is not a state's hash", "give sixteen hexadecimal digits");
}
