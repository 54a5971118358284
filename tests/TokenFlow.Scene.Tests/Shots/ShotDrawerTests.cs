using System.Numerics;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Lessons;
using TokenFlow.Scene.Shots;
using TokenFlow.Scene.Tests.Canvases;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Lessons;

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
    public void A_shot_in_a_box_is_what_it_is_on_a_canvas_of_that_size()
    {
        var box = new Box(100.3f, 50.7f, 640.1f, 360.2f);
        var drawer = new ShotDrawer();
        foreach (Camera camera in (Camera[])[Camera.Whole, new Camera(0.3f, 0.4f, 3)])
        {
            var shot = new Shot(World.At(1, 0.3f), new ShotView("dark") { Camera = camera });
            var inBox = new LogCanvas(1280, 720);
            drawer.Draw(inBox, box, shot);
            var alone = new LogCanvas(1280, 720);
            var region = new RegionCanvas();
            region.Begin(alone, box);
            new ShotDrawer().Draw(region, shot);
            region.End();
            Assert.That(inBox.Calls.Select(call => call.Kind), Is.EqualTo(alone.Calls.Select(call => call.Kind)));
            Assert.That(drawer.Planned.Size, Is.EqualTo(new Vector2(box.Width, box.Height)));
        }
    }

    [Test]
    public void What_a_lesson_points_out_lies_on_the_scene_that_was_drawn()
    {
        var show = new LessonShow { Phrases = [], Number = 1, Of = 2, Highlight = new LessonHighlight([3], Hubs: false, []), Light = 1 };
        var shot = new Shot(World.At(1, 0.3f), new ShotView("dark")) { Lesson = show };
        var drawer = new ShotDrawer();
        var box = new Box(0, 0, 1280, 720 - LessonStrip.HeightOf(new Vector2(1280, 720)));
        var parts = new LogCanvas(1280, 720);
        drawer.Draw(parts, box, shot);
        int scene = parts.Calls.Count;
        drawer.PointOut(parts, box, shot with { Lesson = show with { Light = 0 } });
        Assert.That(parts.Calls, Has.Count.EqualTo(scene));
        drawer.PointOut(parts, box, shot);
        Assert.That(parts.Calls, Has.Count.GreaterThan(scene));
        Assert.That(Calls(new ShotDrawer(), shot), Is.SupersetOf(parts.Calls.Select(c => c.ToString())));
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
