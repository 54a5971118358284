using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Ui.Screens.Race;

/// <summary>Colours of lanes: none of them a way's, and told apart by brightness too.</summary>
internal static class RaceColours
{
    private static readonly Rgba[] OnInk = [new(94, 200, 255), new(255, 222, 120), new(255, 122, 150), new(150, 230, 150)];
    private static readonly Rgba[] OnPaper = [new(0, 112, 188), new(170, 108, 0), new(196, 22, 80), new(30, 110, 50)];

    /// <summary>The colour of a lane.</summary>
    public static Rgba Of(int lane, SceneTheme theme) => (theme.IsLight ? OnPaper : OnInk)[lane % OnInk.Length];
}
