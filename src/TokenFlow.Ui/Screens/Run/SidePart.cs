using System.Globalization;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scenarios.Text;
using TokenFlow.Scene.Canvas;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>The panel on the left: everything of the run that can be turned, with its present value.</summary>
internal sealed class SidePart : IRunPart
{
    private const int MostHubs = 8, MostHeadSegments = 9, MostCached = 4096;
    private const float Row = 24, ScrollStep = 48;

    private static readonly string[] Weights = [.. Enum.GetNames<WeightKind>().Select(n => n.ToLowerInvariant())];
    private static readonly string[] HeadNames = ["mean", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    private static readonly string[] Rings = ["ring", "chain"];
    private static readonly WidgetId KindId = new("pattern kind");
    private static readonly WidgetId WindowId = new("window");
    private static readonly WidgetId ResidualId = new("residual");
    private static readonly WidgetId TemperatureId = new("temperature");

    private readonly UiFrame _ui = new();
    private readonly Dictionary<CommandId, Box> _places = [];
    private readonly SideColumn _column;
    private readonly CapacityControls _capacity;
    private readonly Dictionary<string, string> _pieces = [];
    private readonly string[][] _heads = new string[MostHeadSegments + 1][];
    private float _scroll;
    private float _height;
    private bool _allHubs;
    private Box _kindField;
    private (IReadOnlyList<int> Globals, string Text)? _globals;

    public SidePart()
    {
        _column = new SideColumn(_ui, _places);
        _capacity = new CapacityControls(_ui, _column);
    }

    /// <summary>Where each command that shows can be clicked, as of the last update.</summary>
    internal IReadOnlyDictionary<CommandId, Box> Places => _places;

    /// <summary>How much taller the controls are than the panel, in pixels.</summary>
    internal float Overflow { get; private set; }

    public void Update(RunContext run, ref InputFrame input)
    {
        _places.Clear();
        Box side = run.Layout.Side;
        if (!(side.Width >= 1 && side.Height >= 1))
            return;
        bool wasOpen = _ui.Open.IsSome;
        _ui.BeginUpdate(input, run.Theme, run.Layout.Unit, side, run.Ticks);
        Walk(run);
        Overflow = MathF.Max(_height - side.Height, 0);
        _scroll = Math.Clamp(_scroll - (_ui.Wheel(side) * _ui.Px(ScrollStep)), 0, Overflow);
        run.IsOverButton |= _ui.EndUpdate(ref input);
        if (wasOpen && input.Has(new KeyChord(Key.Escape)))
            input = input.WithoutKeys();
    }

    public void Draw(RunContext run, ICanvas canvas)
    {
        Box side = run.Layout.Side;
        if (!(side.Width >= 1 && side.Height >= 1))
            return;
        _ui.BeginDraw(canvas, run.Theme, run.Layout.Unit);
        canvas.Rectangle(side, _ui.Theme.Ground);
        canvas.Rectangle(new Box(side.Right - 1, side.Top, 1, side.Height), _ui.Theme.Edge);
        Walk(run);
        if (_height > side.Height)
        {
            float share = side.Height / _height;
            canvas.Rectangle(new Box(side.Right - _ui.Px(5), side.Top + (_scroll * share), _ui.Px(3), side.Height * share), _ui.Theme.Press, _ui.Px(1.5f));
        }

        _ui.EndDraw(run.Layout.Window);
    }

    private void Walk(RunContext run)
    {
        Box side = run.Layout.Side;
        _column.Begin(side, _scroll);
        _ui.PushClip(side);
        Pattern(run);
        Mixing(run);
        if (CapacityControls.IsCentral(run.Session))
            _capacity.Walk(run);
        Heads(run);
        Text(run);
        Hubs(run);
        if (!CapacityControls.IsCentral(run.Session))
            _capacity.Walk(run);
        _ui.PopClip();
        _height = _column.Height;
        int chosen = Index(PatternChoice.Kinds, run.Session.Simulation.Knobs.Pattern.Kind);
        if (Choice.List(_ui, KindId, _kindField, side, PatternChoice.Kinds, chosen) is { } kind)
            run.Session.SetPattern(PatternChoice.Kinds[kind]);
    }

    private void Pattern(RunContext run)
    {
        FlowSession session = run.Session;
        AttentionPattern pattern = session.Simulation.Knobs.Pattern;
        _column.Section("Pattern", "");
        Box row = _column.Next(28);
        float arrow = _ui.Px(22);
        CommandButton.Run(_ui, run, CommandId.PatternBack, row with { Width = arrow }, Icon.Left, _places);
        _kindField = new Box(row.Left + arrow + _ui.Px(2), row.Top, row.Width - (2 * arrow) - _ui.Px(4), row.Height);
        Choice.Field(_ui, KindId, _kindField, pattern.Kind);
        CommandButton.Run(_ui, run, CommandId.PatternOn, new Box(row.Right - arrow, row.Top, arrow, row.Height), Icon.Right, _places);

        if (pattern is LocalPattern or LongformerPattern or ClsHubPattern or MemoryPattern or StreamingPattern)
            Window(run, pattern);
        int tokens = session.Snapshot.Tokens.Length;
        switch (pattern)
        {
            case LocalPattern or LongformerPattern:
                Dilation(run, pattern);
                break;
            case BigBirdPattern bird:
                if (_column.Turn("Block", bird.Block, Whole) is var twice and not 0)
                    Put(run, bird with { Block = twice > 0 ? Math.Min(bird.Block * 2, Math.Max(tokens, 1)) : Math.Max(bird.Block / 2, 1) }, "block");
                else if (_column.Turn("Random blocks", bird.RandomBlocks, Whole) is var links and not 0)
                    Put(run, bird with { RandomBlocks = Math.Max(bird.RandomBlocks + links, 0) }, "random blocks");
                break;
            case StreamingPattern streaming:
                if (_column.Turn("Sinks", streaming.Sinks, Whole) is var sinks and not 0)
                    Put(run, new StreamingPattern(Math.Max(streaming.Sinks + sinks, 0), streaming.Window), "sinks");
                break;
            case MemoryPattern memory:
                if (_column.Turn("Memory tokens", memory.Memory, Whole) is var cells and not 0)
                    Put(run, new MemoryPattern(Math.Max(memory.Memory + cells, 0), memory.Window), "memory tokens");
                break;
            case StarPattern star:
                if (Segments.Run(_ui, new WidgetId("ring"), _column.Next(Row), Rings, star.Ring ? 0 : 1) is { } ring)
                    Put(run, new StarPattern(ring == 0), "ring");
                break;
            default:
                break;
        }

        if (pattern is LongformerPattern or GlobalPattern || pattern.Globals.Count > 0)
            Globals(pattern.Globals);
    }

    private void Window(RunContext run, AttentionPattern pattern)
    {
        FlowSession session = run.Session;
        AttentionPattern first = session.Document.Scenario.Pattern;
        int most = Math.Max(session.Snapshot.Tokens.Length - 1, 1);
        int home = first.Kind == pattern.Kind ? first.Window : pattern.Window;
        float span = MathF.Log(1 + most);
        float? to = _column.Knob(
            run, WindowId, pattern.IsCausal ? "Window, itself included" : "Window a side", _ui.Number(WindowId, pattern.Window, Whole),
            MathF.Log(1 + pattern.Window) / span, MathF.Log(1 + home) / span, 0.2f / span, CommandId.WindowNarrower, CommandId.WindowWider);
        if (to is not { } at)
            return;
        int window = (int)MathF.Round(MathF.Exp(at * span) - 1);

        // A notch is at least one token.
        if (window == pattern.Window && at != MathF.Log(1 + home) / span && !_ui.Active.IsSome)
            window += at > MathF.Log(1 + pattern.Window) / span ? 1 : -1;
        window = Math.Clamp(window, pattern.IsCausal ? 1 : 0, most);
        if (window != pattern.Window)
            session.Do(new SetWindowEdit(window), null, _ui.Gesture);
    }

    private void Dilation(RunContext run, AttentionPattern pattern)
    {
        if (pattern.Dilations.Count > 1)
        {
            Box row = _column.Next(18);
            if (_ui.IsDrawing)
            {
                _ui.Text("Dilation by head", row, TypeSizes.Small, _ui.Theme.Secondary);
                _ui.Text(string.Join(", ", pattern.Dilations), row with { Left = row.Left + (row.Width / 2), Width = row.Width / 2 }, TypeSizes.Small, _ui.Theme.Text, TextAnchor.End);
            }

            return;
        }

        if (_column.Turn("Dilation", pattern.Dilation, Whole) is var by and not 0)
        {
            int[] dilations = [Math.Max(pattern.Dilation + by, 1)];
            Put(run, pattern is LocalPattern local ? local.WithDilations(dilations) : ((LongformerPattern)pattern).WithDilations(dilations), "dilation");
        }
    }

    private void Globals(IReadOnlyList<int> globals)
    {
        Box row = _column.Next(18);
        if (!_ui.IsDrawing)
            return;
        if (_globals is not { } known || !ReferenceEquals(known.Globals, globals))
            _globals = known = (globals, globals.Count == 0 ? "none" : string.Join(", ", globals.Take(24)));
        float label = _ui.Px(74);
        _ui.Text(_ui.Number(new WidgetId("globals"), globals.Count, n => n == 1 ? "1 global at" : $"{n} globals at"), row with { Width = label }, TypeSizes.Small, _ui.Theme.Secondary);
        _ui.Text(known.Text, row with { Left = row.Left + label, Width = row.Width - label }, TypeSizes.Small, _ui.Theme.Text, TextAnchor.End);
    }

    private void Mixing(RunContext run)
    {
        FlowSession session = run.Session;
        Knobs knobs = session.Simulation.Knobs;
        Scenario scenario = session.Document.Scenario;
        _column.Section("Mixing", "");
        float? residual = _column.Knob(
            run, ResidualId, "Residual", _ui.Number(ResidualId, knobs.Residual, Three), knobs.Residual, scenario.Residual, 0.02f, CommandId.ResidualDown, CommandId.ResidualUp);
        if (residual is { } r)
        {
            // Dragged in steps that read well; the home is exact.
            float to = r == scenario.Residual ? r : MathF.Round(r * 100) / 100;
            if (to != knobs.Residual)
                session.Do(new SetResidualEdit(to), null, _ui.Gesture);
        }

        float? temperature = _column.Knob(
            run, TemperatureId, "Temperature", _ui.Number(TemperatureId, knobs.Temperature, Three),
            Log(knobs.Temperature), Log(scenario.Temperature), 0.02f, CommandId.TemperatureDown, CommandId.TemperatureUp);
        if (temperature is { } t)
        {
            float to = t == Log(scenario.Temperature) ? scenario.Temperature : Rounded(Knobs.LeastTemperature * MathF.Pow(Knobs.MostTemperature / Knobs.LeastTemperature, t));
            to = Math.Clamp(to, Knobs.LeastTemperature, Knobs.MostTemperature);
            if (to != knobs.Temperature)
                session.Do(new SetTemperatureEdit(to), null, _ui.Gesture);
        }

        static float Log(float temperature) => MathF.Log(temperature / Knobs.LeastTemperature) / MathF.Log(Knobs.MostTemperature / Knobs.LeastTemperature);

        static float Rounded(float value)
        {
            double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
            return (float)(Math.Round(value / unit) * unit);
        }
    }

    private void Heads(RunContext run)
    {
        FlowSession session = run.Session;
        Scenario scenario = session.Document.Scenario;
        _column.Section("Weights", "");
        Box row = _column.Next(Row);
        int now = (int)scenario.Weights;
        if (Segments.Run(_ui, new WidgetId("weights"), row, Weights, now) is { } weights && weights != now)
            session.SetWeights((WeightKind)weights);
        for (int i = 0; i < Weights.Length; i++)
            Segment(run, CommandId.WeightsOn, new WidgetId("weights", i), Segments.At(row, i, Weights.Length), isPlace: i == (now + 1) % Weights.Length);

        if (_column.Turn("Seed", scenario.Seed, Whole, run, CommandId.SeedBack, CommandId.SeedOn) is var seed and not 0)
            run.Run(seed > 0 ? CommandId.SeedOn : CommandId.SeedBack);
        if (_column.Turn("Layers", scenario.Layers, Whole, canLess: scenario.Layers > 1) is var layers and not 0)
            session.SetLayers(scenario.Layers + layers);
        if (_column.Turn("Heads", scenario.Heads, Whole, canLess: scenario.Heads > 1) is var more and not 0)
            session.SetHeads(scenario.Heads + more);

        int shown = Math.Min(scenario.Heads, MostHeadSegments);
        string[] names = _heads[shown] ??= HeadNames[..(shown + 1)];
        Box heads = _column.Next(Row);
        int head = session.View.Head + 1;
        if (Segments.Run(_ui, new WidgetId("head"), heads, names, head, 2) is { } picked)
            run.Run(CommandId.MeanOfHeads + picked);
        for (int i = 0; i <= shown; i++)
            Segment(run, CommandId.MeanOfHeads + i, new WidgetId("head", i), Segments.At(heads, i, shown + 1, 2), isPlace: true);
        if (scenario.Heads > MostHeadSegments && _column.Turn("Head", head, n => n == 0 ? "mean" : Whole(n), canLess: head > 0) is var by and not 0)
            session.View = session.View with { Head = session.View.Head + by };
    }

    private void Text(RunContext run)
    {
        FlowSession session = run.Session;
        Scenario scenario = session.Document.Scenario;
        _column.Section("Text", _ui.IsDrawing ? _ui.Number(new WidgetId("tokens"), session.Snapshot.Tokens.Length, n => n.ToString("N0", CultureInfo.InvariantCulture) + " tokens") : "");
        Box row = _column.Next(Row);
        int now = Index(Tokenizers.Names, scenario.Tokenizer);
        int next = (now + 1) % Tokenizers.Names.Count;
        if (Segments.Run(_ui, new WidgetId("tokenizer"), row, Tokenizers.Names, now) is { } picked && picked != now)
            session.SetTokenizer(Tokenizers.Names[picked]);
        for (int i = 0; i < Tokenizers.Names.Count; i++)
            Segment(run, CommandId.TokenizerOn, new WidgetId("tokenizer", i), Segments.At(row, i, Tokenizers.Names.Count), isPlace: i == next);
        if (now < 0)
        {
            Box file = _column.Next(18);
            if (_ui.IsDrawing)
                _ui.Text(scenario.Tokenizer, file, TypeSizes.Small, _ui.Theme.Secondary);
        }

        Box buttons = _column.Next(26);
        float gap = _ui.Px(4), each = (buttons.Width - (2 * gap)) / 3;
        CommandButton.Run(_ui, run, CommandId.EditText, buttons with { Width = each }, "Edit", _places);
        CommandButton.Run(_ui, run, CommandId.PasteText, buttons with { Left = buttons.Left + each + gap, Width = each }, "Paste", _places);
        CommandButton.Run(_ui, run, CommandId.OpenFile, buttons with { Left = buttons.Left + (2 * (each + gap)), Width = each }, "Open", _places);
    }

    private void Hubs(RunContext run)
    {
        FrameSnapshot snapshot = run.Session.Snapshot;
        int count = snapshot.Hubs.Count;
        _column.Section("Hubs", _ui.IsDrawing ? _ui.Number(new WidgetId("hubs"), count, n => n == 0 ? "none" : Whole(n)) : "");
        if (count == 0)
        {
            Box hint = _column.Next(16);
            if (_ui.IsDrawing)
                _ui.Text("Ctrl+click a token to make it one", hint, TypeSizes.Small, _ui.Theme.Secondary);
            return;
        }

        int shown = _allHubs ? count : Math.Min(count, MostHubs);
        float row = _ui.Px(22);
        Box clip = run.Layout.Side;
        float first = _column.At;
        for (int i = 0; i < shown; i++)
        {
            var box = new Box(_column.Left - _ui.Px(4), first + (i * row), _column.Width + _ui.Px(8), row);
            // Cut or healed, the snapshot is another frame's: the rest of the list waits for the next.
            if (box.Bottom > clip.Top && box.Top < clip.Bottom && Hub(run, snapshot.Hubs[i], box))
                break;
        }

        _column.At = first + (shown * row);
        if (count <= MostHubs)
            return;
        Box more = _column.Next(22);
        string label = _allHubs ? "fewer" : _ui.Number(new WidgetId("more hubs"), count - MostHubs, n => $"{Whole(n)} more");
        if (Button.Run(_ui, new WidgetId("all hubs"), more, label))
            _allHubs = !_allHubs;
    }

    private bool Hub(RunContext run, in HubSnapshot hub, in Box box)
    {
        int position = hub.Position;
        var id = new WidgetId("hub", position);
        if (!_ui.IsDrawing)
        {
            bool isClicked = _ui.Clicked(id, box);
            if (_ui.Hot == id)
                _ui.SetTip(id, box, hub.IsCut ? "Heal the hub" : "Cut the hub", "X");
            return isClicked && run.Session.ToggleCutHub(position);
        }

        Rgba ground = _ui.GroundOf(id, default);
        if (ground.A > 0)
            _ui.Canvas.Rectangle(box, ground, _ui.Px(5));
        Rgba sun = hub.IsCut ? run.Theme.Cut : run.Theme.Hub;
        IconPen.Draw(_ui.Canvas, hub.IsCut ? Icon.CutSun : Icon.Sun, box with { Width = _ui.Px(22) }, _ui.Px(0.85f), sun);
        float x = box.Left + _ui.Px(22);
        _ui.Text(_ui.Number(id, position, Whole), new Box(x, box.Top, _ui.Px(32), box.Height), TypeSizes.Small, _ui.Theme.Secondary, TextAnchor.End);
        x += _ui.Px(39);
        float end = box.Right - _ui.Px(4), percent = _ui.Px(34), bar = _ui.Px(44);
        Rgba ink = hub.IsCut ? _ui.Theme.Secondary : _ui.Theme.Text;
        _ui.Text(Piece(run.Session.Snapshot.Subject.Pieces[position]), new Box(x, box.Top, end - percent - bar - x - _ui.Px(6), box.Height), TypeSizes.Small, ink);
        if (hub.IsCut)
        {
            _ui.Text("cut", new Box(end - percent - bar, box.Top, percent + bar, box.Height), TypeSizes.Small, _ui.Theme.Secondary, TextAnchor.End);
            return false;
        }

        var track = new Box(end - percent - bar, box.Top + (box.Height / 2) - _ui.Px(2), bar, _ui.Px(4));
        _ui.Canvas.Rectangle(track, _ui.Theme.Press, _ui.Px(2));
        float load = Math.Clamp(hub.Load, 0, 1);
        if (load > 0)
            _ui.Canvas.Rectangle(track with { Width = MathF.Max(bar * load, _ui.Px(2)) }, sun, _ui.Px(2));
        string share = _ui.Number(new WidgetId("hub load", position), Math.Round(load, 3), p => (100 * p).ToString(p < 0.0995 ? "0.0' %'" : "0' %'", CultureInfo.InvariantCulture));
        _ui.Text(share, new Box(end - percent, box.Top, percent, box.Height), TypeSizes.Note, _ui.Theme.Secondary, TextAnchor.End);
        return false;
    }

    private void Segment(RunContext run, CommandId command, WidgetId id, in Box box, bool isPlace)
    {
        if (_ui.IsDrawing)
            return;
        if (isPlace)
            CommandButton.Told(_ui, run, command, id, box, _places);
        else if (_ui.Hot == id)
            _ui.SetTip(id, box, run.Commands[command].Title, run.Commands[command].ChordText);
    }

    private static void Put(RunContext run, AttentionPattern pattern, string what)
    {
        if (pattern.MemoryTokens != run.Session.Simulation.Knobs.Pattern.MemoryTokens)
            run.Session.SetPattern(pattern);
        else
            run.Session.Do(new SetPatternEdit(pattern), $"{what}: {pattern.Label}");
    }

    private string Piece(string piece)
    {
        if (piece.Length == 0 || (piece[0] != ' ' && piece[^1] != ' '))
            return piece;
        if (_pieces.TryGetValue(piece, out string? known))
            return known;
        if (_pieces.Count >= MostCached)
            _pieces.Clear();
        string trimmed = piece.Trim(' ');
        return _pieces[piece] = trimmed.Length > 0 ? trimmed : piece;
    }

    private static int Index(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
                return i;
        }

        return -1;
    }

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private static string Three(double value) => value.ToString(value < 9.9995 ? "0.00#" : value < 99.95 ? "0.0#" : "0", CultureInfo.InvariantCulture);
}
