using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>
/// Hubs as suns: brighter the more dye they hold, in a ring that shows how much of all reading they serve; a hub with limits
/// stands in the vessel of its capacity instead.
/// </summary>
internal static class HubPass
{
    public static void Draw(SceneFrame frame)
    {
        IReadOnlyList<HubSnapshot> hubs = frame.Snapshot.Hubs;
        foreach (HubGroup group in frame.Hubs.Groups)
        {
            float load = 0, dye = 0;
            bool isCut = true;
            for (int h = group.First; h < group.First + group.Count; h++)
            {
                load += hubs[h].Load;
                dye = MathF.Max(dye, frame.Dye[hubs[h].Position]);
                isCut &= hubs[h].IsCut;
            }

            if (group.IsVessel)
            {
                VesselPass.Draw(frame, group, frame.Scale.Level(dye), isCut);
            }
            else
            {
                Sun(frame, group, load, frame.Scale.Level(dye), isCut);
            }

            if (group.Count == 1)
            {
                Single(frame, group, hubs[group.First]);
            }
            else
            {
                Cluster(frame, group);
            }

            if (group.IsVessel)
            {
                VesselPass.Glass(frame, group, isCut);
            }
        }

        VesselPass.Drops(frame);

        if (frame.Options.Labels)
        {
            Names(frame);
        }
    }

    // After all suns, so that no name lies under one: beside its sun, on whichever side is free, or nowhere.
    private static void Names(SceneFrame frame)
    {
        List<Box> taken = frame.Scratch.Boxes;
        taken.Clear();
        foreach (HubGroup group in frame.Hubs.Groups)
        {
            float reach = group.Radius + 5;
            float down = group.IsVessel && VesselPass.RefusedOf(frame.Snapshot.Hubs, group) > 0 ? VesselPass.FallOf(group.Radius) : reach;
            taken.Add(new Box(group.At.X - reach, group.At.Y - reach, 2 * reach, reach + down));
        }

        IReadOnlyList<HubSnapshot> hubs = frame.Snapshot.Hubs;
        // More vessels than this stand too close for words: the bottom line has their limits.
        if (frame.Hubs.Groups.Count > HubLayout.MostGroups)
        {
            return;
        }

        foreach (HubGroup group in frame.Hubs.Groups)
        {
            HubSnapshot hub = hubs[group.First];
            if (group.Count == 1)
            {
                string piece = Letters.Piece(frame.Snapshot.Subject.Pieces[hub.Position]);
                string share = frame.Hubs.Groups.Count > 4 ? "" : hub.IsCut ? "cut" : hub.Limits.IsNone ? $"{Letters.Percent(hub.Load)} of reading" : CapacityWords.Note(hub);
                Beside(frame, group, IsInside(frame, group, piece, hub.IsCut) ? "" : piece, share, hub.IsCut);
                continue;
            }

            double load = 0;
            for (int h = group.First; h < group.First + group.Count; h++)
            {
                load += hubs[h].Load;
            }

            int last = hubs[group.First + group.Count - 1].Position;
            string note = group.IsVessel ? $"{Letters.Percent(VesselPass.RefusedOf(hubs, group))} refused" : $"{Letters.Percent(load)} of reading";
            Beside(frame, group, $"{group.Count} hubs, {hub.Position} to {last}", note, false);
        }
    }

    private static bool IsInside(SceneFrame frame, in HubGroup group, string piece, bool isCut) =>
        !isCut && piece.Length > 0 && frame.Canvas.MeasureText(piece, new TextStyle(TypeSize.Small, default, FontWeight.Bold)) <= (2 * DiscOf(group)) - 5;

    // Within a vessel a sun leaves room for what fills it.
    private static float DiscOf(in HubGroup group) => group.IsVessel ? VesselPass.CoreOf(group.Radius) : group.Radius;

    private static void Sun(SceneFrame frame, in HubGroup group, float load, float level, bool isCut)
    {
        SceneTheme theme = frame.Theme;
        float lit = MathF.Max(level, 0);
        if (!isCut)
        {
            frame.Canvas.PushBlend(theme.LightBlend);
            frame.Canvas.Glow(group.At, group.Radius * (2.6f + (2.2f * lit)), theme.Hub.Fade(theme.IsLight ? 0.10f + (0.14f * lit) : 0.14f + (0.34f * lit)));
            frame.Canvas.Glow(group.At, group.Radius * 1.7f, theme.Hub.Fade(theme.IsLight ? 0.10f : 0.18f + (0.3f * lit)));
            frame.Canvas.PopBlend();
        }

        float ring = group.Radius + 4.5f;
        frame.Canvas.Discs([group.At], ring + 1.4f, theme.Background);
        frame.Canvas.Arc(group.At, ring, 0, MathF.Tau, new Stroke(theme.Track, 2.4f));
        if (!isCut && load > 0)
        {
            frame.Canvas.Arc(group.At, ring, -MathF.PI / 2, MathF.Tau * Math.Clamp(load, 0, 1), new Stroke(theme.Hub, 2.4f));
        }
    }

