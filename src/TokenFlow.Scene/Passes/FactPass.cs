using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Facts;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;

namespace TokenFlow.Scene.Passes;

/// <summary>Facts as diamonds in their colours at the tokens that they were written at; hollow once most readers have lost them.</summary>
internal static class FactPass
{
    public static void Draw(SceneFrame frame)
    {
        FactView facts = frame.Facts;
        if (facts.Facts == 0)
        {
            return;
        }

        ArcLayout arc = frame.Arc;
        // All stand out of the row, but never so that neighbours become one.
        float half = Math.Clamp((arc.DiscRadius * 1.25f) + 1.4f, facts.Facts <= 32 ? 4.8f : 3, 6.5f);
        half = arc.Style == ArcStyle.Band ? MathF.Max(arc.BandThickness * 0.42f, 2) : half;
        half *= Math.Clamp(arc.Curve.Length / (2.6f * half * facts.Facts), 0.55f, 1);
        bool isKnown = frame.Snapshot.CompletedLayers > 0;
        if (!isKnown)
        {
            half *= 1 + (0.3f * frame.Clock.Pulse);
        }

        List<LineSegment> all = frame.Scratch.Segments;
        ReadOnlySpan<Rgba> colours = frame.Theme.Facts.Of(facts.Slots);
        all.Clear();
        foreach ((int token, _) in facts.Order)
        {
            all.Add(Diamond(arc.TokenAt(token), half + 1.3f));
        }

        frame.Canvas.Lines(SceneScratch.Of(all), new Stroke(frame.Theme.Background, Side(half + 1.3f)));
        int i = 0;
        while (i < facts.Facts)
        {
            all.Clear();
            int slot = facts.SlotOf[i];
            for (; i < facts.Facts && facts.SlotOf[i] == slot; i++)
            {
                all.Add(Diamond(arc.TokenAt(facts.Order[i].Token), half));
            }

            frame.Canvas.Lines(SceneScratch.Of(all), new Stroke(colours[slot], Side(half)));
        }

        all.Clear();
        for (i = 0; isKnown && i < facts.Facts; i++)
        {
            if (facts.ShareOf[i] < 0.5f)
            {
                all.Add(Diamond(arc.TokenAt(facts.Order[i].Token), half * 0.62f));
            }
        }

        if (all.Count > 0)
        {
            frame.Canvas.Lines(SceneScratch.Of(all), new Stroke(frame.Theme.Background, Side(half * 0.62f)));
        }
    }

    // A square on its corner is a piece of line as wide as long: many of one colour are one call.
    private static LineSegment Diamond(Vector2 at, float half)
    {
        var along = new Vector2(half / 2, half / 2);
        return new LineSegment(at - along, at + along);
    }

    private static float Side(float half) => half * 1.41421356f;
}
