using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Hosting;

/// <summary>An open window: what it shows and what happens in it. All units are pixels of what is drawn into. One thread.</summary>
public interface IWindowHost : IDisposable
{
    /// <summary>The size of what is drawn into; at least 1 x 1.</summary>
    Vector2 Size { get; }

    /// <summary>Pixels a point of the screen: 1, 1.5, 2.</summary>
    float PixelsPerPoint { get; }

    /// <summary>Whether the user asked to close it.</summary>
    bool WantsToClose { get; }

    /// <summary>Whether it is put away, so that drawing is for nobody.</summary>
    bool IsMinimised { get; }

    /// <summary>Seconds since the window opened.</summary>
    double Seconds { get; }

    /// <summary>What the last picture took to draw.</summary>
    DrawCount LastDrawn { get; }

    /// <summary>How far a curve may be from what is drawn, in pixels; larger is faster.</summary>
    float CurveTolerance { get; set; }

    /// <summary>Tells the collector what happened since the last picture ended.</summary>
    void Gather(InputCollector collector);

    /// <summary>Begins a picture.</summary>
    ICanvas BeginPicture();

    /// <summary>Shows the picture and waits for its turn.</summary>
    void EndPicture();

    /// <summary>Lets time pass and takes in what happens, without a picture.</summary>
    void Rest();

    /// <summary>The picture as it stands; between <see cref="BeginPicture"/> and <see cref="EndPicture"/>.</summary>
    Pixels ReadPixels();

    /// <summary>Sets the size of what is drawn into.</summary>
    void Resize(Vector2 size);

    /// <summary>Sets the title.</summary>
    void SetTitle(string title);

    /// <summary>Fills the screen, or goes back.</summary>
    void ToggleFullScreen();

    /// <summary>Shows the hand that says "this can be clicked", or the arrow.</summary>
    void ShowHand(bool isHand);
}

/// <summary>What one picture took to draw.</summary>
/// <param name="Quads">Rectangles and pieces of lines.</param>
/// <param name="Calls">Times that the graphics card was asked to draw, at least.</param>
public readonly record struct DrawCount(int Quads, int Calls);

/// <summary>A picture in memory.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Rgba">[height][width][4]: red, green, blue, alpha; opaque.</param>
public sealed record Pixels(int Width, int Height, byte[] Rgba);
