using System.Globalization;
using System.Numerics;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Ramp;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Scene.Passes;

/// <summary>What the colours mean: ways, and dye on its logarithmic scale with ticks.</summary>
internal static class LegendPass
{
    public static void Draw(SceneFrame frame)
    {
        Box box = frame.Layout.Legend;
        if (!frame.Notes.Legend || !SceneLayout.Has(box))
        {
            return;
        }

        float x = box.Left;
        float baseline = box.Top + 15;
        Way(frame, ref x, baseline, EdgeWay.Window, "window");
        Way(frame, ref x, baseline, EdgeWay.Random, "random");
        Way(frame, ref x, baseline, EdgeWay.Hub, "hub");
        float left = MathF.Max(x + 4, box.Right - 204);
        if (box.Right - left > 84)
        {
            Ramp(frame, new Box(left, box.Top + 6, box.Right - left, 11));
        }
    }

    private static void Way(SceneFrame frame, ref float x, float baseline, EdgeWay way, string name)
    {
        var style = new TextStyle(TypeSize.Small, frame.Theme.Secondary);
        float y = baseline - 4;
        // Each sample is drawn as its edges are: bowed out, straight across, bent in.
        float bend = way switch { EdgeWay.Window => -7, EdgeWay.Random => 0, _ => 7 };
        var curve = new Curve(new Vector2(x, y), new Vector2(x + 9, y + bend), new Vector2(x + 18, y));
        frame.Canvas.Curves([curve], new Stroke(frame.Theme.Of(way), 2.2f, true));
        frame.Canvas.Text(name, new Vector2(x + 24, baseline), style);
        x += 24 + frame.Canvas.MeasureText(name, style) + 14;
    }

    private static void Ramp(SceneFrame frame, in Box box)
    {
        var style = new TextStyle(TypeSize.Note, frame.Theme.Secondary, FontWeight.Regular, TextAnchor.Middle);
        Box ramp = box;
        bool isWide = box.Width > 170;
        if (isWide)
        {
            TextStyle name = style with { Size = TypeSize.Small, Anchor = TextAnchor.Start };
            float named = frame.Canvas.MeasureText("dye", name) + 12;
            frame.Canvas.Text("dye", new Vector2(box.Left, box.Top + 9), name);
            // First what holds none, apart from the scale: zero has no place on a logarithmic one.
            var none = new Box(box.Left + named, box.Top, 14, box.Height);
            frame.Canvas.Rectangle(none, frame.Theme.Empty, 2);
            frame.Canvas.Text("none", new Vector2(none.Left + 7, box.Bottom + 13), style);
            ramp = new Box(none.Right + 24, box.Top, box.Right - none.Right - 24, box.Height);
        }

        frame.Canvas.Cells(ramp, DyeRamp.Steps, 1, frame.Theme.Ramp.Colours);

        int decades = frame.Scale.Decades;
        int step = !isWide ? decades : decades <= 5 ? 1 : decades <= 10 ? 2 : 3;
        List<LineSegment> ticks = frame.Scratch.Segments;
        ticks.Clear();
        for (int d = 0; d <= decades; d++)
        {
            float x = ramp.Right - (ramp.Width * d / decades);
            ticks.Add(new LineSegment(new Vector2(x, ramp.Bottom), new Vector2(x, ramp.Bottom + 3)));
            // Both ends always have their numbers; one that would touch the lower end's goes.
            bool isEnd = d == 0 || d == decades;
            if (isEnd || (d % step == 0 && decades - d >= step))
            {
                Power(frame, new Vector2(x, ramp.Bottom + 13), -d, style);
            }
        }

        frame.Canvas.Lines(SceneScratch.Of(ticks), new Stroke(frame.Theme.Secondary, 0.8f));
    }

    private static void Power(SceneFrame frame, Vector2 at, int exponent, in TextStyle style)
    {
        if (exponent == 0)
        {
            frame.Canvas.Text("1", at with { X = at.X - 1 }, style with { Anchor = TextAnchor.End });
            return;
        }

        string power = exponent.ToString(CultureInfo.InvariantCulture).Replace('-', '−');
        TextStyle small = style with { Size = style.Size * 0.76f, Anchor = TextAnchor.Start };
        float wide = frame.Canvas.MeasureText("10", style), raised = frame.Canvas.MeasureText(power, small);
        float left = at.X - ((wide + raised) / 2);
        frame.Canvas.Text("10", at with { X = left }, style with { Anchor = TextAnchor.Start });
        frame.Canvas.Text(power, new Vector2(left + wide + 0.5f, at.Y - 3.2f), small);
    }
}
