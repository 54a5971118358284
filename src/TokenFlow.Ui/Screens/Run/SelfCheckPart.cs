using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Lettering;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Inspection;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>
/// The self-check: rows that are on screen, computed anew in float64 by code that shares nothing with the kernel, and its
/// edges counted against the pattern's closed form. It is done anew as frames go by while the card is open.
/// </summary>
internal sealed class SelfCheckPart : IRunPart
{
    /// <summary>
    /// What an error may be at most. float32 rounds by 6e-8 of a value; values here are of order 1 and a row's sum has up to
    /// thousands of terms, of which blocked sums let far fewer roundings add up.
    /// </summary>
    public const double Bound = 1e-5;

    private const int MostRows = 32;
    private const int LongText = 1_024;

    // While a long text plays: every half second or so.
    private const int RestingFrames = 30;

    private readonly List<int> _rows = [];
    private (long Frame, ulong Hash, object? World) _of = (-1, 0, null);
    private Box _box;
    private Box _close;
    private string _error = "";
    private string _where = "";
    private string _edges = "";
    private string _formula = "";

    /// <summary>Whether the card is open.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What came out last; null before the first time.</summary>
    public SelfCheck? Last { get; private set; }

    /// <summary>Whether it is within the bound, and the edges are as many as they should be.</summary>
    public bool Passes => Last is { } last && last.LargestError <= Bound && (last.FormulaEdges ?? last.Edges) == last.Edges;

    /// <summary>The rows that were checked.</summary>
    internal IReadOnlyList<int> Rows => _rows;

    /// <summary>Opens or closes the card.</summary>
    public void Toggle()
    {
        IsOpen = !IsOpen;
        _of = (-1, 0, null);
    }

    /// <inheritdoc/>
    public void Update(RunContext run, ref InputFrame input)
    {
        if (!IsOpen || _box.Width <= 0 || !_box.Contains(input.Mouse))
        {
            return;
        }

        if (_close.Contains(input.Mouse))
        {
            run.IsOverButton = true;
            if (input.Clicked.Has(MouseButton.Left))
            {
                Toggle();
            }
        }

        input = input.WithoutMouse();
    }

    /// <inheritdoc/>
    public void Draw(RunContext run, ICanvas canvas)
    {
        _box = default;
        float unit = run.Layout.Unit;
        Box picture = run.Layout.Picture;
        var size = new Vector2(236, 128) * unit;
        if (!IsOpen || size.X + (16 * unit) > picture.Width || size.Y + (16 * unit) > picture.Height)
        {
            return;
        }

        Check(run.Session);
        // Over the title, beside the overlay where that is open: the arc stays in sight.
        float left = 10 * unit;
        if (run.Session.View.Overlay)
        {
            left = MathF.Min(left + (204 * unit), picture.Width - size.X - (6 * unit));
        }

        _box = new Box(picture.Left + left, picture.Top + (10 * unit), size.X, size.Y);
        var pen = new CardPen(canvas, run.Theme, unit);
        pen.Panel(_box);
        left = _box.Left + (14 * unit);
        float right = _box.Right - (14 * unit), top = _box.Top;
        pen.Text("Self-check", new Vector2(left, top + (21 * unit)), 13, run.Theme.Text, FontWeight.Bold);
        _close = new Box(right - (12 * unit), top + (8 * unit), 16 * unit, 16 * unit);
        Vector2 middle = _close.Centre, arm = new Vector2(3.6f, 3.6f) * unit, other = new Vector2(3.6f, -3.6f) * unit;
        canvas.Lines([new LineSegment(middle - arm, middle + arm), new LineSegment(middle - other, middle + other)], new Stroke(run.Theme.Secondary, 1.4f * unit, true));
        Verdict(run, canvas, pen, _close.Left - (8 * unit), top + (21 * unit));
        pen.Text("largest error against float64", new Vector2(left, top + (42 * unit)), 9, run.Theme.Secondary);
        pen.Text(_error, new Vector2(right, top + (42 * unit)), 11, run.Theme.Text, FontWeight.Regular, TextAnchor.End);
        pen.Text(_where, new Vector2(left, top + (55 * unit)), 9, run.Theme.Secondary);
        pen.Text("bound 1e−5", new Vector2(right, top + (55 * unit)), 9, run.Theme.Secondary, FontWeight.Regular, TextAnchor.End);

        // The error on its logarithmic way to the bound.
        double error = Last?.LargestError ?? 0;
        float share = error > 0 ? (float)((Math.Log10(error) + 9) / 4) : 0;
        pen.Bar(new Box(left, top + (62 * unit), right - left, 4 * unit), share, Passes ? run.Theme.Window : run.Theme.Hub);
        pen.Rule(left, right, top + (78 * unit));
        pen.Text("edges of a head, counted", new Vector2(left, top + (96 * unit)), 9, run.Theme.Secondary);
        pen.Text(_edges, new Vector2(right, top + (96 * unit)), 11, run.Theme.Text, FontWeight.Regular, TextAnchor.End);
        pen.Text("by the closed form", new Vector2(left, top + (112 * unit)), 9, run.Theme.Secondary);
        pen.Text(_formula, new Vector2(right, top + (112 * unit)), 11, run.Theme.Text, FontWeight.Regular, TextAnchor.End);
    }

