using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>
/// A hub's capacity as a glass vessel with its mouth on top. It fills with what the hub is asked to carry, turns white-hot
/// where that is all it can, and what it refuses runs over its rim and drips away. Drops move while a layer runs, whole turns
/// of one cycle, so that they hang where they were when it rests; they have the colours of the facts that got lost, where
/// there are any.
/// </summary>
internal static class VesselPass
{
    // Half of the mouth's opening, in radians.
    private const float Mouth = 0.5f;
    private const float Top = -MathF.PI / 2;
    private const float GoldenPart = 0.618034f;
    private const int MostDrops = 16;
    private const int Fades = 3;
    private const int LevelPieces = 28;

    /// <summary>The radius of the sun within a vessel.</summary>
    public static float CoreOf(float radius) => radius * (radius > 20 ? 0.55f : 0.48f);

    /// <summary>How full a group's vessel is, in [0, 1]: the mean of its hubs' demands, each no more than full.</summary>
    public static float FillOf(IReadOnlyList<HubSnapshot> hubs, in HubGroup group)
    {
        float sum = 0;
        for (int h = group.First; h < group.First + group.Count; h++)
        {
            sum += float.IsFinite(hubs[h].Flow.Demand) && !hubs[h].IsCut ? Math.Clamp(hubs[h].Flow.Demand, 0, 1) : 0;
        }

        return sum / group.Count;
    }

    /// <summary>Whether a group's vessel is full.</summary>
    public static bool IsHot(IReadOnlyList<HubSnapshot> hubs, in HubGroup group) => FillOf(hubs, group) >= 1;

    /// <summary>The share that a group's hubs refuse, in [0, 1].</summary>
    public static float RefusedOf(IReadOnlyList<HubSnapshot> hubs, in HubGroup group)
    {
        float sum = 0;
        for (int h = group.First; h < group.First + group.Count; h++)
        {
            sum += CapacityWords.RefusedBy(hubs[h]);
        }

        return sum / group.Count;
    }

    /// <summary>How far below a vessel's middle its drops fall.</summary>
    public static float FallOf(float radius) => (radius * 1.9f) + 16;

    /// <summary>The vessel with what it holds; the suns within are drawn upon it, then <see cref="Glass"/>.</summary>
    public static void Draw(SceneFrame frame, in HubGroup group, float dye, bool isCut)
    {
        SceneTheme theme = frame.Theme;
        float fill = isCut ? 0 : FillOf(frame.Snapshot.Hubs, group);
        bool isHot = fill >= 1;
        float lit = MathF.Max(dye, 0);
        if (!isCut)
        {
            float breath = isHot ? 0.1f * frame.Clock.Flash : 0;
            frame.Canvas.PushBlend(theme.LightBlend);
            frame.Canvas.Glow(group.At, group.Radius * (2.1f + (1.1f * lit)), theme.Hub.Fade(theme.IsLight ? 0.10f + (0.12f * lit) : 0.12f + (0.26f * lit)));
            if (isHot)
            {
                frame.Canvas.Glow(group.At, group.Radius * (2.3f + breath), theme.SunCore.Fade(theme.IsLight ? 0.4f : 0.85f));
            }

            frame.Canvas.PopBlend();
        }

        float wall = WallOf(group.Radius);
        Rgba inside = Inside(theme);
        frame.Canvas.Discs([group.At], group.Radius + 1, theme.Background);
        frame.Canvas.Discs([group.At], group.Radius - (wall / 2), inside);
        Liquid(frame, group, fill, wall);
    }

    /// <summary>The glass: its wall, its lips, a light upon it.</summary>
    public static void Glass(SceneFrame frame, in HubGroup group, bool isCut)
    {
        SceneTheme theme = frame.Theme;
        float wall = WallOf(group.Radius), radius = group.Radius - (wall / 2);
        bool isHot = !isCut && IsHot(frame.Snapshot.Hubs, group);
        Rgba glass = isCut ? theme.Cut : isHot ? theme.SunCore : theme.Secondary.Mix(theme.Text, theme.IsLight ? 0.35f : 0.55f);
        frame.Canvas.Arc(group.At, radius, Top + Mouth, MathF.Tau - (2 * Mouth), new Stroke(glass, wall));

        // Lips turned outwards, or a vessel would be a ring with a gap.
        float lip = MathF.Max(group.Radius * 0.17f, 1.6f);
        Span<LineSegment> lips = stackalloc LineSegment[2];
        for (int side = 0; side < 2; side++)
        {
            float sign = side == 0 ? -1 : 1;
            Vector2 rim = On(group.At, radius, Top + (sign * Mouth));
            lips[side] = new LineSegment(rim, rim + new Vector2(sign * lip * 0.9f, -lip * 0.62f));
        }

        frame.Canvas.Lines(lips, new Stroke(glass, wall, true));
        if (group.Radius >= 12)
        {
            frame.Canvas.Arc(group.At, radius - wall - 0.6f, MathF.PI + 0.25f, 0.75f, new Stroke((theme.IsLight ? theme.Background : theme.Text).Fade(isHot ? 0.75f : 0.4f), wall * 0.7f, true));
        }
    }

