using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>A button of a command: does what its key does, and says so.</summary>
internal static class CommandButton
{
    /// <summary>A command's button among widgets.</summary>
    public static WidgetId IdOf(CommandId command) => new(nameof(CommandButton), (int)command);

    /// <summary>A sign to click.</summary>
    /// <param name="ui">The widgets' frame.</param>
    /// <param name="run">The run.</param>
    /// <param name="command">The command.</param>
    /// <param name="box">Where.</param>
    /// <param name="icon">The sign.</param>
    /// <param name="places">Where commands can be clicked; filled.</param>
    /// <param name="isOn">Whether what it switches is on.</param>
    /// <param name="isEnabled">Whether it would do something; clicked all the same, it says why not.</param>
    /// <param name="colour">Its ink, where it has one of its own.</param>
    public static void Run(
        UiFrame ui, RunContext run, CommandId command, in Box box, Icon icon, Dictionary<CommandId, Box> places,
        bool isOn = false, bool isEnabled = true, Rgba? colour = null)
    {
        WidgetId id = IdOf(command);
        bool clicked = Button.Run(ui, id, box, icon, isOn, isEnabled, colour);
        Told(ui, run, command, id, box, places);
        if (clicked)
        {
            run.Run(command);
        }
    }

    /// <summary>A word to click.</summary>
    public static void Run(UiFrame ui, RunContext run, CommandId command, in Box box, string label, Dictionary<CommandId, Box> places)
    {
        WidgetId id = IdOf(command);
        bool clicked = Button.Run(ui, id, box, label);
        Told(ui, run, command, id, box, places);
        if (clicked)
        {
            run.Run(command);
        }
    }

    /// <summary>Notes where a command can be clicked, where all of it shows, and the tip of the widget that stands there.</summary>
    public static void Told(UiFrame ui, RunContext run, CommandId command, WidgetId id, in Box box, Dictionary<CommandId, Box> places)
    {
        if (ui.IsDrawing)
        {
            return;
        }

        if (ui.IsWhole(box) && !ui.Open.IsSome)
        {
            places[command] = box;
        }

        if (ui.Hot == id)
        {
            ui.SetTip(id, box, run.Commands[command].Title, run.Commands[command].ChordText);
        }
    }
}
