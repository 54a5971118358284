using System.Globalization;

namespace TokenFlow.Ui.Commands;

/// <summary>What a user can do in a run.</summary>
public static class RunCommands
{
    /// <summary>A new table of them.</summary>
    public static CommandTable Table() => new([.. PlaybackCommands.All, .. Touch(), .. Change(), .. Look(), .. Keep()]);

    private static CommandInfo[] Touch() =>
    [
        CommandInfo.Of(CommandId.TokenOn, CommandGroup.Touch, "Next token", new(PlaceKind.Token, "point at a token"), "D", "Down") with { Repeats = true },
        CommandInfo.Of(CommandId.TokenBack, CommandGroup.Touch, "Token before", new(PlaceKind.Token, "point at a token"), "A", "Up") with { Repeats = true },
        CommandInfo.Of(CommandId.TokenOnFar, CommandGroup.Touch, "Sixteen tokens on", new(PlaceKind.Token, "point at a token"), "Shift+D", "Shift+Down") with { Repeats = true },
        CommandInfo.Of(CommandId.TokenBackFar, CommandGroup.Touch, "Sixteen tokens back", new(PlaceKind.Token, "point at a token"), "Shift+A", "Shift+Up") with { Repeats = true },
        CommandInfo.Of(CommandId.EdgeOn, CommandGroup.Touch, "Next edge of the token", new(PlaceKind.Edge, "point at an edge"), "E") with { Repeats = true },
        CommandInfo.Of(CommandId.EdgeBack, CommandGroup.Touch, "Edge before", new(PlaceKind.Edge, "point at an edge"), "Shift+E") with { Repeats = true },
        CommandInfo.Of(CommandId.DropDye, CommandGroup.Touch, "Drop dye on the token", new(PlaceKind.Token, "click a token"), "Enter"),
        CommandInfo.Of(CommandId.Lock, CommandGroup.Touch, "Hold the token in the inspector", new(PlaceKind.Token, "Shift+click a token"), "Shift+Enter"),
        CommandInfo.Of(CommandId.Unlock, CommandGroup.Touch, "Let go", new(PlaceKind.Picture, "right click"), "Esc"),
        CommandInfo.Of(CommandId.ToggleHub, CommandGroup.Touch, "Make the token a hub, or no hub", new(PlaceKind.Token, "Ctrl+click a token"), "Ctrl+Enter", "U"),
        CommandInfo.Of(CommandId.CutHub, CommandGroup.Touch, "Cut or heal the hub", new(PlaceKind.Hub, "click a hub's sun"), "X"),
        CommandInfo.Of(CommandId.CutEdge, CommandGroup.Touch, "Cut or heal the edge", new(PlaceKind.Edge, "click an edge"), "C", "Del"),
    ];

    private static CommandInfo[] Change() =>
    [
        CommandInfo.Of(CommandId.Undo, CommandGroup.Change, "Undo", CommandPlace.Button, "Ctrl+Z") with { Repeats = true },
        CommandInfo.Of(CommandId.Redo, CommandGroup.Change, "Redo", CommandPlace.Button, "Ctrl+Y", "Ctrl+Shift+Z") with { Repeats = true },
        CommandInfo.Of(CommandId.PatternOn, CommandGroup.Change, "Next pattern", CommandPlace.Control("choose a pattern"), "P"),
        CommandInfo.Of(CommandId.PatternBack, CommandGroup.Change, "Pattern before", CommandPlace.Control("choose a pattern"), "Shift+P"),
        CommandInfo.Of(CommandId.WindowWider, CommandGroup.Change, "Wider window", CommandPlace.Control("drag Window"), "W") with { Repeats = true },
        CommandInfo.Of(CommandId.WindowNarrower, CommandGroup.Change, "Narrower window", CommandPlace.Control("drag Window"), "Shift+W") with { Repeats = true },
        CommandInfo.Of(CommandId.ResidualUp, CommandGroup.Change, "More residual", CommandPlace.Control("drag Residual"), "B") with { Repeats = true },
        CommandInfo.Of(CommandId.ResidualDown, CommandGroup.Change, "Less residual", CommandPlace.Control("drag Residual"), "Shift+B") with { Repeats = true },
        CommandInfo.Of(CommandId.TemperatureUp, CommandGroup.Change, "Flatter softmax", CommandPlace.Control("drag Temperature"), "=") with { Signs = "=", Repeats = true },
        CommandInfo.Of(CommandId.TemperatureDown, CommandGroup.Change, "Sharper softmax", CommandPlace.Control("drag Temperature"), "-") with { Signs = "-", Repeats = true },
        CommandInfo.Of(CommandId.HubsMore, CommandGroup.Change, "More hubs", CommandPlace.Control("click + of Number of hubs"), "J") with { Repeats = true },
        CommandInfo.Of(CommandId.HubsFewer, CommandGroup.Change, "Fewer hubs", CommandPlace.Control("click - of Number of hubs"), "Shift+J") with { Repeats = true },
        CommandInfo.Of(CommandId.SlotsMore, CommandGroup.Change, "More slots a hub", CommandPlace.Control("drag Slots"), "O") with { Repeats = true },
        CommandInfo.Of(CommandId.SlotsFewer, CommandGroup.Change, "Fewer slots a hub", CommandPlace.Control("drag Slots"), "Shift+O") with { Repeats = true },
        CommandInfo.Of(CommandId.RankHigher, CommandGroup.Change, "Higher rank", CommandPlace.Control("drag Rank"), "K") with { Repeats = true },
        CommandInfo.Of(CommandId.RankLower, CommandGroup.Change, "Lower rank", CommandPlace.Control("drag Rank"), "Shift+K") with { Repeats = true },
        CommandInfo.Of(CommandId.BitsMore, CommandGroup.Change, "More bits a hub", CommandPlace.Control("drag Bits"), "I") with { Repeats = true },
        CommandInfo.Of(CommandId.BitsFewer, CommandGroup.Change, "Fewer bits a hub", CommandPlace.Control("drag Bits"), "Shift+I") with { Repeats = true },
        CommandInfo.Of(CommandId.WeightsOn, CommandGroup.Change, "Next weight source", CommandPlace.Control("choose Weights"), "V"),
        CommandInfo.Of(CommandId.SeedOn, CommandGroup.Change, "Next seed", CommandPlace.Control("click + of Seed"), "N"),
        CommandInfo.Of(CommandId.SeedBack, CommandGroup.Change, "Seed before", CommandPlace.Control("click - of Seed"), "Shift+N"),
        CommandInfo.Of(CommandId.TokenizerOn, CommandGroup.Change, "Next tokenizer", CommandPlace.Control("choose a tokenizer"), "Q"),
        CommandInfo.Of(CommandId.EditText, CommandGroup.Change, "Type a text", CommandPlace.Button, "T"),
        CommandInfo.Of(CommandId.PasteText, CommandGroup.Change, "Paste a text", CommandPlace.Button, "Ctrl+V"),
        CommandInfo.Of(CommandId.OpenFile, CommandGroup.Change, "Open a text or a scenario", new(PlaceKind.Picture, "drop a file in the window"), "Ctrl+O"),
    ];

