using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Ui.Screens.Race;

/// <summary>What stands on and over the lanes in words.</summary>
internal static class RaceWords
{
    /// <summary>Title, what is raced on, and the button that adds a lane.</summary>
    public static void Header(ICanvas canvas, RaceLayout layout, SceneTheme theme, RaceCourse course, long frame, bool canAdd, bool isOverAdd)
    {
        Box box = layout.Header;
        if (!(box.Height > 0))
        {
            return;
        }

        float unit = layout.Unit;
        float width = box.Width - (canAdd ? layout.Add.Width + (16 * unit) : 0);
        var title = new TextStyle(22 * unit, theme.Text, FontWeight.Bold);
        canvas.Text(Letters.Fit(canvas, $"Race: {course.Title}", title, width), new Vector2(box.Left, box.Top + (22 * unit)), title);
        var line = new TextStyle(13 * unit, theme.Secondary);
        canvas.Text(Letters.Fit(canvas, Status(course, frame), line, width), new Vector2(box.Left, box.Top + (45 * unit)), line);
        if (!canAdd)
        {
            return;
        }

        Box add = layout.Add;
        canvas.Rectangle(add, isOverAdd ? theme.PanelEdge : theme.Panel, 6 * unit);
        canvas.Outline(add.Inset(0.5f), new Stroke(theme.PanelEdge, MathF.Max(unit, 1)), 5.5f * unit);
        canvas.Text("+ add a pattern", new Vector2(add.Centre.X, add.Centre.Y + (4 * unit)), new TextStyle(11 * unit, theme.Text, FontWeight.Regular, TextAnchor.Middle));
    }

    /// <summary>A lane's words: pattern, parameters, and what is said of the token that is pointed at.</summary>
    public static void Lane(ICanvas canvas, RaceLayout layout, SceneTheme theme, RaceLane lane, int number, bool canRemove, int? hovered, Vector2 mouse)
    {
        Box box = layout.Lane(number);
        Rgba colour = RaceLane.ColourOf(number, theme);
        float unit = layout.Unit, left = box.Left + (14 * unit);
        float width = box.Width - (28 * unit) - (canRemove ? 22 * unit : 0);
        var name = new TextStyle(13 * unit, colour, FontWeight.Bold);
        string title = Letters.Fit(canvas, $"{(number + 1).ToString(CultureInfo.InvariantCulture)}  {lane.Kind}", name, width - (16 * unit));
        canvas.Text(title, new Vector2(left, box.Top + (21 * unit)), name);

        // A triangle that points down: there is a list.
        float x = left + canvas.MeasureText(title, name) + (9 * unit), y = box.Top + (16.5f * unit), arm = 3.6f * unit;
        canvas.Polygon([new Vector2(x - arm, y - (arm * 0.6f)), new Vector2(x + arm, y - (arm * 0.6f)), new Vector2(x, y + (arm * 0.8f))], layout.Choice(number).Contains(mouse) ? theme.Text : theme.Secondary);
        string parameters = lane.Label.StartsWith(lane.Kind, StringComparison.Ordinal) ? lane.Label[lane.Kind.Length..].Trim() : lane.Label;
        var small = new TextStyle(11 * unit, theme.Secondary);
        canvas.Text(Letters.Fit(canvas, parameters, small, box.Width - (28 * unit)), new Vector2(left, box.Top + (39 * unit)), small);
        if (canRemove)
        {
            Box cross = layout.Remove(number);
            float half = 4 * unit;
            Rgba ink = cross.Contains(mouse) ? theme.Text : theme.Faint;
            canvas.Lines(
                [new LineSegment(cross.Centre - new Vector2(half), cross.Centre + new Vector2(half)), new LineSegment(cross.Centre + new Vector2(-half, half), cross.Centre + new Vector2(half, -half))],
                new Stroke(ink, 1.4f * unit, true));
        }

        var foot = new TextStyle(11 * unit, theme.Text, FontWeight.Regular, TextAnchor.Middle);
        canvas.Text(Letters.Fit(canvas, Said(lane, hovered), foot, box.Width - (20 * unit)), new Vector2(box.Centre.X, box.Bottom - (10 * unit)), foot);
    }

    private static string Said(RaceLane lane, int? hovered)
    {
        FrameSnapshot snapshot = lane.Snapshot;
        if (hovered is not { } token)
        {
            return $"{Letters.Count(lane.ReachAfter(snapshot.CompletedLayers))} of {Letters.Count(snapshot.Tokens.Length)} reached · {Letters.Count(lane.Edges)} edges";
        }

        int row = token + lane.Memory;
        TracerSnapshot tracer = snapshot.Tracers[0];
        int arrival = tracer.Arrival[row];
        string when = arrival < 0 ? "not reached yet" : arrival == 0 ? "where the dye fell" : $"reached in layer {tracer.DropLayer + arrival}";
        return $"{Letters.Quoted(snapshot.Subject.Pieces[row])} {token}: {when}, {Letters.Percent(tracer.Total(row))}";
    }

    private static string Status(RaceCourse course, long frame)
    {
        long done = frame / course.FramesPerLayer;
        string when = frame >= course.EndFrame ? $"after {course.Layers} layers" : $"layer {done + 1} of {course.Layers}";
        string text = course.IsClipped ? $"the first {Letters.Count(course.Count)} tokens of the text" : $"{Letters.Count(course.Count)} tokens";
        return $"{when}: {text}, one clock, one drop of dye on token {course.Origin}";
    }
}
