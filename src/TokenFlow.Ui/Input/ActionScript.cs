using System.Numerics;
using System.Text.Json.Nodes;
using TokenFlow.Base.Documents;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Scenarios.Text;

namespace TokenFlow.Ui.Input;

/// <summary>
/// What a user does, written down: <c>{"actions": [{"frame": 0, "key": "Space"}, {"frame": 20, "clickToken": 17}]}</c>.
/// Each action has a frame and one of key, move, moveToken, click, clickToken, clickHub, clickEdge, drag, wheel, type,
/// paste, drop, resize, screenshot; clicks and drags may have button (left, right, middle) and with (Ctrl+Shift), drags
/// and frames. Points are logical units. Faults name file, line and field.
/// </summary>
public sealed class ActionScript
{
    /// <summary>The longest file that is read, in bytes.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>The most actions.</summary>
    public const int MaxActions = 10_000;

    /// <summary>The last frame in which something may be done.</summary>
    public const int MaxFrame = 1_000_000;

    private const int MaxDragFrames = 10_000;
    private const int MaxDragPoints = 100;
    private const int MaxSide = 16_384;
    private const float MaxCoordinate = 100_000;

    private static readonly string[] Verbs =
    [
        "key", "move", "moveToken", "click", "clickToken", "clickHub", "clickEdge", "drag", "wheel", "type", "paste", "drop", "resize", "screenshot",
    ];

    private ActionScript(IReadOnlyList<ScriptedAction> actions) => Actions = actions;

    /// <summary>The actions by frame; those of one frame in the order of the file.</summary>
    public IReadOnlyList<ScriptedAction> Actions { get; }

