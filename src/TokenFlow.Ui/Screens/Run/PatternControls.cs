using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Edits;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>The pattern in the side panel: its kind, and what that kind can be turned by.</summary>
internal sealed class PatternControls
{
    private const float Row = 24;

    private static readonly WidgetId KindId = new("pattern kind");
    private static readonly WidgetId WindowId = new("window");

    private readonly UiFrame _ui;
    private readonly SideColumn _column;
    private readonly Dictionary<CommandId, Box> _places;
    private Box _kindField;
    private (AttentionPattern? Pattern, int Tokens, IReadOnlyList<PatternKnob> Knobs) _knobs = (null, 0, []);
    private (IReadOnlyList<int> Globals, string Text)? _globals;

    public PatternControls(UiFrame ui, SideColumn column, Dictionary<CommandId, Box> places)
    {
        _ui = ui;
        _column = column;
        _places = places;
    }

    /// <summary>The section.</summary>
    public void Walk(RunContext run)
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

        if (pattern.TakesWindow)
        {
            Window(run, pattern);
        }

        if (pattern.Dilations.Count > 1)
        {
            DilationByHead(pattern);
        }

        Knobs(run, pattern);
        if (pattern.HubsAreGlobals || pattern.Globals.Count > 0)
        {
            Globals(pattern.Globals);
        }
    }

    /// <summary>The list of kinds, while it is open: over everything.</summary>
    public void List(RunContext run)
    {
        int chosen = SideColumn.IndexOf(PatternChoice.Kinds, run.Session.Simulation.Knobs.Pattern.Kind);
        if (Choice.List(_ui, KindId, _kindField, run.Layout.Side, PatternChoice.Kinds, chosen) is { } kind)
        {
            run.Session.Editor.SetPattern(PatternChoice.Kinds[kind]);
        }
    }

    private void Window(RunContext run, AttentionPattern pattern)
    {
        FlowSession session = run.Session;
        AttentionPattern first = session.Document.Scenario.Pattern;
        int most = Math.Max(session.Snapshot.Tokens.Length - 1, 1);
        int home = first.Kind == pattern.Kind ? first.Window : pattern.Window;
        float span = MathF.Log(1 + most);
        float? to = _column.Knob(
            run, WindowId, pattern.IsCausal ? "Window, itself included" : "Window a side", _ui.Number(WindowId, pattern.Window, SideColumn.Whole),
            MathF.Log(1 + pattern.Window) / span, MathF.Log(1 + home) / span, 0.2f / span, CommandId.WindowNarrower, CommandId.WindowWider);
        if (to is not { } at)
        {
            return;
        }

        int window = (int)MathF.Round(MathF.Exp(at * span) - 1);

        // A notch is at least one token.
        if (window == pattern.Window && at != MathF.Log(1 + home) / span && !_ui.Active.IsSome)
        {
            window += at > MathF.Log(1 + pattern.Window) / span ? 1 : -1;
        }

        window = Math.Clamp(window, pattern.IsCausal ? 1 : 0, most);
        if (window != pattern.Window)
        {
            session.Editor.Do(new SetWindowEdit(window), null, _ui.Gesture);
        }
    }

    private void DilationByHead(AttentionPattern pattern)
    {
        Box row = _column.Next(18);
        if (_ui.IsDrawing)
        {
            _ui.Text("Dilation by head", row, TypeSize.Small, _ui.Theme.Secondary);
            _ui.Text(string.Join(", ", pattern.Dilations), row with { Left = row.Left + (row.Width / 2), Width = row.Width / 2 }, TypeSize.Small, _ui.Theme.Text, TextAnchor.End);
        }
    }

    private void Knobs(RunContext run, AttentionPattern pattern)
    {
        int tokens = run.Session.Snapshot.Tokens.Length;
        if (!ReferenceEquals(_knobs.Pattern, pattern) || _knobs.Tokens != tokens)
        {
            _knobs = (pattern, tokens, pattern.Knobs(tokens));
        }

        foreach (PatternKnob knob in _knobs.Knobs)
        {
            AttentionPattern? turned = null;
            if (knob.Choices.Count > 0)
            {
                turned = Segments.Run(_ui, new WidgetId(knob.Name), _column.Next(Row), knob.Choices, knob.Value) is { } choice ? knob.Turned(choice) : null;
            }
            else if (_column.Turn(knob.Name, knob.Value, SideColumn.Whole) is var steps and not 0)
            {
                turned = knob.Turned(steps);
            }

            if (turned is not null)
            {
                Put(run, turned, knob.Name.ToLowerInvariant());
                return;
            }
        }
    }

    private void Globals(IReadOnlyList<int> globals)
    {
        Box row = _column.Next(18);
        if (!_ui.IsDrawing)
        {
            return;
        }

        if (_globals is not { } known || !ReferenceEquals(known.Globals, globals))
        {
            _globals = known = (globals, globals.Count == 0 ? "none" : string.Join(", ", globals.Take(24)));
        }

        float label = _ui.Px(74);
        _ui.Text(_ui.Number(new WidgetId("globals"), globals.Count, n => n == 1 ? "1 global at" : $"{n} globals at"), row with { Width = label }, TypeSize.Small, _ui.Theme.Secondary);
        _ui.Text(known.Text, row with { Left = row.Left + label, Width = row.Width - label }, TypeSize.Small, _ui.Theme.Text, TextAnchor.End);
    }

    private static void Put(RunContext run, AttentionPattern pattern, string what)
    {
        if (pattern.MemoryTokens != run.Session.Simulation.Knobs.Pattern.MemoryTokens)
        {
            run.Session.Editor.SetPattern(pattern);
        }
        else
        {
            run.Session.Editor.Do(new SetPatternEdit(pattern), $"{what}: {pattern.Label}");
        }
    }
}
