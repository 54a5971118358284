using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Shots;
using TokenFlow.Scene.Tests.Canvases;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests.Shots;

[TestFixture]
public sealed class ShotDrawerTests
{
    private static readonly SmallWorld World = new(new WorldPlan { Hubs = [96], RandomLinks = 3 });

    [Test]
    public void A_shot_of_the_whole_is_the_scene_itself()
    {
        FrameSnapshot snapshot = World.At(1, 0.3f);
        var notes = new SceneNotes { Caption = "said" };
        var scene = new LogCanvas(1280, 720);
        new FlowScene(SceneTheme.Light()).Draw(scene, snapshot, notes);
        Assert.That(Calls(new ShotDrawer(), new Shot(snapshot, new ShotView("light")) { Notes = notes }), Is.EqualTo(scene.Calls.Select(c => c.ToString())));
    }

    [Test]
    public void A_drawer_draws_each_shot_as_a_new_one_would()
    {
        var drawer = new ShotDrawer();
        foreach (float progress in (float[])[0.1f, 0.4f, 0.8f])
        {
            foreach (ShotView view in (ShotView[])[new("dark"), new("light"), new("light") { Camera = new Camera(0.3f, 0.4f, 3) }])
            {
                var shot = new Shot(World.At(1, progress), view);
                Assert.That(Calls(drawer, shot), Is.EqualTo(Calls(new ShotDrawer(), shot)));
            }
        }
    }

    [Test]
    public void A_card_that_covers_all_is_drawn_alone()
    {
        var shot = new Shot(World.At(1, 0.3f), new ShotView("dark"));
        string[] bare = Calls(new ShotDrawer(), shot), half = Calls(new ShotDrawer(), shot with { Card = new FilmCard(FilmCardKind.Title, 0.5f) });
        string[] covered = Calls(new ShotDrawer(), shot with { Card = new FilmCard(FilmCardKind.Title, 1) });
        Assert.That(half.Take(bare.Length), Is.EqualTo(bare));
        Assert.That(half, Has.Length.EqualTo(bare.Length + covered.Length));
        Assert.That(covered, Is.Not.Empty);
    }

    private static string[] Calls(ShotDrawer drawer, Shot shot)
    {
        var canvas = new LogCanvas(1280, 720);
        drawer.Draw(canvas, shot);
        return [.. canvas.Calls.Select(c => c.ToString())];
    }
}
