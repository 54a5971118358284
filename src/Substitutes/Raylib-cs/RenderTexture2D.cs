namespace Raylib_cs;

/// <summary>A texture to draw into. It is stored upside down.</summary>
public struct RenderTexture2D
{
    public uint Id;
    public Texture2D Texture;
    public Texture2D Depth;
}
