using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>
/// Texts round the arc. No two overlap: where room is short, origins, hubs and special tokens keep theirs, then
/// words before their ends and signs. Which ones show depends on the text alone, so nothing flickers as dye moves.
/// </summary>
internal static class TextPass
{
    private const int Ranks = 6;

    public static void Draw(SceneFrame frame)
    {
        if (frame.Arc.HasTexts)
        {
            Texts(frame);
        }
        else
        {
            Names(frame);
        }

        Numbers(frame);
    }

    private static void Texts(SceneFrame frame)
    {
        int tokens = frame.Tokens;
        TextPlan plan = frame.TextPlan;
        Span<bool> isShown = stackalloc bool[tokens];
        Choose(frame, isShown);

        for (int i = 0; i < tokens; i++)
        {
            if (!isShown[i])
            {
                continue;
            }

            TracerSnapshot? tracer = TracerAt(frame, i);
            string text = Letters.Piece(frame.Snapshot.Subject.Pieces[i]);
            float place = ArcGeometry.PlaceOf(i, tokens);
            Vector2 normal = frame.Arc.Curve.NormalAt(place);
            float level = frame.Scale.Level(frame.Dye[i]);
            TokenSnapshot token = frame.Snapshot.Tokens[i];
            Rgba colour = tracer is not null ? frame.Theme.Text
                : frame.Facts.PlaceOf(i) is >= 0 and int fact ? frame.Theme.Facts.Of(frame.Facts.Slots)[frame.Facts.SlotOf[fact]]
                : token.IsHub ? (token.IsCut ? frame.Theme.Cut : frame.Theme.Hub)
                : level < 0 ? frame.Theme.Faint
                : frame.Theme.Secondary.Mix(frame.Theme.Text, level);
            var style = new TextStyle(plan.Size, colour, tracer is not null || token.IsHub ? FontWeight.Bold : FontWeight.Regular);
            if (plan.IsAlong)
            {
                Along(frame, text, place, normal, style);
            }
            else
            {
                Outwards(frame, text, place, normal, style, plan.Room);
            }
        }
    }

    private static void Along(SceneFrame frame, string text, float place, Vector2 normal, in TextStyle style)
    {
        // Upright on the upper half, turned over on the lower one, so that nothing stands on its head.
        bool isTop = normal.Y <= 0.2f;
        float angle = isTop ? MathF.Atan2(normal.X, -normal.Y) : MathF.Atan2(-normal.X, normal.Y);
        float offset = frame.Arc.TextOffset + (isTop ? 0 : style.Size * 0.72f);
        frame.Canvas.Text(text, frame.Arc.Curve.At(place, offset), style with { Anchor = TextAnchor.Middle, Angle = angle });
    }

    private static void Outwards(SceneFrame frame, string text, float place, Vector2 normal, in TextStyle style, float room)
    {
        bool isRight = normal.X >= 0;
        Vector2 outwards = isRight ? normal : -normal;
        var across = new Vector2(-outwards.Y, outwards.X);
        TextStyle turned = style with
        {
            Anchor = isRight ? TextAnchor.Start : TextAnchor.End,
            Angle = MathF.Atan2(outwards.Y, outwards.X),
        };
        text = Letters.Fit(frame.Canvas, text, turned, room + 1);
        frame.Canvas.Text(text, frame.Arc.Curve.At(place, frame.Arc.TextOffset) + (across * (style.Size * 0.34f)), turned);
    }

    // Greedy by rank: a text shows unless one that shows already stands too near.
    private static void Choose(SceneFrame frame, Span<bool> isShown)
    {
        TextPlan plan = frame.TextPlan;
        int apart = plan.IsAlong ? 1 : Math.Max((int)MathF.Ceiling(plan.Size * 0.98f / MathF.Max(frame.Arc.Spacing, 0.01f)), 1);
        for (int rank = 0; rank < Ranks; rank++)
        {
            for (int i = 0; i < isShown.Length; i++)
            {
                if (RankOf(frame, i) != rank)
                {
                    continue;
                }

                bool isFree = !IsCovered(frame, ArcGeometry.PlaceOf(i, isShown.Length), plan.IsAlong ? frame.Arc.Spacing * 0.5f : plan.Size * 0.6f);
                for (int j = Math.Max(i - apart + 1, 0); j < Math.Min(i + apart, isShown.Length); j++)
                {
                    isFree &= !isShown[j];
                }

                isShown[i] = isFree;
            }
        }
    }

    // Whether a reader's strip stands there.
    private static bool IsCovered(SceneFrame frame, float place, float half)
    {
        float reach = (half + (frame.ReaderPlan.Width / 2)) / MathF.Max(frame.Arc.Curve.Length, 1);
        foreach (ReaderStrip strip in frame.Readers.Strips)
        {
            if (MathF.Abs(strip.Place - place) < reach)
            {
                return true;
            }
        }

        return false;
    }

