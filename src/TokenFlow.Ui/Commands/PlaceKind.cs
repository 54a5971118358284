namespace TokenFlow.Ui.Commands;

/// <summary>The sorts of places that can be clicked.</summary>
public enum PlaceKind
{
    /// <summary>A button of the command's own, in the bar of its group or in a panel.</summary>
    Button,

    /// <summary>The timeline.</summary>
    Timeline,

    /// <summary>A token's disc or text.</summary>
    Token,

    /// <summary>A hub's sun.</summary>
    Hub,

    /// <summary>An edge drawn by itself.</summary>
    Edge,

    /// <summary>The picture, where nothing else is.</summary>
    Picture,

    /// <summary>A slider, stepper or choice of a panel.</summary>
    Control,
}
