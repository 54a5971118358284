namespace TokenFlow.Ui.Hosting;

/// <summary>A picture in memory.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Rgba">[height][width][4]: red, green, blue, alpha; opaque.</param>
public sealed record Pixels(int Width, int Height, byte[] Rgba);