    private void Verdict(RunContext run, ICanvas canvas, in CardPen pen, float right, float baseline)
    {
        float unit = pen.Unit;
        Rgba colour = Passes ? run.Theme.Window : run.Theme.Hub;
        string word = Passes ? "passes" : "fails";
        pen.Text(word, new Vector2(right, baseline), 11, colour, FontWeight.Bold, TextAnchor.End);
        var at = new Vector2(right - pen.Measure(word, 11, FontWeight.Bold) - (12 * unit), baseline - (4 * unit));
        ReadOnlySpan<Vector2> sign = Passes
            ? [at + new Vector2(-3.5f, 0) * unit, at + new Vector2(-0.8f, 3) * unit, at + new Vector2(4, -3.5f) * unit]
            : [at + new Vector2(-3, -3) * unit, at, at + new Vector2(3, -3) * unit, at, at + new Vector2(3, 3) * unit, at, at + new Vector2(-3, 3) * unit];
        canvas.Polyline(sign, new Stroke(colour, 1.8f * unit, true));
    }

    private void Check(FlowSession session)
    {
        FrameSnapshot snapshot = session.Snapshot;
        (long Frame, ulong Hash, object? World) of = (snapshot.Frame, snapshot.StateHash, session.Simulation);
        bool rests = session.IsPlaying && snapshot.Tokens.Length > LongText && ReferenceEquals(of.World, _of.World);
        if (of == _of || (rests && Math.Abs(of.Frame - _of.Frame) < RestingFrames))
        {
            return;
        }

        _of = of;
        Choose(session, snapshot);
        SelfCheck check = session.Simulation.SelfCheck(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_rows));
        Last = check;
        _error = check.LargestError == 0 ? "0" : check.LargestError.ToString("0.0e-0", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');
        _where = $"{check.Rows} rows, {session.Document.Scenario.Heads} head{(session.Document.Scenario.Heads == 1 ? "" : "s")}; at token {check.Row}";
        _edges = Letters.Count(check.Edges);
        _formula = check.FormulaEdges is { } formula ? Letters.Count(formula) : "none for this pattern";
    }

    // What is looked at first, then hubs, then rows spread evenly over the text.
    private void Choose(FlowSession session, FrameSnapshot snapshot)
    {
        _rows.Clear();
        Add(session.View.Locked);
        Add(session.Selection.Token);
        Add(session.Selection.Edge?.Query);
        for (int h = 0; h < Math.Min(snapshot.Hubs.Count, 8); h++)
        {
            Add(snapshot.Hubs[h].Position);
        }

        int tokens = snapshot.Tokens.Length, spread = Math.Min(tokens, MostRows);
        for (int i = 0; i < spread; i++)
        {
            Add((int)((((2L * i) + 1) * tokens) / (2L * spread)));
        }

        void Add(int? row)
        {
            if (row is { } r && r >= 0 && r < snapshot.Tokens.Length && _rows.Count < MostRows && !_rows.Contains(r))
            {
                _rows.Add(r);
            }
        }
    }
}
