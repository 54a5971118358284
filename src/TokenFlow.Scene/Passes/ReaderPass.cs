using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Facts;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>
/// Readers: a ring round each, closed as far as it can tell the facts; outside the arc a strip of tiles in the facts' colours
/// and order, lit where it reads the fact, hollow where not, and how many those are. A tile of several facts is lit in part.
/// </summary>
internal static class ReaderPass
{
    // Beyond, rings are dots: none of so many is looked at by itself.
    private const int MostRings = 64;

    public static void Draw(SceneFrame frame)
    {
        Rings(frame, frame.Snapshot.Readers);
        if (frame.ReaderPlan.Tiles == 0 || frame.Readers.Strips.Count == 0 || frame.Facts.Facts == 0)
        {
            return;
        }

        Leaders(frame);
        Tiles(frame);
        if (frame.ReaderPlan.Words > 0)
        {
            Counts(frame);
        }
    }

    private static void Rings(SceneFrame frame, ReadOnlySpan<ReaderSnapshot> readers)
    {
        ArcLayout arc = frame.Arc;
        float radius = RingOf(arc);
        bool areDots = readers.Length > MostRings;
        for (int r = 0; r < readers.Length; r++)
        {
            if ((uint)readers[r].Token >= (uint)frame.Tokens)
            {
                continue;
            }

            Vector2 at = arc.TokenAt(readers[r].Token);
            float share = frame.Facts.Facts == 0 ? 0 : readers[r].Facts / (float)frame.Facts.Facts;
            if (areDots)
            {
                frame.Canvas.Discs([at], radius * 0.45f, frame.Theme.Secondary.Mix(frame.Theme.Text, share));
                continue;
            }

            frame.Canvas.Arc(at, radius, 0, MathF.Tau, new Stroke(frame.Theme.Background, 3.2f));
            frame.Canvas.Arc(at, radius, 0, MathF.Tau, new Stroke(frame.Theme.Faint, 1.6f));
            if (share > 0)
            {
                frame.Canvas.Arc(at, radius, -MathF.PI / 2, MathF.Tau * Math.Min(share, 1), new Stroke(frame.Theme.Text, 2));
            }
        }
    }

    private static float RingOf(ArcLayout arc) => arc.Style == ArcStyle.Texts ? arc.DiscRadius + 2.8f : 5.6f;

    private static void Leaders(SceneFrame frame)
    {
        ArcLayout arc = frame.Arc;
        float from = RingOf(arc) + 1.6f;
        List<LineSegment> segments = frame.Scratch.Segments;
        segments.Clear();
        foreach (ReaderStrip strip in frame.Readers.Strips)
        {
            for (int r = strip.First; r < strip.First + strip.Count; r++)
            {
                int token = frame.Readers.Order[r].Token;
                segments.Add(new LineSegment(arc.TokenAt(token) + (arc.Curve.NormalAt(ArcGeometry.PlaceOf(token, frame.Tokens)) * from), strip.Foot - (strip.Outwards * 2)));
            }
        }

        frame.Canvas.Lines(SceneScratch.Of(segments), new Stroke(frame.Theme.Text.Fade(0.42f), 0.9f));
    }

    private static void Tiles(SceneFrame frame)
    {
        ReaderPlan plan = frame.ReaderPlan;
        FactView facts = frame.Facts;
        List<LineSegment> segments = frame.Scratch.Segments;
        ReadOnlySpan<Rgba> colours = frame.Theme.Facts.Of(facts.Slots);
        float side = plan.Side - MathF.Min(0.9f, plan.Side * 0.22f);
        bool isHollow = side >= 3;
        int tile = 0;
        while (tile < facts.Tiles)
        {
            int slot = facts.SlotOf[facts.FirstOf(tile)], next = tile + 1;
            while (next < facts.Tiles && facts.SlotOf[facts.FirstOf(next)] == slot)
            {
                next++;
            }

            Fill(frame, tile, next, side, isLit: false);
            if (segments.Count > 0)
            {
                frame.Canvas.Lines(SceneScratch.Of(segments), new Stroke(colours[slot].Mix(frame.Theme.Background, isHollow ? 0.5f : 0.74f), side));
            }

            if (isHollow && segments.Count > 0)
            {
                for (int i = 0; i < segments.Count; i++)
                {
                    segments[i] = Shrunk(segments[i], side - 1.9f);
                }

                frame.Canvas.Lines(SceneScratch.Of(segments), new Stroke(frame.Theme.Background, side - 1.9f));
            }

            Fill(frame, tile, next, side, isLit: true);
            if (segments.Count > 0)
            {
                frame.Canvas.Lines(SceneScratch.Of(segments), new Stroke(colours[slot], side));
            }

            tile = next;
        }
    }

    // The tiles from first to last of all strips: those not wholly lit, or the part of each that is.
    private static void Fill(SceneFrame frame, int first, int last, float side, bool isLit)
    {
        ReaderPlan plan = frame.ReaderPlan;
        List<LineSegment> segments = frame.Scratch.Segments;
        segments.Clear();
        foreach (ReaderStrip strip in frame.Readers.Strips)
        {
            var across = new Vector2(-strip.Outwards.Y, strip.Outwards.X);
            for (int tile = first; tile < last; tile++)
            {
                float share = ShareOf(frame, strip, tile);
                if (isLit ? share <= 0 : share >= 1)
                {
                    continue;
                }

                (int row, int column) = Math.DivRem(tile, plan.Columns);
                Vector2 foot = strip.Foot + (strip.Outwards * row * plan.Side) + (across * ((column - ((plan.Columns - 1) / 2f)) * plan.Side));
                segments.Add(new LineSegment(foot, foot + (strip.Outwards * side * (isLit ? share : 1))));
            }
        }
    }

    private static float ShareOf(SceneFrame frame, in ReaderStrip strip, int tile)
    {
        float sum = 0;
        for (int r = strip.First; r < strip.First + strip.Count; r++)
        {
            sum += frame.Facts.TilesOf(frame.Readers.Order[r].Reader)[tile];
        }

        return sum / strip.Count;
    }

    private static LineSegment Shrunk(in LineSegment segment, float length)
    {
        Vector2 middle = (segment.From + segment.To) / 2, along = Vector2.Normalize(segment.To - segment.From) * (length / 2);
        return new LineSegment(middle - along, middle + along);
    }

    private static void Counts(SceneFrame frame)
    {
        ReaderPlan plan = frame.ReaderPlan;
        int facts = frame.Facts.Facts;
        foreach (ReaderStrip strip in frame.Readers.Strips)
        {
            float read = 0;
            for (int r = strip.First; r < strip.First + strip.Count; r++)
            {
                read += frame.Facts.CountOf[frame.Readers.Order[r].Reader];
            }

            read /= strip.Count;
            // Along the strip, turned so that it never stands on its head.
            bool isRight = strip.Outwards.X >= 0;
            Vector2 along = isRight ? strip.Outwards : -strip.Outwards;
            var style = new TextStyle(
                TypeSize.Note, read >= facts / 2f ? frame.Theme.Text : frame.Theme.Secondary, FontWeight.Bold, isRight ? TextAnchor.Start : TextAnchor.End, MathF.Atan2(along.Y, along.X));
            Vector2 at = strip.Foot + (strip.Outwards * (plan.TilesLength + ReaderPlan.Gap)) + (new Vector2(-along.Y, along.X) * (TypeSize.Note * 0.34f));
            frame.Canvas.Text(ReaderPlan.CountOf(read, facts, strip.Count > 1), at, style);
        }
    }
}
