namespace TokenFlow.Ui.Hosting;

/// <summary>What one picture took to draw.</summary>
/// <param name="Quads">Rectangles and pieces of lines.</param>
/// <param name="Calls">Times that the graphics card was asked to draw, at least.</param>
public readonly record struct DrawCount(int Quads, int Calls);
