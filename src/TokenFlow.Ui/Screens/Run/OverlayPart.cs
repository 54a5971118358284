using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Lettering;
using TokenFlow.Ui.Hosting;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Shell;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>What a frame takes: each phase of the simulation, drawing, calls and allocations, and the last pictures as bars.</summary>
internal sealed class OverlayPart(SystemTimes times) : IRunPart
{
    // 30 pictures a second.
    private const float Enough = 1000f / 30;
    private const float Line = 14;

    // Figures that change sixty times a second cannot be read.
    private const int Refresh = 10;

    private readonly List<(string Name, string Value, bool IsMain)> _lines = [];
    private readonly List<LineSegment> _bars = [];
    private readonly List<LineSegment> _long = [];
    private Box _box;
    private int _age;

    /// <summary>What it says.</summary>
    internal IReadOnlyList<(string Name, string Value, bool IsMain)> Lines => _lines;

    /// <inheritdoc/>
    public void Update(RunContext run, ref InputFrame input)
    {
        if (run.Session.View.Overlay && _box.Width > 0 && _box.Contains(input.Mouse))
        {
            input = input.WithoutMouse();
        }
    }

    /// <inheritdoc/>
    public void Draw(RunContext run, ICanvas canvas)
    {
        times.Picture();
        _box = default;
        if (!run.Session.View.Overlay)
        {
            _age = 0;
            return;
        }

        if (_age++ % Refresh == 0)
        {
            Write(run);
        }

        float unit = run.Layout.Unit;
        Box picture = run.Layout.Picture;
        var size = new Vector2(196, 92 + (_lines.Count * Line)) * unit;
        if (size.X + (16 * unit) > picture.Width || size.Y + (16 * unit) > picture.Height)
        {
            return;
        }

        _box = new Box(picture.Left + (10 * unit), picture.Top + (10 * unit), size.X, size.Y);
        var pen = new CardPen(canvas, run.Theme, unit);
        pen.Panel(_box);
        float left = _box.Left + (14 * unit), right = _box.Right - (14 * unit), y = _box.Top + (20 * unit);
        foreach ((string name, string value, bool isMain) in _lines)
        {
            pen.Text(name, new Vector2(left, y), isMain ? 11 : 9, isMain ? run.Theme.Text : run.Theme.Secondary, isMain ? FontWeight.Bold : FontWeight.Regular);
            pen.Text(value, new Vector2(right, y), isMain ? 11 : 9, run.Theme.Text, isMain ? FontWeight.Bold : FontWeight.Regular, TextAnchor.End);
            y += Line * unit;
        }

        Plot(run, canvas, pen, new Box(left, y, right - left, 52 * unit));
    }

    private void Write(RunContext run)
    {
        _lines.Clear();
        DrawReport? report = run.Services.Report?.Invoke();
        double frame = report?.FrameMilliseconds ?? Mean();
        _lines.Add(("frame", frame > 0 ? $"{frame:0.0} ms   {1000 / frame:0} fps" : "-", true));
        double all = 0;
        for (int i = 0; i < times.Names.Count; i++)
        {
            all += times[i];
        }
        // Where no frame runs there is nothing to tell, least of all what the first one took.
        bool isFresh = times.IsFresh;
        _lines.Add(("simulation", isFresh ? $"{all:0.00} ms" : "rests", true));
        for (int i = 0; i < times.Names.Count; i++)
        {
            _lines.Add((times.Names[i] == "Attend" ? "attend: the kernel" : times.Names[i].ToLowerInvariant(), isFresh ? $"{times[i]:0.00} ms" : "-", false));
        }

        if (report is not { } r)
        {
            return;
        }

        _lines.Add(("drawing", $"{r.DrawMilliseconds:0.00} ms", true));
        _lines.Add(("draw calls", Letters.Count(r.Calls), false));
        _lines.Add(("quads", Letters.Count(r.Quads), false));
        _lines.Add(("update", $"{r.UpdateMilliseconds:0.00} ms", false));
        _lines.Add(("allocated", r.AllocatedBytes < 10_240 ? $"{Letters.Count(r.AllocatedBytes)} B" : $"{r.AllocatedBytes / 1024.0:0} KiB", false));
    }

    private double Mean()
    {
        double sum = 0;
        int count = Math.Min(times.Count, 30);
        for (int i = 0; i < count; i++)
        {
            sum += times.PictureBefore(i);
        }

        return count > 0 ? sum / count : 0;
    }

    // A bar a picture, the latest on the right, up to 50 ms; those beyond 33 ms stand out.
    private void Plot(RunContext run, ICanvas canvas, in CardPen pen, in Box box)
    {
        const float Most = 50;
        float unit = pen.Unit, step = box.Width / SystemTimes.Pictures;
        float bottom = box.Bottom, height = box.Height - (10 * unit);
        _bars.Clear();
        _long.Clear();
        for (int i = 0; i < times.Count; i++)
        {
            float took = times.PictureBefore(i), x = box.Right - ((i + 0.5f) * step);
            (took > Enough ? _long : _bars).Add(new LineSegment(new Vector2(x, bottom), new Vector2(x, bottom - (height * MathF.Min(took / Most, 1)))));
        }

        var thick = MathF.Max(step * 0.8f, 1);
        canvas.Lines(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bars), new Stroke(run.Theme.Window, thick));
        canvas.Lines(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_long), new Stroke(run.Theme.Hub, thick));
        float line = bottom - (height * Enough / Most);
        canvas.Lines([new LineSegment(new Vector2(box.Left, line), new Vector2(box.Right, line))], new Stroke(run.Theme.Secondary, MathF.Max(0.8f * unit, 1)));
        pen.Text("33 ms", new Vector2(box.Left, line - (3 * unit)), 9, run.Theme.Secondary);
        pen.Rule(box.Left, box.Right, bottom);
    }
}
