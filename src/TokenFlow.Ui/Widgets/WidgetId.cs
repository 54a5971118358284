namespace TokenFlow.Ui.Widgets;

/// <summary>Tells a widget from all others of its frame. The default is none.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Which of several of that name.</param>
/// <param name="Part">Which part of the widget.</param>
internal readonly record struct WidgetId(string? Name, int Index = 0, byte Part = 0)
{
    /// <summary>Whether it is a widget's at all.</summary>
    public bool IsSome => Name is not null;
}
