using MouseButton = TokenFlow.Ui.Input.MouseButton;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>What found no room on the bar, as a list behind a button.</summary>
/// <param name="ui">The bar's frame.</param>
/// <param name="layout">The bar's layout.</param>
/// <param name="places">Filled with where each command that shows can be clicked.</param>
internal sealed class BarList(UiFrame ui, BarLayout layout, Dictionary<CommandId, Box> places)
{
    private static readonly WidgetId MoreId = new("bar more");

    /// <summary>Walks through the button and, where it is open, the list.</summary>
    public void Walk(RunContext run)
    {
        if (Button.Run(ui, MoreId, layout.More, Icon.More, ui.Open == MoreId))
        {
            ui.Open = MoreId;
        }
        else if (ui.Open == MoreId)
        {
            List(run);
        }
    }

    private void List(RunContext run)
    {
        Box list = layout.List;
        if (ui.IsDrawing)
        {
            ui.Canvas.Rectangle(list, ui.Theme.Ground, ui.Px(9));
            ui.Canvas.Outline(list.Inset(0.5f), new Stroke(ui.Theme.Edge.Mix(ui.Theme.Secondary, 0.4f), 1), ui.Px(8.5f));
        }

        CommandId? called = null;
        ui.IsInList = true;
        for (int i = 0; i < layout.Hidden.Count; i++)
        {
            BarItem item = layout.Hidden[i];
            CommandId command = item.Command!.Value;
            Box line = layout.Lines[i];
            var id = new WidgetId("bar list", (int)command);
            if (ui.IsDrawing)
            {
                Line(run, item, line, id);
            }
            else
            {
                places[command] = line;
            }

            if (ui.Clicked(id, line))
            {
                called = command;
            }
        }

        ui.IsInList = false;
        if (ui.IsDrawing)
        {
            return;
        }

        bool isBeside = ui.Input.Pressed.Has(MouseButton.Left) && !list.Contains(ui.Input.Mouse);
        if (called is not null || isBeside || ui.Input.Has(new KeyChord(Key.Escape)))
        {
            ui.Open = default;
        }

        if (called is { } chosen)
        {
            run.Run(chosen);
        }
    }

    private void Line(RunContext run, BarItem item, in Box line, WidgetId id)
    {
        CommandInfo info = run.Commands[item.Command!.Value];
        Rgba ground = ui.GroundOf(id, BarStates.IsOn(run, info.Id) ? ui.Theme.On : default);
        if (ground.A > 0)
        {
            ui.Canvas.Rectangle(line, ground, ui.Px(4));
        }

        bool isEnabled = BarStates.IsEnabled(run.Session, info.Id);
        if (item.Icon != Icon.Normal)
        {
            IconPen.Draw(ui.Canvas, item.Icon, line with { Width = ui.Px(30) }, ui.Px(1), isEnabled ? ui.Theme.Secondary : ui.Theme.Faint);
        }

        float keyWidth = MathF.Min(ui.Px(46), line.Width / 3);
        ui.Text(info.Title, new Box(line.Left + ui.Px(32), line.Top, line.Width - ui.Px(38) - keyWidth, line.Height), TypeSize.Small, isEnabled ? ui.Theme.Text : ui.Theme.Faint);
        ui.Text(info.Chords[0].ToString(), new Box(line.Right - keyWidth - ui.Px(6), line.Top, keyWidth, line.Height), TypeSize.Note, ui.Theme.Secondary, TextAnchor.End);
    }
}
