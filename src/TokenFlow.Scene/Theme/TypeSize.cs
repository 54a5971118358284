namespace TokenFlow.Scene.Theme;

/// <summary>The four sizes in which text is set, in layout units; the window's controls have them too.</summary>
public static class TypeSize
{
    /// <summary>A picture's title.</summary>
    public const float Title = 22;

    /// <summary>What is read.</summary>
    public const float Body = 13;

    /// <summary>What names and counts.</summary>
    public const float Small = 11;

    /// <summary>What stands beside.</summary>
    public const float Note = 9;
}
