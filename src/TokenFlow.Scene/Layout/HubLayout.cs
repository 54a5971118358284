using System.Numerics;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Layout;

/// <summary>
/// Hubs as suns inside the arc. One stands in the middle; several form a constellation, each near the bearing of its
/// token; three and more that are neighbours in the text shine as one sun, a dot each, like the seeds of a sunflower.
/// Hubs with limits stand in a vessel each, which needs more room: a crowd of them stands in rings, in reading order.
/// </summary>
public sealed class HubLayout
{
    /// <summary>More suns than this could not be told apart.</summary>
    public const int MostGroups = 12;

    /// <summary>Up to so many hubs have a vessel each where any has a limit; more share vessels as they share suns.</summary>
    public const int MostVessels = 64;

    private const float GoldenAngle = 2.39996323f;

    /// <summary>How much of a shared vessel's radius its hubs take up.</summary>
    private const float Seeds = 0.76f;

    /// <summary>How far from the centre hubs may stand, of the way to the arc.</summary>
    private const float Farthest = 0.62f;

    private readonly List<HubGroup> _groups = [];
    private readonly List<HubSpot> _spots = [];

    /// <summary>The groups in position order.</summary>
    public IReadOnlyList<HubGroup> Groups => _groups;

    /// <summary>A spot for each hub of the snapshot, in its order.</summary>
    public IReadOnlyList<HubSpot> Spots => _spots;

    /// <summary>Works the places out anew.</summary>
    public void Place(ArcLayout arc, IReadOnlyList<HubSnapshot> hubs)
    {
        _groups.Clear();
        _spots.Clear();
        if (hubs.Count == 0)
        {
            return;
        }

        if (!HaveLimits(hubs))
        {
            Gather(arc, hubs);
            Constellate(arc, hubs);
        }
        else
        {
            Vessels(arc, hubs);
        }

        for (int g = 0; g < _groups.Count; g++)
        {
            HubGroup group = _groups[g];
            for (int k = 0; k < group.Count; k++)
            {
                if (group.Count == 1)
                {
                    _spots.Add(new HubSpot(hubs[group.First].Position, group.At, group.Radius, g));
                    continue;
                }

                float inside = group.IsVessel ? group.Radius * Seeds : group.Radius;
                float seed = SeedRadius(inside, group.Count);
                // A sunflower of a handful looks like an accident: those stand in a ring.
                bool isRing = group.Count <= 6;
                float reach = isRing ? inside * 0.55f : (inside - seed) * MathF.Sqrt((k + 0.5f) / group.Count);
                (float sin, float cos) = MathF.SinCos(isRing ? (MathF.Tau * k / group.Count) - (MathF.PI / 2) : k * GoldenAngle);
                _spots.Add(new HubSpot(hubs[group.First + k].Position, group.At + (new Vector2(cos, sin) * reach), seed, g));
            }
        }
    }

    private static bool HaveLimits(IReadOnlyList<HubSnapshot> hubs)
    {
        // By index: walking a list through its interface allocates.
        for (int h = 0; h < hubs.Count; h++)
        {
            if (!hubs[h].Limits.IsNone)
            {
                return true;
            }
        }

        return false;
    }

    private void Vessels(ArcLayout arc, IReadOnlyList<HubSnapshot> hubs)
    {
        float size = MathF.Min(arc.Curve.Radii.X, arc.Curve.Radii.Y);
        if (hubs.Count > MostVessels)
        {
            Gather(arc, hubs);
            for (int g = 0; g < _groups.Count; g++)
            {
                _groups[g] = Filled(_groups[g], hubs, MathF.Min(_groups[g].Radius * 1.25f, size * 0.2f));
            }

            Constellate(arc, hubs);
            return;
        }

        float radius = hubs.Count == 1 ? MathF.Min(38, size * 0.17f)
            : hubs.Count <= 4 ? MathF.Min(25, size * 0.115f)
            : MathF.Min(17, size * 0.08f);
        for (int h = 0; h < hubs.Count; h++)
        {
            _groups.Add(Filled(new HubGroup(h, 1, arc.Curve.Centre, 0), hubs, radius));
        }

        if (hubs.Count <= MostGroups)
        {
            Constellate(arc, hubs);
        }
        else
        {
            Rings(arc);
        }
    }