    private static CommandInfo[] Look() =>
    [
        CommandInfo.Of(CommandId.MeanOfHeads, CommandGroup.Look, "Mean of all heads", CommandPlace.Control("choose a head"), "0"),
        .. Enumerable.Range(1, 9).Select(head => CommandInfo.Of(
            CommandId.MeanOfHeads + head, CommandGroup.Look, $"Head {head}", CommandPlace.Control("choose a head"), head.ToString(CultureInfo.InvariantCulture)) with { Series = "One head" }),
        CommandInfo.Of(CommandId.ToggleMatrix, CommandGroup.Look, "Attention matrix", CommandPlace.Button, "M"),
        CommandInfo.Of(CommandId.TogglePanels, CommandGroup.Look, "Panels", CommandPlace.Button, "Tab"),
        CommandInfo.Of(CommandId.ToggleTheme, CommandGroup.Look, "Light or dark", CommandPlace.Button, "L"),
        CommandInfo.Of(CommandId.ZoomIn, CommandGroup.Look, "Closer", new(PlaceKind.Picture, "turn the wheel"), "Ctrl+=", "Page up") with { Repeats = true },
        CommandInfo.Of(CommandId.ZoomOut, CommandGroup.Look, "Farther", new(PlaceKind.Picture, "turn the wheel"), "Ctrl+-", "Page down") with { Repeats = true },
        CommandInfo.Of(CommandId.ZoomAll, CommandGroup.Look, "All of it", new(PlaceKind.Picture, "double click"), "Ctrl+0"),
        CommandInfo.Of(CommandId.PanLeft, CommandGroup.Look, "Look to the left", new(PlaceKind.Picture, "drag the picture"), "Ctrl+Left") with { Repeats = true },
        CommandInfo.Of(CommandId.PanRight, CommandGroup.Look, "Look to the right", new(PlaceKind.Picture, "drag the picture"), "Ctrl+Right") with { Repeats = true },
        CommandInfo.Of(CommandId.SelfCheck, CommandGroup.Look, "Check the kernel against float64", CommandPlace.Button, "S"),
        CommandInfo.Of(CommandId.ToggleOverlay, CommandGroup.Look, "Times of systems and drawing", CommandPlace.Button, "F3"),
        CommandInfo.Of(CommandId.ToggleHelp, CommandGroup.Look, "This help", CommandPlace.Button, "H", "?", "F1") with { Signs = "?" },
        CommandInfo.Of(CommandId.Gallery, CommandGroup.Look, "Gallery of scenarios", CommandPlace.Button, "G"),
        CommandInfo.Of(CommandId.Race, CommandGroup.Look, "Race patterns side by side", CommandPlace.Button, "F4"),
        CommandInfo.Of(CommandId.Lessons, CommandGroup.Look, "Lessons: runs that stop and tell", CommandPlace.Button, "F5"),
        CommandInfo.Of(CommandId.Quiz, CommandGroup.Look, "Quiz: answers that are proved", CommandPlace.Button, "F6"),
    ];

    private static CommandInfo[] Keep() =>
    [
        CommandInfo.Of(CommandId.Save, CommandGroup.Keep, "Save the state", CommandPlace.Button, "Ctrl+S"),
        CommandInfo.Of(CommandId.ToggleFilm, CommandGroup.Keep, "Film: start, stop", CommandPlace.Button, "F9"),
        CommandInfo.Of(CommandId.Still, CommandGroup.Keep, "Still picture", CommandPlace.Button, "F12"),
        CommandInfo.Of(CommandId.FullScreen, CommandGroup.Keep, "Full screen", CommandPlace.Button, "F11", "Alt+Enter"),
        CommandInfo.Of(CommandId.Quit, CommandGroup.Keep, "Quit", new(PlaceKind.Button, "close the window"), "Ctrl+Q"),
    ];
}
