namespace TokenFlow.Ui.Screens.Shell;

/// <summary>What the last pictures took.</summary>
/// <param name="FrameMilliseconds">From picture to picture.</param>
/// <param name="UpdateMilliseconds">Of it, input and simulation.</param>
/// <param name="DrawMilliseconds">Of it, drawing and showing.</param>
/// <param name="Quads">Rectangles and pieces of lines drawn.</param>
/// <param name="Calls">Draw calls, at least.</param>
/// <param name="AllocatedBytes">Bytes allocated for the picture.</param>
public readonly record struct DrawReport(double FrameMilliseconds, double UpdateMilliseconds, double DrawMilliseconds, int Quads, int Calls, long AllocatedBytes);