    private static HubGroup Filled(in HubGroup group, IReadOnlyList<HubSnapshot> hubs, float radius)
    {
        bool isVessel = false;
        for (int h = group.First; h < group.First + group.Count; h++)
        {
            isVessel |= !hubs[h].Limits.IsNone;
        }

        return group with { Radius = radius, IsVessel = isVessel };
    }

    // Seats on rings inside the arc, as far apart as so many can be, taken in the order of their bearing from the arc's gap.
    private void Rings(ArcLayout arc)
    {
        Vector2 radii = arc.Curve.Radii;
        float size = MathF.Max(MathF.Min(radii.X, radii.Y), 1);
        float apart = size * 0.5f;
        while (apart > 0.5f && Seats(radii, size, apart) < _groups.Count)
        {
            apart *= 0.97f;
        }

        int seats = Seats(radii, size, apart), count = _groups.Count;
        var places = new List<(float Bearing, Vector2 At)>(count);
        float before = 0;
        foreach ((float share, int room) in RingsOf(radii, size, apart))
        {
            // As many of the hubs as the ring has of the seats.
            float after = before + room;
            int taken = (int)MathF.Round(count * after / seats) - (int)MathF.Round(count * before / seats);
            before = after;
            for (int i = 0; i < taken; i++)
            {
                float bearing = (i + 0.5f) / taken;
                (float sin, float cos) = MathF.SinCos((MathF.PI / 2) + (MathF.Tau * bearing));
                places.Add((bearing, arc.Curve.Centre + (new Vector2(cos, sin) * radii * share)));
            }
        }

        places.Sort((a, b) => a.Bearing != b.Bearing ? a.Bearing.CompareTo(b.Bearing) : b.At.Y.CompareTo(a.At.Y));
        float radius = MathF.Min(13, apart * 0.34f);
        for (int g = 0; g < count; g++)
        {
            _groups[g] = _groups[g] with { At = places[g].At, Radius = radius };
        }
    }

    private static int Seats(Vector2 radii, float size, float apart)
    {
        int seats = 0;
        foreach ((_, int room) in RingsOf(radii, size, apart))
        {
            seats += room;
        }

        return seats;
    }

    private static IEnumerable<(float Share, int Room)> RingsOf(Vector2 radii, float size, float apart)
    {
        for (float share = Farthest; share > 0; share -= apart / size)
        {
            // Neighbours are nearest where the ellipse is flat; its mean radius would put them too near there.
            int room = (int)(MathF.Tau * size * share / apart);
            if (room > 0)
            {
                yield return (share, room);
            }
        }
    }

    private static float SeedRadius(float groupRadius, int count) => MathF.Max(groupRadius * 0.72f / MathF.Sqrt(count + 1), 0.5f);

    private void Gather(ArcLayout arc, IReadOnlyList<HubSnapshot> hubs)
    {
        // Neighbours within a gap make a group; the gap grows until the groups are few enough to be told apart.
        for (int gap = 1; ; gap = (gap * 2) + 1)
        {
            _groups.Clear();
            int first = 0;
            for (int h = 1; h <= hubs.Count; h++)
            {
                if (h < hubs.Count && hubs[h].Position - hubs[h - 1].Position <= gap)
                {
                    continue;
                }
                // Two side by side are still two suns.
                if (h - first == 2 && gap == 1)
                {
                    Add(arc, first, 1);
                    first++;
                }

                Add(arc, first, h - first);
                first = h;
            }

            if (_groups.Count <= MostGroups || gap > arc.Tokens)
            {
                break;
            }
        }

        float size = MathF.Min(arc.Curve.Radii.X, arc.Curve.Radii.Y);
        for (int g = 0; g < _groups.Count; g++)
        {
            int count = _groups[g].Count;
            float radius = count > 1 ? MathF.Min(9 + (3.6f * MathF.Sqrt(count)), size * 0.2f)
                : _groups.Count == 1 ? MathF.Min(22, size * 0.12f)
                : MathF.Min(_groups.Count <= 4 ? 16 : 12, size * 0.08f);
            _groups[g] = _groups[g] with { Radius = radius };
        }
    }