    private static void Single(SceneFrame frame, in HubGroup group, in HubSnapshot hub)
    {
        SceneTheme theme = frame.Theme;
        float level = frame.Scale.Level(frame.Dye[hub.Position]);
        Rgba fill = hub.IsCut ? theme.Cut : Fill(theme, level);
        if (group.IsVessel)
        {
            frame.Canvas.Discs([group.At], DiscOf(group) + MathF.Max(0.05f * group.Radius, 0.8f), VesselPass.IsHot(frame.Snapshot.Hubs, group) ? theme.Hub : theme.Background);
        }

        frame.Canvas.Discs([group.At], DiscOf(group), fill);
        if (hub.IsCut)
        {
            Vector2 across = new Vector2(1, -1) * (DiscOf(group) * 0.62f);
            frame.Canvas.Lines([new LineSegment(group.At - across, group.At + across)], new Stroke(theme.Background, 2.2f, true));
        }

        string piece = Letters.Piece(frame.Snapshot.Subject.Pieces[hub.Position]);
        var inside = new TextStyle(TypeSize.Small, theme.OnSun, FontWeight.Bold, TextAnchor.Middle);
        if (frame.Options.Labels && IsInside(frame, group, piece, hub.IsCut))
        {
            frame.Canvas.Text(piece, group.At + new Vector2(0, 4), inside);
        }
    }

    private static void Cluster(SceneFrame frame, in HubGroup group)
    {
        SceneTheme theme = frame.Theme;
        IReadOnlyList<HubSnapshot> hubs = frame.Snapshot.Hubs;
        for (int h = group.First; h < group.First + group.Count; h++)
        {
            HubSpot spot = frame.Hubs.Spots[h];
            Rgba fill = hubs[h].IsCut ? theme.Cut : Fill(theme, frame.Scale.Level(frame.Dye[hubs[h].Position]));
            frame.Canvas.Discs([spot.At], spot.Radius, fill);
        }
    }

    private static Rgba Fill(SceneTheme theme, float level) =>
        level < 0 ? theme.Background.Mix(theme.Hub, 0.62f) : theme.Hub.Mix(theme.SunCore, 0.15f + (0.85f * level));

    // On a plate, so that lines behind do not cross it.
    private static void Beside(SceneFrame frame, in HubGroup group, string name, string note, bool isCut)
    {
        if (name.Length == 0 && note.Length == 0)
        {
            return;
        }

        SceneTheme theme = frame.Theme;
        var nameStyle = new TextStyle(TypeSize.Small, theme.Text, FontWeight.Bold);
        var noteStyle = new TextStyle(name.Length == 0 ? TypeSize.Small : TypeSize.Note, isCut ? theme.Cut : theme.Hub);
        name = Letters.Fit(frame.Canvas, name, nameStyle, 130);
        float width = MathF.Max(frame.Canvas.MeasureText(name, nameStyle), frame.Canvas.MeasureText(note, noteStyle)) + 8;
        float height = (name.Length > 0 ? 12 : 0) + (note.Length > 0 ? 11 : 0) + 5;
        float away = group.Radius + 9;
        Vector2 at = group.At;
        var right = new Box(at.X + away, at.Y - (height / 2), width, height);
        Box left = right with { Left = at.X - away - width };
        Box below = right with { Left = at.X - (width / 2), Top = at.Y + away };
        Box above = below with { Top = at.Y - away - height };
        bool isRight = at.X >= frame.Arc.Curve.Centre.X - 1;
        bool isWithin = group.IsVessel;
        if (!TryPlace(frame, isRight ? right : left, isWithin, out Box plate) && !TryPlace(frame, isRight ? left : right, isWithin, out plate)
            && !TryPlace(frame, below, isWithin, out plate) && !TryPlace(frame, above, isWithin, out plate))
        {
            return;
        }

        TextAnchor anchor = plate == right ? TextAnchor.Start : plate == left ? TextAnchor.End : TextAnchor.Middle;
        float x = anchor == TextAnchor.Start ? plate.Left + 4 : anchor == TextAnchor.End ? plate.Right - 4 : plate.Centre.X;
        frame.Canvas.Rectangle(plate, theme.Background.Fade(0.72f), 4);
        float y = plate.Top + 11.5f;
        if (name.Length > 0)
        {
            frame.Canvas.Text(name, new Vector2(x, y), nameStyle with { Anchor = anchor });
            y += 11;
        }

        if (note.Length > 0)
        {
            frame.Canvas.Text(note, new Vector2(x, y), noteStyle with { Anchor = anchor });
        }
    }

    // Where a vessel stands near the arc, its words would cover tokens.
    private static bool TryPlace(SceneFrame frame, in Box wish, bool isWithin, out Box plate)
    {
        plate = wish;
        if (isWithin)
        {
            Vector2 radii = Vector2.Max(frame.Arc.Curve.Radii - new Vector2(frame.Arc.InnerEdge + 8), new Vector2(1));
            Vector2 reach = Vector2.Abs(wish.Centre - frame.Arc.Curve.Centre) + new Vector2(wish.Width / 2, wish.Height / 2);
            if ((reach / radii).LengthSquared() > 1)
            {
                return false;
            }
        }

        foreach (Box box in frame.Scratch.Boxes)
        {
            if (wish.Left < box.Right && box.Left < wish.Right && wish.Top < box.Bottom && box.Top < wish.Bottom)
            {
                return false;
            }
        }

        frame.Scratch.Boxes.Add(wish);
        return true;
    }
}
