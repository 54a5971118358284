using System.Globalization;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scene.Shots;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Session.Runs;

/// <summary>How a run is looked at: nothing of it changes the run. A value, saved with the session.</summary>
public sealed record SessionView
{
    private const string Where = "session.view";

    /// <summary>A theme's name, see <see cref="SceneTheme.Named"/>.</summary>
    public string Theme { get; init; } = "dark";

    /// <summary>Whether the panels are open.</summary>
    public bool Panels { get; init; } = true;

    /// <summary>Whether the attention matrix is shown.</summary>
    public bool Matrix { get; init; }

    /// <summary>Whether the times of systems and drawing are shown.</summary>
    public bool Overlay { get; init; }

    /// <summary>Whether the help lies over the picture. Not saved.</summary>
    public bool Help { get; init; }

    /// <summary>The head that is inspected and shown in the matrix, from 0; -1 for the mean of all.</summary>
    public int Head { get; init; } = -1;

    /// <summary>The token that the inspector holds; null for none.</summary>
    public int? Locked { get; init; }

    /// <summary>What is looked at.</summary>
    public Camera Camera { get; init; } = Camera.Whole;

    /// <summary>Simulated time against the session's, in eighths: 8 is normal.</summary>
    public int SpeedEighths { get; init; } = PlayClock.Normal;

    /// <summary>As a recorder looks at the scene: without the window's controls.</summary>
    public ShotView Shot => new(Theme) { Camera = Camera };

    /// <summary>As it is saved.</summary>
    public IReadOnlyDictionary<string, string> Write()
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["theme"] = Theme,
            ["panels"] = Word(Panels),
            ["matrix"] = Word(Matrix),
            ["overlay"] = Word(Overlay),
            ["head"] = Head.ToString(CultureInfo.InvariantCulture),
            ["camera"] = string.Create(CultureInfo.InvariantCulture, $"{Camera.X:R} {Camera.Y:R} {Camera.Zoom:R}"),
            ["speed"] = SpeedEighths.ToString(CultureInfo.InvariantCulture),
        };
        if (Locked is { } token)
        {
            fields["locked"] = token.ToString(CultureInfo.InvariantCulture);
        }

        return fields;
    }

    /// <summary>Reads what <see cref="Write"/> wrote; fields that are missing are as in a new view.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="tokens">Tokens of the sequence.</param>
    /// <param name="heads">Heads of the run.</param>
    /// <exception cref="FaultException">An unknown field, or a value out of range.</exception>
    public static SessionView Read(IReadOnlyDictionary<string, string> fields, int tokens, int heads)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var view = new SessionView();
        foreach ((string name, string value) in fields)
        {
            view = name switch
            {
                "theme" => view with { Theme = SceneTheme.Named(value) is null ? throw Wrong(name, value, "use dark or light") : value },
                "panels" => view with { Panels = Flag(name, value) },
                "matrix" => view with { Matrix = Flag(name, value) },
                "overlay" => view with { Overlay = Flag(name, value) },
                "head" => view with { Head = Int(name, value, -1, heads - 1) },
                "locked" => view with { Locked = Int(name, value, 0, tokens - 1) },
                "camera" => view with { Camera = ReadCamera(name, value) },
                "speed" => view with { SpeedEighths = PlayClock.IsSpeed(Int(name, value, 1, 64)) ? Int(name, value, 1, 64) : throw Wrong(name, value, "use 1, 2, 4, 8, 16, 32 or 64 eighths") },
                _ => throw new FaultException(FaultKind.DocumentInvalid, $"'{name}' is not a known field", Where, "take it out, or check its spelling"),
            };
        }

        return view;
    }

    /// <summary>The nearest view of a run of so many tokens and heads; a theme that nobody knows is the dark one.</summary>
    public SessionView Fitted(int tokens, int heads) => this with
    {
        Theme = SceneTheme.Named(Theme) is null ? "dark" : Theme,
        Head = Math.Clamp(Head, -1, heads - 1),
        Locked = Locked is >= 0 && Locked < tokens ? Locked : null,
        Camera = Camera.Clamped(),
    };

    private static string Word(bool flag) => flag ? "on" : "off";

    private static bool Flag(string name, string value) => value switch
    {
        "on" => true,
        "off" => false,
        _ => throw Wrong(name, value, "use on or off"),
    };

    private static int Int(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw Wrong(name, value, $"give a whole number from {least} to {most}");

    private static Camera ReadCamera(string name, string value)
    {
        float[] parts = [.. value.Split(' ').Select(p => float.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) ? number : float.NaN)];
        return parts.Length == 3 && parts.All(float.IsFinite)
            ? new Camera(parts[0], parts[1], parts[2]).Clamped()
            : throw Wrong(name, value, "give the middle, across and down, and the zoom, like '0.5 0.5 1'");
    }

    private static FaultException Wrong(string name, string value, string remedy) =>
        new(FaultKind.DocumentInvalid, $"'{(value.Length > 40 ? value[..40] : value)}' cannot be used", $"{Where}.{name}", remedy);
}
