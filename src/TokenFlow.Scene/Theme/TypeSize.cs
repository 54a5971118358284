namespace TokenFlow.Scene.Theme;

/// <summary>The four sizes in which text is set, in layout units.</summary>
internal static class TypeSize
{
    public const float Title = 22;
    public const float Body = 13;
    public const float Small = 11;
    public const float Note = 9;
}
