namespace TokenFlow.Scene.Canvas;

/// <summary>The two cuts of the one family that the picture uses.</summary>
public enum FontWeight : byte
{
    Regular,
    Bold,
}
