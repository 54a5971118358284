using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests.Layout;

[TestFixture]
public sealed class HubLayoutTests
{
    private static readonly ArcLayout Arc = new(new Box(0, 0, 780, 560), 1000, 0);

    private static HubLayout Place(params int[] positions)
    {
        var layout = new HubLayout();
        layout.Place(Arc, [.. positions.Select(p => new HubSnapshot(p, 0, 0, false))]);
        return layout;
    }

    [Test]
    public void One_hub_stands_in_the_middle() => Assert.That(Place(77).Spots[0].At, Is.EqualTo(Arc.Curve.Centre));

    [Test]
    public void Each_hub_has_a_spot_in_the_snapshots_order()
    {
        int[] positions = [3, 4, 5, 200, 201, 500, 700, 701, 702, 703, 704, 705, 706, 707, 990];
        Assert.That(Place(positions).Spots.Select(spot => spot.Token), Is.EqualTo(positions));
    }

    [Test]
    public void Suns_stay_apart_and_inside_the_arc()
    {
        foreach (int count in new[] { 2, 3, 5, 9, 12, 16, 40, 128 })
        {
            HubLayout layout = Place([.. Enumerable.Range(0, count).Select(i => i * 1000 / count)]);
            for (int a = 0; a < layout.Groups.Count; a++)
            {
                Vector2 unit = (layout.Groups[a].At - Arc.Curve.Centre) / Arc.Curve.Radii;
                Assert.That(unit.Length(), Is.LessThan(0.7f), $"{count} hubs");
                for (int b = a + 1; b < layout.Groups.Count; b++)
                {
                    float apart = Vector2.Distance(layout.Groups[a].At, layout.Groups[b].At);
                    Assert.That(apart, Is.GreaterThan(layout.Groups[a].Radius + layout.Groups[b].Radius), $"{count} hubs");
                }
            }
        }
    }

    [Test]
    public void A_few_hubs_shine_near_the_bearing_of_their_tokens()
    {
        HubLayout layout = Place(100, 500, 850);
        foreach (HubSpot spot in layout.Spots)
        {
            var seat = Vector2.Normalize(Arc.TokenAt(spot.Token) - Arc.Curve.Centre);
            Assert.That(Vector2.Dot(Vector2.Normalize(spot.At - Arc.Curve.Centre), seat), Is.GreaterThan(0.9f));
        }
    }

    [Test]
    public void Blocks_of_hubs_gather_into_one_sun_each()
    {
        HubLayout layout = Place([.. Enumerable.Range(0, 64), .. Enumerable.Range(936, 64)]);
        Assert.That(layout.Groups.Select(group => group.Count), Is.EqualTo(new[] { 64, 64 }));
        Assert.That(layout.Spots.Select(spot => spot.At).Distinct().Count(), Is.EqualTo(128), "a dot each");
        foreach (HubSpot spot in layout.Spots)
        {
            Assert.That(Vector2.Distance(spot.At, layout.Groups[spot.Group].At) + spot.Radius, Is.LessThanOrEqualTo(layout.Groups[spot.Group].Radius + 0.5f));
        }
    }

    [Test]
    public void Three_neighbours_shine_as_one_and_two_do_not()
    {
        Assert.That(Place(0, 1, 2, 500).Groups.Select(group => group.Count), Is.EqualTo(new[] { 3, 1 }));
        Assert.That(Place(0, 1, 500).Groups.Select(group => group.Count), Is.EqualTo(new[] { 1, 1, 1 }));
    }

    [Test]
    public void The_constellation_is_the_same_every_time()
    {
        int[] positions = [.. Enumerable.Range(0, 40).Select(i => i * 24)];
        HubSpot[] once = [.. Place(positions).Spots];
        Assert.That(Place(positions).Spots, Is.EqualTo(once));
    }
}
