using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Shots;
using TokenFlow.Scene.Theme;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Race;

/// <summary>The race's picture: lanes side by side, what they reach and cost, the timeline, and the list that is open.</summary>
/// <param name="field">The race.</param>
/// <param name="hand">The mouse over it.</param>
internal sealed class RacePicture(RaceField field, RaceHand hand)
{
    // A lane is a fifth as large as a run's picture.
    private const float InkShare = 5;

    private readonly RacePlots _plots = new();
    private SceneOptions _options = SceneOptions.Usual;
    private float _ink = -1;

    /// <summary>The theme that is on.</summary>
    public SceneTheme Theme { get; private set; } = SceneTheme.Dark();

    /// <summary>Puts a theme on.</summary>
    /// <param name="name">The theme's name; one that nobody knows is the dark one.</param>
    /// <param name="ink">How much line a picture may have for single edges.</param>
    public void Dress(string name, float ink)
    {
        if (name == Theme.Name && ink == _ink)
        {
            return;
        }

        _ink = ink;
        Theme = SceneTheme.Named(name) ?? SceneTheme.Dark();
        _options = new SceneOptions { ArcOnly = true, Panels = false, TokenTexts = false, SmoothHaze = true, EdgeInk = ink / InkShare };
    }

    /// <summary>Draws it.</summary>
    /// <param name="canvas">Where; all of it.</param>
    /// <param name="layout">Where what stands.</param>
    /// <param name="said">The line at the foot.</param>
    /// <param name="isMessage">Whether it is a message rather than the keys.</param>
    public void Draw(ICanvas canvas, RaceLayout layout, string said, bool isMessage)
    {
        RaceCourse course = field.Course;
        canvas.Clear(Theme.Background);
        for (int i = 0; i < field.Lanes.Count; i++)
        {
            Lane(canvas, layout, i);
        }

        RaceWords.Header(canvas, layout, Theme, course, field.Frame, field.CanAdd, layout.Add.Contains(hand.At) && hand.Menu is null);
        _plots.Reach(canvas, layout.Reach, layout.Unit, Theme, course, field.Lanes, field.Chosen, field.Frame);
        RacePlots.Cost(canvas, layout.Cost, layout.Unit, Theme, field.Lanes, field.Chosen);
        Timeline.Draw(canvas, layout.Timeline, Theme, layout.Unit, course.Layers, (float)field.Frame / course.FramesPerLayer);
        if (layout.Help.Height > 0)
        {
            var style = new TextStyle(11 * layout.Unit, isMessage ? Theme.Hub : Theme.Secondary);
            canvas.Text(Letters.Fit(canvas, said, style, layout.Help.Width), new Vector2(layout.Help.Left, layout.Help.Top + (13 * layout.Unit)), style);
        }

        if (hand.Menu is { } open)
        {
            layout.Menu(open, PatternChoice.Kinds.Count).Draw(canvas, Theme, PatternChoice.Kinds, field.Lanes[open].Kind, RaceLane.ColourOf(open, Theme), hand.At);
        }
    }

    private void Lane(ICanvas canvas, RaceLayout layout, int number)
    {
        RaceLane lane = field.Lanes[number];
        float unit = layout.Unit;
        Box box = layout.Lane(number), picture = layout.Picture(number);
        Rgba colour = RaceLane.ColourOf(number, Theme);
        bool isChosen = number == field.Chosen;
        canvas.Rectangle(box, Theme.Panel, 9 * unit);
        if (picture.Width >= 8 && picture.Height >= 8)
        {
            lane.Draw(canvas, picture, new ShotView(Theme.Name) { Options = _options });
            if (hand.Hovered is { } token && lane.TokenAt(token) is { } at)
            {
                canvas.Arc(at, 7 * unit, 0, MathF.Tau, new Stroke(colour, 2 * unit));
            }
        }

        canvas.Outline(box.Inset(0.5f), new Stroke(isChosen ? colour : Theme.PanelEdge, MathF.Max((isChosen ? 1.6f : 1) * unit, 1)), 8.5f * unit);
        if (layout.HasWords)
        {
            RaceWords.Lane(canvas, layout, Theme, lane, number, field.CanRemove, hand.Hovered, hand.At);
        }
    }
}
