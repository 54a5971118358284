using System.Globalization;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scenarios.Text;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>What a run is made from, in the side panel: weights, seed, layers and heads; the text and its tokens.</summary>
internal sealed class SourceControls
{
    private const int MostHeadSegments = 9;
    private const float Row = 24;

    private static readonly string[] Weights = [.. Enum.GetNames<WeightKind>().Select(n => n.ToLowerInvariant())];
    private static readonly string[] HeadNames = ["mean", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private readonly UiFrame _ui;
    private readonly SideColumn _column;
    private readonly Dictionary<CommandId, Box> _places;
    private readonly string[][] _heads = new string[MostHeadSegments + 1][];

    public SourceControls(UiFrame ui, SideColumn column, Dictionary<CommandId, Box> places)
    {
        _ui = ui;
        _column = column;
        _places = places;
    }

    /// <summary>The sections.</summary>
    public void Walk(RunContext run)
    {
        Heads(run);
        Text(run);
    }

    private void Heads(RunContext run)
    {
        FlowSession session = run.Session;
        Scenario scenario = session.Document.Scenario;
        _column.Section("Weights", "");
        Box row = _column.Next(Row);
        int now = (int)scenario.Weights;
        if (Segments.Run(_ui, new WidgetId("weights"), row, Weights, now) is { } weights && weights != now)
        {
            session.Editor.SetWeights((WeightKind)weights);
        }

        for (int i = 0; i < Weights.Length; i++)
        {
            Segment(run, CommandId.WeightsOn, new WidgetId("weights", i), Segments.At(row, i, Weights.Length), isPlace: i == (now + 1) % Weights.Length);
        }

        if (_column.Turn("Seed", scenario.Seed, SideColumn.Whole, run, CommandId.SeedBack, CommandId.SeedOn) is var seed and not 0)
        {
            run.Run(seed > 0 ? CommandId.SeedOn : CommandId.SeedBack);
        }

        if (_column.Turn("Layers", scenario.Layers, SideColumn.Whole, canLess: scenario.Layers > 1) is var layers and not 0)
        {
            session.Editor.SetLayers(scenario.Layers + layers);
        }

        if (_column.Turn("Heads", scenario.Heads, SideColumn.Whole, canLess: scenario.Heads > 1) is var more and not 0)
        {
            session.Editor.SetHeads(scenario.Heads + more);
        }

        int shown = Math.Min(scenario.Heads, MostHeadSegments);
        string[] names = _heads[shown] ??= HeadNames[..(shown + 1)];
        Box heads = _column.Next(Row);
        int head = session.View.Head + 1;
        if (Segments.Run(_ui, new WidgetId("head"), heads, names, head, 2) is { } picked)
        {
            run.Run(CommandId.MeanOfHeads + picked);
        }

        for (int i = 0; i <= shown; i++)
        {
            Segment(run, CommandId.MeanOfHeads + i, new WidgetId("head", i), Segments.At(heads, i, shown + 1, 2), isPlace: true);
        }

        if (scenario.Heads > MostHeadSegments && _column.Turn("Head", head, n => n == 0 ? "mean" : SideColumn.Whole(n), canLess: head > 0) is var by and not 0)
        {
            session.View = session.View with { Head = session.View.Head + by };
        }
    }

    private void Text(RunContext run)
    {
        FlowSession session = run.Session;
        Scenario scenario = session.Document.Scenario;
        _column.Section("Text", _ui.IsDrawing ? _ui.Number(new WidgetId("tokens"), session.Snapshot.Tokens.Length, n => n.ToString("N0", CultureInfo.InvariantCulture) + " tokens") : "");
        Box row = _column.Next(Row);
        int now = SideColumn.IndexOf(Tokenizers.Names, scenario.Tokenizer);
        int next = (now + 1) % Tokenizers.Names.Count;
        if (Segments.Run(_ui, new WidgetId("tokenizer"), row, Tokenizers.Names, now) is { } picked && picked != now)
        {
            session.Editor.SetTokenizer(Tokenizers.Names[picked]);
        }

        for (int i = 0; i < Tokenizers.Names.Count; i++)
        {
            Segment(run, CommandId.TokenizerOn, new WidgetId("tokenizer", i), Segments.At(row, i, Tokenizers.Names.Count), isPlace: i == next);
        }

        if (now < 0)
        {
            Box file = _column.Next(18);
            if (_ui.IsDrawing)
            {
                _ui.Text(scenario.Tokenizer, file, TypeSize.Small, _ui.Theme.Secondary);
            }
        }

        Box buttons = _column.Next(26);
        float gap = _ui.Px(4), each = (buttons.Width - (2 * gap)) / 3;
        CommandButton.Run(_ui, run, CommandId.EditText, buttons with { Width = each }, "Edit", _places);
        CommandButton.Run(_ui, run, CommandId.PasteText, buttons with { Left = buttons.Left + each + gap, Width = each }, "Paste", _places);
        CommandButton.Run(_ui, run, CommandId.OpenFile, buttons with { Left = buttons.Left + (2 * (each + gap)), Width = each }, "Open", _places);
    }

    private void Segment(RunContext run, CommandId command, WidgetId id, in Box box, bool isPlace)
    {
        if (_ui.IsDrawing)
        {
            return;
        }

        if (isPlace)
        {
            CommandButton.Told(_ui, run, command, id, box, _places);
        }
        else if (_ui.Hot == id)
        {
            _ui.SetTip(id, box, run.Commands[command].Title, run.Commands[command].ChordText);
        }
    }
}
