using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Ui.Widgets;

/// <summary>The colours of widgets, taken from the scene's theme so that both look like one instrument.</summary>
internal sealed record UiTheme
{
    /// <summary>The ground of bars, panels and boxes.</summary>
    public required Rgba Ground { get; init; }

    /// <summary>Lines round them.</summary>
    public required Rgba Edge { get; init; }

    /// <summary>The ground of what can be set: fields, tracks, segments.</summary>
    public required Rgba Field { get; init; }

    /// <summary>The ground of what the mouse is over.</summary>
    public required Rgba Hover { get; init; }

    /// <summary>The ground of what is being pressed.</summary>
    public required Rgba Press { get; init; }

    /// <summary>The ground of what is on.</summary>
    public required Rgba On { get; init; }

    /// <summary>How far a slider has gone; what is on, as a line.</summary>
    public required Rgba Accent { get; init; }

    public required Rgba Text { get; init; }

    public required Rgba Secondary { get; init; }

    /// <summary>What cannot be used now.</summary>
    public required Rgba Faint { get; init; }

    /// <summary>What went wrong, and a film that is being taken.</summary>
    public required Rgba Fault { get; init; }

    /// <summary>What lies over the picture while a box asks for attention.</summary>
    public required Rgba Scrim { get; init; }

    /// <summary>The colours that go with a scene's theme.</summary>
    public static UiTheme Of(SceneTheme scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        return new UiTheme
        {
            Ground = scene.Panel,
            Edge = scene.PanelEdge,
            Field = scene.IsLight ? new Rgba(233, 237, 244) : new Rgba(27, 34, 51),
            Hover = scene.IsLight ? new Rgba(223, 229, 239) : new Rgba(37, 46, 68),
            Press = scene.IsLight ? new Rgba(206, 215, 230) : new Rgba(50, 62, 92),
            On = scene.IsLight ? new Rgba(205, 219, 243) : new Rgba(42, 58, 100),
            Accent = scene.IsLight ? new Rgba(44, 104, 186) : new Rgba(112, 160, 232),
            Text = scene.Text,
            Secondary = scene.IsLight ? scene.Secondary : scene.Secondary.Mix(scene.Text, 0.12f),
            Faint = scene.IsLight ? scene.Faint.Mix(scene.Panel, 0.25f) : scene.Faint.Mix(scene.Panel, 0.25f),
            Fault = scene.IsLight ? new Rgba(190, 38, 40) : new Rgba(244, 104, 96),
            Scrim = scene.Background with { A = 214 },
        };
    }
}
