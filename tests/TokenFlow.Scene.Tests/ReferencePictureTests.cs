using System.Numerics;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Tests.Canvases;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests;

/// <summary>
/// Whole pictures against those that somebody has looked at. A pixel counts where a channel is off by more than 16 of
/// 255, more than Skia's paths for different processors differ; 18 such pixels of 230,400 break a picture, fewer than
/// the ring round an origin has.
/// </summary>
[TestFixture]
public sealed class ReferencePictureTests
{
    private const int Width = 640, Height = 360;
    private static readonly ImageTolerance Tolerance = new(16, 18.0 / (Width * Height));
    private static readonly ReferencePictures References = new("TokenFlow.Scene.Tests");

    private FontBook _fonts = null!;

    [OneTimeSetUp]
    public void OpenFonts() => _fonts = new FontBook();

    [OneTimeTearDown]
    public void CloseFonts() => _fonts.Dispose();

    private RasterPicture Draw(FrameSnapshot snapshot, SceneTheme theme, Func<ICanvas, ICanvas>? through = null)
    {
        var picture = new RasterPicture(new Vector2(1280, 720), Width, Height, _fonts);
        picture.Draw(canvas => new FlowScene(theme).Draw(through?.Invoke(canvas) ?? canvas, snapshot));
        return picture;
    }

    [Test]
    public void One_hub_while_its_dye_goes_out()
    {
        using RasterPicture picture = Draw(new SmallWorld(WorldPlans.OneHub).At(1, 0.45f), SceneTheme.Dark());
        References.Match("one-hub-travelling", picture.Pixels, Width, Height, Tolerance);
    }

    [Test]
    public void One_hub_when_all_is_done_on_paper()
    {
        using RasterPicture picture = Draw(new SmallWorld(WorldPlans.OneHub).At(6), SceneTheme.Light());
        References.Match("one-hub-finished-light", picture.Pixels, Width, Height, Tolerance);
    }

    [Test]
    public void Many_hubs_in_blocks_with_bundles()
    {
        using RasterPicture picture = Draw(new SmallWorld(WorldPlans.Blocks).At(1, 0.5f, mostEdges: 1200), SceneTheme.Dark());
        References.Match("blocks", picture.Pixels, Width, Height, Tolerance);
    }

    [Test]
    public void Thousands_of_tokens_in_a_band()
    {
        using RasterPicture picture = Draw(new SmallWorld(WorldPlans.Long).At(2, 0.3f, mostEdges: 1000), SceneTheme.Dark());
        References.Match("band", picture.Pixels, Width, Height, Tolerance);
    }

    [Test]
    public void A_hub_of_small_rank_while_facts_go_out_to_readers()
    {
        FrameSnapshot snapshot = CapacityWorld.At(WorldPlans.OneHub with { Title = "The bottleneck" }, new CapacityPlan(), 1, 0.5f);
        using RasterPicture picture = Draw(snapshot, SceneTheme.Dark());
        References.Match("bottleneck", picture.Pixels, Width, Height, Tolerance);
    }

    [Test]
    public void Four_hubs_that_are_not_full_on_paper()
    {
        WorldPlan world = new() { Hubs = [0, 1, 2, 3], Tokens = 128, Layers = 4, Title = "More hubs" };
        FrameSnapshot snapshot = CapacityWorld.At(world, new CapacityPlan { Demand = 0.7f, Sent = 1, Recall = 1, Facts = 10 }, 4);
        using RasterPicture picture = Draw(snapshot, SceneTheme.Light());
        References.Match("vessels-light", picture.Pixels, Width, Height, Tolerance);
    }

    [Test]
    public void A_crowd_of_hubs_and_many_facts()
    {
        WorldPlan world = new() { Hubs = [.. Enumerable.Range(0, 40).Select(i => 12 + (i * 25))], Tokens = 1000, Layers = 3, Title = "Forty hubs" };
        FrameSnapshot snapshot = CapacityWorld.At(world, new CapacityPlan { Facts = 128, Readers = 24 }, 0, 0.45f, 1500);
        using RasterPicture picture = Draw(snapshot, SceneTheme.Dark());
        References.Match("many-hubs", picture.Pixels, Width, Height, Tolerance);
    }

    [Test]
    public void Anything_spoiled_breaks_a_picture()
    {
        SceneTheme theme = SceneTheme.Dark();
        Spoil(
            new SmallWorld(WorldPlans.ThreeHubs).At(1, 0.45f),
            theme,
            ("the origin's ring", "arc", call => call.Stroke.Colour == theme.Text),
            ("a cut hub's sun", "discs", call => call.Fill == theme.Cut),
            ("the origin's text", "text", call => call.Text == "down" && call.Style.Weight == FontWeight.Bold),
            ("the title", "text", call => call.Text == "Three hubs, one of them cut"),
            ("a row of the cone", "cells", _ => true),
            ("the playhead", "rectangle", call => call.Box.Width == 2.5f));
    }

    [Test]
    public void Anything_spoiled_of_capacity_breaks_a_picture()
    {
        SceneTheme theme = SceneTheme.Dark();
        Rgba[] facts = theme.Facts.Of(16).ToArray();
        Spoil(
            CapacityWorld.At(WorldPlans.OneHub, new CapacityPlan(), 1, 0.5f),
            theme,
            ("what a vessel holds", "discs", call => call.Fill == theme.SunCore && call.Radius > 20),
            ("a sun in a vessel", "discs", call => call.Fill == theme.Hub && call.Radius > 15),
            ("threads of a colour", "curves", call => call.Stroke.Colour with { A = 255 } == facts[12]));
    }

    // Leaves each element out, moves it, gives it another colour; elements are found by what they are, in the log.
    private void Spoil(FrameSnapshot snapshot, SceneTheme theme, params (string What, string Kind, Func<DrawCall, bool> Is)[] elements)
    {
        using RasterPicture whole = Draw(snapshot, theme);
        byte[] expected = whole.Pixels.ToArray();
        var log = new LogCanvas(1280, 720);
        new FlowScene(theme).Draw(log, snapshot);
        foreach ((string what, string kind, Func<DrawCall, bool> isIt) in elements)
        {
            int number = log.Of(kind).Select((call, i) => (call, i)).FirstOrDefault(x => isIt(x.call), (call: new DrawCall(kind), i: -1)).i + 1;
            Assert.That(number, Is.Positive, $"there is no {what}");
            foreach (Tampering how in Enum.GetValues<Tampering>())
            {
                TamperCanvas? tamper = null;
                using RasterPicture spoiled = Draw(snapshot, theme, canvas => tamper = new TamperCanvas(canvas, kind, number, how));
                Assert.That(tamper!.HasTampered, Is.True);
                ImageDifference difference = ImageComparer.Compare(spoiled.Pixels, expected, Tolerance);
                Assert.That(difference.Within(Tolerance), Is.False, $"{how} {what}: {difference}");
            }
        }
    }
}