    private void Add(ArcLayout arc, int first, int count) => _groups.Add(new HubGroup(first, count, arc.Curve.Centre, 0));

    private void Constellate(ArcLayout arc, IReadOnlyList<HubSnapshot> hubs)
    {
        if (_groups.Count == 1)
        {
            return;
        }

        Vector2 centre = arc.Curve.Centre;
        float orbit = _groups.Count <= 6 ? 0.34f : 0.44f;
        for (int g = 0; g < _groups.Count; g++)
        {
            HubGroup group = _groups[g];
            int middle = (hubs[group.First].Position + hubs[group.First + group.Count - 1].Position) / 2;
            Vector2 seat = arc.Curve.At(ArcGeometry.PlaceOf(middle, arc.Tokens));
            _groups[g] = group with { At = Vector2.Lerp(centre, seat, orbit) };
        }

        // Push apart what overlaps; a fixed number of rounds in a fixed order gives the same constellation every time.
        for (int round = 0; round < 40; round++)
        {
            for (int a = 0; a < _groups.Count; a++)
            {
                for (int b = a + 1; b < _groups.Count; b++)
                {
                    Separate(a, b);
                }
            }

            for (int g = 0; g < _groups.Count; g++)
            {
                _groups[g] = _groups[g] with { At = Inside(arc, _groups[g].At) };
            }
        }
    }

    private void Separate(int a, int b)
    {
        Vector2 apart = _groups[b].At - _groups[a].At;
        float least = (_groups[a].Radius + _groups[b].Radius) * 1.35f + 16;
        float distance = apart.Length();
        if (distance >= least)
        {
            return;
        }

        Vector2 push = distance > 1e-3f ? apart / distance : new Vector2(1, 0);
        push *= (least - distance) * 0.5f;
        _groups[a] = _groups[a] with { At = _groups[a].At - push };
        _groups[b] = _groups[b] with { At = _groups[b].At + push };
    }

    private static Vector2 Inside(ArcLayout arc, Vector2 at)
    {
        Vector2 radii = Vector2.Max(arc.Curve.Radii, new Vector2(1));
        Vector2 unit = (at - arc.Curve.Centre) / radii;
        float length = unit.Length();
        return length <= Farthest ? at : arc.Curve.Centre + (unit * (Farthest / length) * radii);
    }
}

/// <summary>Hubs that shine as one: too many to stand alone, neighbours in the text.</summary>
/// <param name="First">The first hub's number in the snapshot.</param>
/// <param name="Count">How many hubs the group has; they follow each other in the snapshot.</param>
/// <param name="At">The middle of the group.</param>
/// <param name="Radius">The radius of what the group takes up: its discs, and its vessel where it has one.</param>
public readonly record struct HubGroup(int First, int Count, Vector2 At, float Radius)
{
    /// <summary>Whether it stands in a vessel: a hub of it has a limit.</summary>
    public bool IsVessel { get; init; }
}

/// <summary>Where a hub shines.</summary>
/// <param name="Token">The hub's token.</param>
/// <param name="At">The middle of its disc.</param>
/// <param name="Radius">The radius of its disc.</param>
/// <param name="Group">The number of its group; a group of one is the hub alone.</param>
public readonly record struct HubSpot(int Token, Vector2 At, float Radius, int Group);
