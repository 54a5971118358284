using System.Numerics;
using CsCheck;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Places;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Edits;
using TokenFlow.Ui.Input;

namespace TokenFlow.Window.Tests.Views;

public class TouchPartTests
{
    [Test]
    public void A_token_is_pointed_at_where_it_stands([Values(0, 64, 300, 4_096)] int tokens)
    {
        using var run = new TouchRun(tokens == 0 ? null : TouchRun.Long(tokens));
        int count = run.Session.Document.Sequence.Count;
        foreach (int token in (int[])[0, 1, count / 3, count - 1])
        {
            run.Move(run.PointOf(ScriptTargetKind.Token, token));
            Assert.That(run.Session.Selection.Token, Is.EqualTo(token));
            Assert.That(run.Run.IsOverButton, Is.True);
        }
    }

    [Test]
    public void The_token_found_is_the_nearest_of_all()
    {
        using var run = new TouchRun(TouchRun.Long(4_096));
        ScenePlaces places = run.Places.Scene;
        Gen.Float[0, 1].Select(Gen.Float[0, 1]).Sample((x, y) =>
        {
            Vector2 point = new Vector2(x, y) * new Vector2(run.Places.Box.Width, run.Places.Box.Height);
            float nearest = Enumerable.Range(0, 4_096).Min(i => Vector2.Distance(places.TokenAt(i), point));
            int found = places.NearestToken(point, 8);
            return found < 0 ? nearest > places.TokenRadius + 8 : Vector2.Distance(places.TokenAt(found), point) <= nearest + 1e-3f;
        }, iter: 300);
    }

    [Test]
    public void Every_drawn_edge_can_be_pointed_at()
    {
        using var run = new TouchRun();
        int seen = 0;
        foreach (PlacedEdge edge in run.Places.Scene.Edges.ToArray().Where(e => e.Query != e.Key))
        {
            if (run.Touch.PointOf(run.Run, new ScriptTarget(ScriptTargetKind.Edge, edge.Query, edge.Key)) is not { } point)
            {
                continue;
            }

            seen++;
            run.Move(point);
            Assert.That(run.Session.Selection.Edge, Is.EqualTo(new PointedEdge(edge.Query, edge.Key)));
            Assert.That(run.Session.Selection.Token, Is.Null);
        }

        Assert.That(seen, Is.GreaterThan(20));
    }

    [Test]
    public void Both_directions_of_a_line_can_be_pointed_at()
    {
        using var run = new TouchRun();
        PlacedEdge edge = run.Places.Scene.Edges.ToArray().First(e => e.IsShared && Math.Abs(e.Query - e.Key) == 2);
        run.Move(run.PointOf(ScriptTargetKind.Edge, edge.Query, edge.Key));
        Assert.That(run.Session.Selection.Edge, Is.EqualTo(new PointedEdge(edge.Query, edge.Key)));
        run.Move(run.PointOf(ScriptTargetKind.Edge, edge.Key, edge.Query));
        Assert.That(run.Session.Selection.Edge, Is.EqualTo(new PointedEdge(edge.Key, edge.Query)));
    }

    [Test]
    public void A_click_on_a_token_drops_dye_and_locks_it()
    {
        using var run = new TouchRun();
        ulong before = run.Hash;
        run.Click(run.PointOf(ScriptTargetKind.Token, 12));
        Assert.That(run.Hash, Is.Not.EqualTo(before));
        Assert.That(run.Session.Document.Edits[^1].Edit, Is.EqualTo(new DropDyeEdit(12)));
        Assert.That(run.Session.View.Locked, Is.EqualTo(12));
    }

    [Test]
    public void Shift_locks_alone_and_the_right_button_lets_go()
    {
        using var run = new TouchRun();
        ulong before = run.Hash;
        run.Click(run.PointOf(ScriptTargetKind.Token, 12), Modifiers.Shift);
        Assert.That((run.Session.View.Locked, run.Hash), Is.EqualTo(((int?)12, before)));
        run.Click(run.PointOf(ScriptTargetKind.Token, 3), Modifiers.None, MouseButton.Right);
        Assert.That(run.Session.View.Locked, Is.Null);
    }

    [Test]
    public void Ctrl_makes_a_hub_and_takes_it_back()
    {
        using var run = new TouchRun();
        ulong before = run.Hash;
        run.Click(run.PointOf(ScriptTargetKind.Token, 4), Modifiers.Ctrl);
        Assert.That(run.Session.Snapshot.Tokens[4].IsHub, Is.True);
        Assert.That(run.Hash, Is.Not.EqualTo(before));
        run.Click(run.PointOf(ScriptTargetKind.Token, 4), Modifiers.Ctrl);
        Assert.That(run.Session.Snapshot.Tokens[4].IsHub, Is.False);
    }

    [Test]
    public void A_click_on_a_sun_cuts_the_hub_and_heals_it()
    {
        using var run = new TouchRun();
        ulong before = run.Hash;
        run.Click(run.PointOf(ScriptTargetKind.Hub, 9));
        Assert.That(run.Session.Snapshot.Tokens[9].IsCut, Is.True);
        Assert.That(run.Hash, Is.Not.EqualTo(before));
        run.Click(run.PointOf(ScriptTargetKind.Hub, 9));
        Assert.That(run.Session.Snapshot.Tokens[9].IsCut, Is.False);
    }