    /// <summary>Reads a file. Relative paths of files to drop are looked for beside it.</summary>
    /// <exception cref="FaultException">Unreadable or not valid.</exception>
    public static ActionScript FromFile(string path)
    {
        byte[] bytes = BoundedFile.ReadAll(path, MaxBytes, FaultKind.DocumentInvalid, "script");
        return Parse(path, bytes, Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Reads a script from memory.</summary>
    /// <param name="name">The file's name for messages.</param>
    /// <param name="utf8">The document.</param>
    /// <param name="folder">Where relative files to drop are looked for.</param>
    /// <exception cref="FaultException">Not valid.</exception>
    public static ActionScript Parse(string name, ReadOnlySpan<byte> utf8, string folder)
    {
        var fields = new JsonFields(JsonSource.Parse(name, utf8));
        fields.Has("$schema");
        if (!fields.Has("actions"))
        {
            throw fields.Wrong("actions", "the field is missing", "write {\"actions\": [{\"frame\": 0, \"key\": \"Space\"}]}");
        }

        var actions = new List<ScriptedAction>();
        foreach (JsonFields action in fields.Objects("actions"))
        {
            if (actions.Count == MaxActions)
            {
                throw fields.Wrong("actions", "there are too many", $"give at most {MaxActions:N0}");
            }

            actions.Add(ReadAction(action, folder));
            action.Done();
        }

        fields.Done();
        return new ActionScript([.. actions.OrderBy(a => a.Frame)]);
    }

    private static ScriptedAction ReadAction(JsonFields fields, string folder)
    {
        if (!fields.Has("frame"))
        {
            throw fields.Wrong("frame", "the field is missing", "say in which drawn frame, from 0");
        }

        int frame = fields.Int("frame", 0, 0, MaxFrame);
        string[] verbs = [.. Verbs.Where(fields.Has)];
        if (verbs.Length != 1)
        {
            throw fields.Wrong(
                verbs.Length == 0 ? "frame" : verbs[1],
                verbs.Length == 0 ? "nothing is done in this action" : $"{verbs[0]} and {verbs[1]} are two actions",
                verbs.Length == 0 ? $"add one of {string.Join(", ", Verbs)}" : "write an object for each");
        }

        string verb = verbs[0];
        string where = fields.WhereIs(verb);
        return verb switch
        {
            "key" => new ScriptedAction.Key(frame, where, Chord(fields, verb)),
            "move" => new ScriptedAction.Move(frame, where, fields.Read(verb, Point), null),
            "moveToken" => new ScriptedAction.Move(frame, where, default, Target(fields, verb, ScriptTargetKind.Token)),
            "click" => new ScriptedAction.Click(frame, where, fields.Read(verb, Point), null, Button(fields), With(fields)),
            "clickToken" => new ScriptedAction.Click(frame, where, default, Target(fields, verb, ScriptTargetKind.Token), Button(fields), With(fields)),
            "clickHub" => new ScriptedAction.Click(frame, where, default, Target(fields, verb, ScriptTargetKind.Hub), Button(fields), With(fields)),
            "clickEdge" => new ScriptedAction.Click(frame, where, default, fields.Read(verb, Edge), Button(fields), With(fields)),
            "drag" => new ScriptedAction.Drag(
                frame, where, fields.Read(verb, Points), fields.Int("frames", 8, 1, MaxDragFrames), Button(fields), With(fields)),
            "wheel" => new ScriptedAction.Wheel(frame, where, fields.Read(verb, Point), With(fields)),
            "type" => new ScriptedAction.Type(frame, where, Written(fields, verb)),
            "paste" => new ScriptedAction.Paste(frame, where, Written(fields, verb)),
            "drop" => new ScriptedAction.Drop(frame, where, Path.GetFullPath(PathOf(fields, verb), folder)),
            "resize" => new ScriptedAction.Resize(frame, where, fields.Read(verb, Size)),
            _ => new ScriptedAction.Screenshot(frame, where, PngOf(fields, verb)),
        };
    }

    private static KeyChord Chord(JsonFields fields, string name) =>
        KeyChord.TryParse(fields.Text(name, ""), out KeyChord chord)
            ? chord
            : throw fields.Wrong(name, $"'{fields.Text(name, "")}' is no key", "write it like Space, F9, Shift+. or Ctrl+Z");

    private static MouseButton Button(JsonFields fields) =>
        Enum.Parse<MouseButton>(fields.OneOf("button", "left", "left", "right", "middle"), ignoreCase: true);

    private static Modifiers With(JsonFields fields)
    {
        string text = fields.Text("with", "");
        Modifiers with = Modifiers.None;
        foreach (string part in text.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            with |= Enum.TryParse(part, ignoreCase: true, out Modifiers held) && held is Modifiers.Ctrl or Modifiers.Shift or Modifiers.Alt
                ? held
                : throw fields.Wrong("with", $"'{part}' cannot be held", "use Ctrl, Shift, Alt, or several with + between");
        }

        return with;
    }

    private static ScriptTarget Target(JsonFields fields, string name, ScriptTargetKind kind) =>
        new(kind, fields.Int(name, 0, 0, TextReading.MaxTokens - 1));

    private static string Written(JsonFields fields, string name)
    {
        string text = fields.Text(name, "");
        return text.Length > 0 ? text : throw fields.Wrong(name, "there is no text", "give at least one character");
    }

    private static string PathOf(JsonFields fields, string name)
    {
        string path = Written(fields, name);
        return path.Contains('\0', StringComparison.Ordinal) ? throw fields.Wrong(name, "is no path", "name a file") : path;
    }

    private static string PngOf(JsonFields fields, string name)
    {
        string path = PathOf(fields, name);
        return path.EndsWith(".png", StringComparison.OrdinalIgnoreCase)
            ? path
            : throw fields.Wrong(name, $"'{path}' is not the name of a PNG", "end it in .png");
    }

    private static Vector2 Point(JsonNode? node)
    {
        if (node is not JsonArray { Count: 2 } point)
        {
            throw new FaultException(FaultKind.DocumentInvalid, "is not a point", "", "write it like [640, 360]");
        }

        return new Vector2(Coordinate(point[0]), Coordinate(point[1]));
    }

    private static float Coordinate(JsonNode? node) =>
        JsonValues.IsNumber(node, out double value) && Math.Abs(value) <= MaxCoordinate
            ? (float)value
            : throw new FaultException(FaultKind.DocumentInvalid, "is not a point", "", $"give numbers from -{MaxCoordinate:N0} to {MaxCoordinate:N0}");

    private static List<Vector2> Points(JsonNode node)
    {
        if (node is not JsonArray { Count: >= 2 and <= MaxDragPoints } points)
        {
            throw new FaultException(FaultKind.DocumentInvalid, "is not a way", "", $"give 2 to {MaxDragPoints} points, like [[100, 690], [400, 690]]");
        }

        return [.. points.Select(Point)];
    }

    private static ScriptTarget Edge(JsonNode node) =>
        node is JsonArray { Count: 2 } edge
            ? new ScriptTarget(ScriptTargetKind.Edge, Position(edge[0]), Position(edge[1]))
            : throw new FaultException(FaultKind.DocumentInvalid, "is not an edge", "", "write query and key like [20, 17]");

    private static int Position(JsonNode? node) =>
        JsonValues.IsInt(node, out int token) && token is >= 0 and < TextReading.MaxTokens
            ? token
            : throw new FaultException(FaultKind.DocumentInvalid, "is not an edge", "", $"give positions from 0 to {TextReading.MaxTokens - 1:N0}");

    private static Vector2 Size(JsonNode node)
    {
        Vector2 size = Point(node);
        return size.X is >= 1 and <= MaxSide && size.Y is >= 1 and <= MaxSide && size.X % 1 == 0 && size.Y % 1 == 0
            ? size
            : throw new FaultException(FaultKind.OutOfRange, "is out of range", "", $"give whole numbers from 1 to {MaxSide:N0}");
    }
}
