using System.Numerics;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Canvas;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Run;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Window.Tests.Views;

public sealed class RunViewAllocationTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void A_picture_of_many_tokens_costs_next_to_no_memory(bool plays)
    {
        Scenario scenario = ScenarioReader.Parse(
            "many.json",
            """{"tokens": 2000, "pattern": {"kind": "longformer", "window": 8, "globals": [0]}, "headDim": 8, "layers": 4, "framesPerLayer": 200, "tracers": [{"token": 3}]}"""u8,
            [],
            ".");
        using var view = new RunView(scenario, new WindowServices
        {
            Session = new SessionServices { Flow = tokens => FlowOptions.Drawn(tokens) with { Threads = 1 } },
            ScenarioNames = () => [],
            Load = _ => throw new NotSupportedException(),
            Report = () => default,
        });
        view.Session.View = view.Session.View with { Overlay = true };
        if (plays)
        {
            view.Session.TogglePlay();
        }

        var collector = new InputCollector();
        var canvas = new EmptyCanvas();
        collector.Resize(canvas.Size);
        for (int i = 0; i < 60; i++)
        {
            Picture();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Picture();
        }

        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;

        // Figures that change are written anew; what there is of tokens is not.
        Assert.That(each, Is.LessThan(24 * 1024));

        void Picture()
        {
            view.Update(collector.Next(0), 1);
            view.Draw(canvas);
        }
    }

    private sealed class EmptyCanvas : ICanvas
    {
        public Vector2 Size => new(1280, 720);

        public void Clear(Rgba colour)
        {
        }

        public void Lines(ReadOnlySpan<LineSegment> segments, in Stroke stroke)
        {
        }

        public void Polyline(ReadOnlySpan<Vector2> points, in Stroke stroke)
        {
        }

        public void Curves(ReadOnlySpan<Curve> curves, in Stroke stroke)
        {
        }

        public void Arc(Vector2 centre, float radius, float start, float sweep, in Stroke stroke)
        {
        }

        public void Discs(ReadOnlySpan<Vector2> centres, float radius, Rgba fill)
        {
        }

        public void Glow(Vector2 centre, float radius, Rgba colour)
        {
        }

        public void Rectangle(in Box box, Rgba fill, float cornerRadius = 0)
        {
        }

        public void Outline(in Box box, in Stroke stroke, float cornerRadius = 0)
        {
        }

        public void Gradient(in Box box, Rgba from, Rgba to)
        {
        }

        public void Polygon(ReadOnlySpan<Vector2> points, Rgba fill)
        {
        }

        public void Cells(in Box box, int columns, int rows, ReadOnlySpan<Rgba> colours)
        {
        }

        public void Text(ReadOnlySpan<char> text, Vector2 at, in TextStyle style)
        {
        }

        public float MeasureText(ReadOnlySpan<char> text, in TextStyle style) => text.Length * style.Size * 0.5f;

        public void PushClip(in Box box)
        {
        }

        public void PopClip()
        {
        }

        public void PushBlend(BlendMode mode)
        {
        }

        public void PopBlend()
        {
        }
    }
}
