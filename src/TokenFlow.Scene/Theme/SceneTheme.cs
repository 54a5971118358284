using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Ramp;

namespace TokenFlow.Scene.Theme;

/// <summary>
/// Every colour of a picture. Ways differ in lightness as well as in hue, and in the same order of contrast on ink and
/// on paper: window, random, hub.
/// </summary>
public sealed class SceneTheme
{
    /// <summary>The theme's name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the ground is light: then light cannot add up and strokes darken instead.</summary>
    public required bool IsLight { get; init; }

    public required Rgba Background { get; init; }

    /// <summary>The faint light behind the arc.</summary>
    public required Rgba Haze { get; init; }

    public required Rgba Panel { get; init; }

    public required Rgba PanelEdge { get; init; }

    /// <summary>Empty tracks of bars and cells that wait for their layer.</summary>
    public required Rgba Track { get; init; }

    /// <summary>Cells and discs that hold no dye.</summary>
    public required Rgba Empty { get; init; }

    public required Rgba Text { get; init; }

    public required Rgba Secondary { get; init; }

    /// <summary>Text and lines that must not compete: grid lines, labels of tokens without dye.</summary>
    public required Rgba Faint { get; init; }

    public required Rgba Window { get; init; }

    public required Rgba Random { get; init; }

    public required Rgba Hub { get; init; }

    /// <summary>A sun's own light where it holds dye.</summary>
    public required Rgba SunCore { get; init; }

    /// <summary>Text upon a sun.</summary>
    public required Rgba OnSun { get; init; }

    public required Rgba Cut { get; init; }

    /// <summary>The running layer's block.</summary>
    public required Rgba Running { get; init; }

    /// <summary>Finished layers' blocks.</summary>
    public required Rgba Finished { get; init; }

    public required DyeRamp Ramp { get; init; }

    /// <summary>The colours of facts.</summary>
    public required FactPalette Facts { get; init; }

    /// <summary>How light meets the ground.</summary>
    public BlendMode LightBlend => IsLight ? BlendMode.Over : BlendMode.Add;

    /// <summary>The colour of a way.</summary>
    public Rgba Of(EdgeWay way) => way switch
    {
        EdgeWay.Window => Window,
        EdgeWay.Random => Random,
        _ => Hub,
    };

    /// <summary>Ink: for screens and halls.</summary>
    public static SceneTheme Dark() => new()
    {
        Name = "dark",
        IsLight = false,
        Background = new(11, 14, 23),
        Haze = new(52, 66, 116, 92),
        Panel = new(18, 23, 36),
        PanelEdge = new(34, 42, 62),
        Track = new(29, 36, 54),
        Empty = new(38, 47, 70),
        Text = new(226, 232, 244),
        Secondary = new(128, 140, 165),
        Faint = new(82, 93, 118),
        Window = new(80, 136, 214),
        Random = new(196, 156, 250),
        Hub = new(255, 188, 80),
        SunCore = new(255, 240, 214),
        OnSun = new(40, 24, 6),
        Cut = new(104, 112, 130),
        Running = new(74, 104, 168),
        Finished = new(44, 58, 96),
        Ramp = DyeRamp.OnInk(),
        Facts = FactPalette.OnInk(),
    };

    /// <summary>Paper: for print.</summary>
    public static SceneTheme Light() => new()
    {
        Name = "light",
        IsLight = true,
        Background = new(253, 253, 251),
        Haze = new(214, 224, 242, 110),
        Panel = new(245, 247, 250),
        PanelEdge = new(222, 227, 236),
        Track = new(232, 236, 243),
        Empty = new(219, 225, 235),
        Text = new(20, 26, 40),
        Secondary = new(88, 99, 122),
        Faint = new(142, 151, 170),
        Window = new(96, 156, 224),
        Random = new(150, 94, 214),
        Hub = new(156, 72, 0),
        SunCore = new(120, 48, 0),
        OnSun = new(255, 246, 232),
        Cut = new(150, 156, 168),
        Running = new(150, 178, 226),
        Finished = new(205, 217, 239),
        Ramp = DyeRamp.OnPaper(),
        Facts = FactPalette.OnPaper(),
    };

    /// <summary>The theme of that name, or null.</summary>
    public static SceneTheme? Named(string name) => name switch
    {
        "dark" => Dark(),
        "light" => Light(),
        _ => null,
    };
}

/// <summary>The four sizes in which text is set, in layout units; the window's controls have them too.</summary>
public static class TypeSize
{
    /// <summary>A picture's title.</summary>
    public const float Title = 22;

    /// <summary>What is read.</summary>
    public const float Body = 13;

    /// <summary>What names and counts.</summary>
    public const float Small = 11;

    /// <summary>What stands beside.</summary>
    public const float Note = 9;
}
