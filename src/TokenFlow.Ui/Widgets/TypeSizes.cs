namespace TokenFlow.Ui.Widgets;

/// <summary>The sizes in which the window sets type, in units; those of the scene.</summary>
internal static class TypeSizes
{
    public const float Title = 22;
    public const float Body = 13;
    public const float Small = 11;
    public const float Note = 9;
}