    /// <summary>What runs over, of all vessels.</summary>
    public static void Drops(SceneFrame frame)
    {
        IReadOnlyList<HubSnapshot> hubs = frame.Snapshot.Hubs;
        List<Vector2>[] drops = frame.Scratch.DiscBatches;
        SceneScratch.Clear(drops);
        List<int> lost = frame.Facts.Lost;
        // Before readers can have got anything, what they lack is not lost yet.
        bool hasColours = lost.Count > 0 && frame.Snapshot.CompletedLayers > 0;
        int slots = frame.Facts.Slots;
        float size = 0;
        int vessel = 0;
        foreach (HubGroup group in frame.Hubs.Groups)
        {
            if (!group.IsVessel)
            {
                continue;
            }

            size = MathF.Max(size, DropOf(group.Radius));
            float amount = RefusedOf(hubs, group) * MostDrops * Math.Clamp(group.Radius / 26, 0.3f, 1);
            int count = (int)MathF.Ceiling(amount);
            for (int d = 0; d < count; d++)
            {
                // The last drop is on its way in as the amount grows: from the rim, not out of nothing.
                float phase = (GoldenPart * (d + 1)) + (0.37f * vessel) + (2 * frame.Clock.Travel);
                phase -= MathF.Floor(phase);
                int slot = hasColours ? lost[((d * lost.Count / Math.Max(count, 1)) + vessel) % lost.Count] : slots;
                int fade = Math.Clamp((int)(Fades * (phase - 0.42f) / 0.58f), 0, Fades - 1);
                drops[(slot * Fades) + fade].Add(At(group, d, phase));
            }

            vessel++;
        }

        ReadOnlySpan<Rgba> colours = frame.Theme.Facts.Of(slots);
        for (int slot = 0; slot <= slots; slot++)
        {
            Rgba colour = slot < slots ? colours[slot] : frame.Theme.Hub;
            for (int fade = Fades - 1; fade >= 0; fade--)
            {
                List<Vector2> batch = drops[(slot * Fades) + fade];
                if (batch.Count == 0)
                {
                    continue;
                }

                Rgba shown = colour.Fade(1 - (0.3f * fade));
                float radius = size * (1 - (0.12f * fade));
                // Drawn out upwards: shoulders and a tip.
                Tails(frame, batch, radius * 0.75f, new Stroke(shown, radius * 1.3f, true));
                Tails(frame, batch, radius * 1.9f, new Stroke(shown, radius * 0.62f, true));
                frame.Canvas.Discs(SceneScratch.Of(batch), radius, shown);
            }
        }
    }

    private static void Tails(SceneFrame frame, List<Vector2> heads, float length, in Stroke stroke)
    {
        List<LineSegment> tails = frame.Scratch.Segments;
        tails.Clear();
        foreach (Vector2 at in heads)
        {
            tails.Add(new LineSegment(at, at - new Vector2(0, length)));
        }

        frame.Canvas.Lines(SceneScratch.Of(tails), stroke);
    }

    private static Rgba Inside(SceneTheme theme) => theme.Background.Mix(theme.Panel, 0.7f).Mix(theme.Hub, theme.IsLight ? 0.05f : 0.08f);

    private static float WallOf(float radius) => Math.Clamp(radius * 0.085f, 1.1f, 2.4f);

    private static float DropOf(float radius) => Math.Clamp(radius * 0.085f, 1, 2.6f);

    private static Vector2 On(Vector2 centre, float radius, float angle)
    {
        (float sin, float cos) = MathF.SinCos(angle);
        return centre + new Vector2(cos * radius, sin * radius);
    }

    // From the rim down the outside of the wall, then free.
    private static Vector2 At(in HubGroup group, int drop, float phase)
    {
        const float OnWall = 0.42f;
        float side = drop % 2 == 0 ? 1 : -1;
        float spread = GoldenPart * ((drop / 2) + 1);
        spread -= MathF.Floor(spread);
        float from = Top + (side * Mouth), to = (MathF.PI / 2) - (side * (0.25f + (0.75f * spread)));
        if (side < 0)
        {
            from += MathF.Tau;
        }

        float radius = group.Radius + (DropOf(group.Radius) * 0.9f);
        float slide = MathF.Min(phase / OnWall, 1);
        Vector2 at = On(group.At, radius, from + ((to - from) * slide * slide));
        float fall = MathF.Max(phase - OnWall, 0) / (1 - OnWall);
        float end = group.At.Y + FallOf(group.Radius);
        at.Y += MathF.Max(end - at.Y, 0) * fall * (0.45f + (0.55f * fall));
        return at;
    }

    private static void Liquid(SceneFrame frame, in HubGroup group, float fill, float wall)
    {
        if (fill <= 0)
        {
            return;
        }

        SceneTheme theme = frame.Theme;
        bool isHot = fill >= 1;
        // What glows reaches its glass.
        float radius = group.Radius - wall - (isHot ? -0.3f : MathF.Min(0.045f * group.Radius, 1.2f));
        Rgba liquid = isHot ? theme.SunCore : theme.Hub.Mix(Inside(theme), 0.42f - (0.3f * fill));
        if (isHot)
        {
            frame.Canvas.Discs([group.At], radius, liquid);
            return;
        }

        float level = 1 - (2 * fill);
        float half = MathF.Acos(Math.Clamp(level, -1, 1));
        Span<Vector2> pool = stackalloc Vector2[LevelPieces + 1];
        for (int i = 0; i <= LevelPieces; i++)
        {
            pool[i] = On(group.At, radius, (MathF.PI / 2) - half + (2 * half * i / LevelPieces));
        }

        frame.Canvas.Polygon(pool, liquid);
        // Its surface catches the light.
        Vector2 left = pool[^1], right = pool[0];
        if (right.X - left.X > 1)
        {
            frame.Canvas.Lines([new LineSegment(left, right)], new Stroke(theme.Hub.Mix(theme.SunCore, 0.55f), MathF.Max(wall * 0.6f, 0.9f)));
        }
    }
}