    [Test]
    public void A_click_on_an_edge_cuts_it_and_one_on_its_dashes_heals_it()
    {
        using var run = new TouchRun();
        PlacedEdge edge = run.Places.Scene.Edges.ToArray().First(e => e.Way == TokenFlow.Attention.Patterns.EdgeWay.Hub && e.Query != e.Key);
        ulong before = run.Hash;
        run.Click(run.PointOf(ScriptTargetKind.Edge, edge.Query, edge.Key));
        Assert.That(run.Session.Simulation.Knobs.Edits.CutEdges, Does.Contain((edge.Query, edge.Key)));
        Assert.That(run.Hash, Is.Not.EqualTo(before));
        Assert.That(run.Places.Scene.Find(edge.Query, edge.Key), Is.Null);
        run.Click(run.PointOf(ScriptTargetKind.Edge, edge.Query, edge.Key));
        Assert.That(run.Session.Simulation.Knobs.Edits.CutEdges, Is.Empty);
    }

    [Test]
    public void The_wheel_keeps_what_is_under_the_mouse_there()
    {
        using var run = new TouchRun();
        Vector2 mouse = run.PointOf(ScriptTargetKind.Token, 7);
        run.Wheel(mouse, 3);
        Assert.That(run.Session.View.Camera.Zoom, Is.EqualTo(MathF.Pow(1.2f, 3)).Within(1e-3));
        Assert.That(Vector2.Distance(run.Places.ToWindow(run.Places.Scene.TokenAt(7)), mouse), Is.LessThan(0.5));
    }

    [Test]
    public void A_drag_pans_and_is_no_click()
    {
        using var run = new TouchRun();
        Vector2 token = run.PointOf(ScriptTargetKind.Token, 7);
        run.Wheel(token, 6);
        Camera camera = run.Session.View.Camera;
        ulong before = run.Hash;
        run.Drag(token, token + new Vector2(40, 25));
        Assert.That(Vector2.Distance(run.Places.ToWindow(run.Places.Scene.TokenAt(7)), token + new Vector2(40, 25)), Is.LessThan(0.5));
        Assert.That((run.Hash, run.Session.View.Locked), Is.EqualTo((before, (int?)null)));
        Assert.That(run.Session.View.Camera.Zoom, Is.EqualTo(camera.Zoom));
    }

    [Test]
    public void A_double_click_on_the_ground_shows_all()
    {
        using var run = new TouchRun();
        run.Wheel(run.PointOf(ScriptTargetKind.Token, 7), 2);
        Box ground = run.Places.Box;
        run.DoubleClick(new Vector2(ground.Left + 4, ground.Top + 4));
        Assert.That(run.Session.View.Camera, Is.EqualTo(Camera.Whole));
    }

    [Test]
    public void What_the_keys_point_at_stays_under_a_mouse_at_rest()
    {
        using var run = new TouchRun();
        run.Move(run.PointOf(ScriptTargetKind.Token, 7));
        run.Session.PointOn(1);
        run.Session.StepFrame(1);
        run.Frame();
        Assert.That(run.Session.Selection.Token, Is.EqualTo(8));
        run.Move(new Vector2(-100, -100));
        Assert.That(run.Session.Selection.Token, Is.EqualTo(8));
    }

    [Test]
    public void A_mouse_that_leaves_points_at_nothing()
    {
        using var run = new TouchRun();
        run.Move(run.PointOf(ScriptTargetKind.Token, 7));
        run.Move(new Vector2(-100, -100));
        Assert.That(run.Session.Selection.Token, Is.Null);
    }

    [Test]
    public void The_light_cone_points_at_the_strongest_of_its_column()
    {
        using var run = new TouchRun(TouchRun.Long(4_096));
        run.Session.StepLayer(1);
        run.Frame();
        Box cone = run.Places.ToWindow(run.Places.Scene.Scaled(run.Places.Scene.Layout.Cone));
        var cells = new List<(ConeCell Cell, Vector2 At)>();
        for (float x = cone.Left; x < cone.Right; x += 3)
        {
            for (float y = cone.Top; y < cone.Bottom; y += 3)
            {
                if (run.Places.Scene.ConeAt(run.Places.ToPicture(new Vector2(x, y))) is { } cell)
                {
                    cells.Add((cell, new Vector2(x, y)));
                }
            }
        }

        Assert.That(cells.Select(c => c.Cell.Layer).Distinct().Order(), Is.EqualTo((int[])[0, 1, 2]));
        (ConeCell found, Vector2 at) = cells.First(c => c.Cell.Layer == 0 && c.Cell.First <= 100 && c.Cell.First + c.Cell.Count > 100);
        run.Move(at);
        Assert.That(run.Session.Selection.Token, Is.EqualTo(100));
        Assert.That(found.Count, Is.GreaterThan(1));
    }

    [Test]
    public void Any_size_is_drawn_and_touched()
    {
        using var run = new TouchRun();
        run.Session.Lock(5);
        run.Session.View = run.Session.View with { Matrix = true, Overlay = true };
        run.SelfCheck.Toggle();
        foreach ((int width, int height) in ((int, int)[])[(1, 1), (2, 900), (900, 2), (60, 40), (320, 240), (480, 800), (640, 360), (1920, 1080), (1, 1), (900, 600)])
        {
            run.Resize(width, height);
            run.Frame();
            Assert.That(() =>
            {
                run.Move(new Vector2(width, height) * 0.4f);
                run.Wheel(new Vector2(width, height) * 0.4f, 4);
                run.Click(new Vector2(width, height) * 0.6f, Modifiers.Shift);
            }, Throws.Nothing, $"{width} x {height}");
        }
    }

    [Test]
    public void Marks_change_the_picture()
    {
        using var run = new TouchRun();
        byte[] plain = run.Pixels();
        run.Move(run.PointOf(ScriptTargetKind.Token, 7));
        byte[] pointed = run.Pixels();
        run.Session.Selection.Point(null);
        run.Session.Lock(7);
        run.Frame();
        Assert.That(pointed, Is.Not.EqualTo(plain));
        Assert.That(run.Pixels(), Is.Not.EqualTo(pointed).And.Not.EqualTo(plain));
    }
}
