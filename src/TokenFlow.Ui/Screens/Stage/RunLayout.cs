using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lessons;
using TokenFlow.Session.Runs;

namespace TokenFlow.Ui.Screens.Stage;

/// <summary>Which part of a run's window stands where, in pixels.</summary>
internal sealed class RunLayout
{
    private bool _hasRecall;

    /// <summary>Pixels of a unit of type and spacing: 1 in a window of 1280 x 720.</summary>
    public float Unit { get; private init; } = 1;

    /// <summary>All of the window.</summary>
    public Box Window { get; private init; }

    /// <summary>The bar of buttons along the lower edge.</summary>
    public Box Bar { get; private init; }

    /// <summary>The controls on the left; empty when closed.</summary>
    public Box Side { get; private init; }

    /// <summary>The scene.</summary>
    public Box Picture { get; private init; }

    /// <summary>Whether the scene has any room.</summary>
    public bool HasPicture => Picture.Width >= 1 && Picture.Height >= 1;

    /// <summary>The attention matrix; empty when it is not shown.</summary>
    public Box Matrix { get; private init; }

    /// <summary>The strip in which a lesson speaks; empty without one.</summary>
    public Box Lesson { get; private init; }

    /// <summary>The scene's own layout, in its units, from the picture's top left corner.</summary>
    public SceneLayout Scene => field ??= SceneLayout.For(new Vector2(Picture.Width, Picture.Height), panels: true, recall: _hasRecall);

    /// <summary>The layout of a window of a size.</summary>
    /// <param name="size">The size.</param>
    /// <param name="view">What is open.</param>
    /// <param name="hasLesson">Whether a lesson speaks.</param>
    /// <param name="hasRecall">Whether the run has a recall task, whose figures take room in the scene.</param>
    public static RunLayout For(Vector2 size, SessionView view, bool hasLesson = false, bool hasRecall = false)
    {
        float unit = Math.Clamp(MathF.Min(size.X / 1280, size.Y / 720), 0.75f, 8);
        float bar = size.Y >= 300 * unit ? 40 * unit : 0;
        float side = view.Panels && size.X >= 620 * unit && size.Y >= 300 * unit ? 236 * unit : 0;
        float lesson = hasLesson ? MathF.Min(LessonStrip.HeightOf(size), MathF.Max(size.Y - bar, 0)) : 0;
        var body = new Box(side, 0, MathF.Max(size.X - side, 0), MathF.Max(size.Y - bar - lesson, 0));
        float matrix = view.Matrix && body.Width >= 420 * unit && body.Height >= 200 * unit ? MathF.Min(body.Width * 0.44f, body.Height) : 0;
        return new RunLayout
        {
            _hasRecall = hasRecall,
            Unit = unit,
            Window = new Box(0, 0, size.X, size.Y),
            Lesson = new Box(0, body.Bottom, size.X, lesson),
            Bar = new Box(0, size.Y - bar, size.X, bar),
            Side = new Box(0, 0, side, body.Height),
            Picture = body with { Width = body.Width - matrix },
            Matrix = new Box(body.Right - matrix, body.Top, matrix, body.Height),
        };
    }
}