    private static int RankOf(SceneFrame frame, int token)
    {
        if (TracerAt(frame, token) is not null)
        {
            return 0;
        }

        TokenSnapshot state = frame.Snapshot.Tokens[token];
        if (state.IsHub || frame.Facts.PlaceOf(token) >= 0 || state.Role is TokenRole.Special or TokenRole.Memory)
        {
            return 1;
        }

        if (token == 0 || token == frame.Tokens - 1)
        {
            return 2;
        }

        string piece = frame.Snapshot.Subject.Pieces[token];
        ReadOnlySpan<char> word = piece.AsSpan().Trim();
        if (word.Length == 0 || !char.IsLetterOrDigit(word[0]))
        {
            return 5;
        }

        return word.Length >= 4 ? 3 : 4;
    }

    private static TracerSnapshot? TracerAt(SceneFrame frame, int token)
    {
        for (int i = 0; i < frame.Snapshot.Tracers.Count; i++)
        {
            TracerSnapshot tracer = frame.Snapshot.Tracers[i];
            if (tracer.Origin == token)
            {
                return tracer;
            }
        }

        return null;
    }

    // Where tokens have no texts the origins still have names, upright beside their marks.
    private static void Names(SceneFrame frame)
    {
        foreach (TracerSnapshot tracer in frame.Snapshot.Tracers)
        {
            if ((uint)tracer.Origin >= (uint)frame.Tokens)
            {
                continue;
            }

            float place = ArcGeometry.PlaceOf(tracer.Origin, frame.Tokens);
            if (IsCovered(frame, place, 40))
            {
                continue;
            }

            var style = new TextStyle(TypeSize.Small, frame.Theme.Text, FontWeight.Bold);
            string text = Letters.Quoted(frame.Snapshot.Subject.Pieces[tracer.Origin]);
            Upright(frame, text, place, frame.Arc.InnerEdge + frame.Arc.BowHeight + 4, style);
        }
    }

    // Positions along the arc: its ends, and in crowds round numbers between.
    private static void Numbers(SceneFrame frame)
    {
        int tokens = frame.Tokens;
        if (frame.Layout.Stage.Height < 200)
        {
            return;
        }

        var style = new TextStyle(TypeSize.Note, frame.Theme.Faint, FontWeight.Regular, TextAnchor.Middle);
        ArcLayout arc = frame.Arc;
        Vector2 start = arc.Curve.At(0), end = arc.Curve.At(1);
        frame.Canvas.Text("0", start + new Vector2(13, arc.Style == ArcStyle.Texts ? 9 : 5), style with { Anchor = TextAnchor.Start });
        frame.Canvas.Text((tokens - 1).ToString(CultureInfo.InvariantCulture), end + new Vector2(-13, arc.Style == ArcStyle.Texts ? 9 : 5), style with { Anchor = TextAnchor.End });
        if (arc.Style == ArcStyle.Texts)
        {
            return;
        }

        int step = Step(tokens);
        List<LineSegment> ticks = frame.Scratch.Segments;
        ticks.Clear();
        for (int i = step; i < tokens - (step / 3); i += step)
        {
            float place = ArcGeometry.PlaceOf(i, tokens);
            if (IsNearOrigin(frame, place) || IsCovered(frame, place, 22))
            {
                continue;
            }

            float outside = arc.InnerEdge + arc.BowHeight;
            ticks.Add(new LineSegment(arc.Curve.At(place, outside), arc.Curve.At(place, outside + 4)));
            Upright(frame, Letters.Count(i), place, outside + 8, style);
        }

        frame.Canvas.Lines(SceneScratch.Of(ticks), new Stroke(frame.Theme.Faint, 1));
    }

    private static void Upright(SceneFrame frame, string text, float place, float outwards, in TextStyle style)
    {
        Vector2 normal = frame.Arc.Curve.NormalAt(place);
        TextAnchor anchor = normal.X > 0.35f ? TextAnchor.Start : normal.X < -0.35f ? TextAnchor.End : TextAnchor.Middle;
        Vector2 at = frame.Arc.Curve.At(place, outwards) + new Vector2(0, style.Size * (0.36f + (0.36f * normal.Y)));
        frame.Canvas.Text(text, at, style with { Anchor = anchor });
    }

    private static bool IsNearOrigin(SceneFrame frame, float place)
    {
        for (int i = 0; i < frame.Snapshot.Tracers.Count; i++)
        {
            TracerSnapshot tracer = frame.Snapshot.Tracers[i];
            if (MathF.Abs(ArcGeometry.PlaceOf(tracer.Origin, frame.Tokens) - place) * frame.Arc.Curve.Length < 44)
            {
                return true;
            }
        }

        return false;
    }

    // A power of two or such that makes about ten steps: positions of text come in those.
    private static int Step(int tokens)
    {
        int step = 32;
        while (tokens / step > 12)
        {
            step *= 2;
        }

        return step;
    }
}
