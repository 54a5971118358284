using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Hosting;

/// <summary>What runs in the window. It knows neither the window nor the clock.</summary>
public interface IWindowApp
{
    /// <summary>The window's title.</summary>
    string Title { get; }

    /// <summary>Steps of its own time a second; steps are all alike.</summary>
    int TicksPerSecond { get; }

    /// <summary>Whether it is done and the window may close.</summary>
    bool IsClosing { get; }

    /// <summary>Whether the mouse is over something to click.</summary>
    bool IsOverButton { get; }

    /// <summary>Takes what the user did, then some steps of time.</summary>
    /// <param name="input">What happened since the frame before.</param>
    /// <param name="ticks">How many steps of time have passed; may be 0.</param>
    void Update(in InputFrame input, int ticks);

    /// <summary>Draws all of the canvas.</summary>
    void Draw(ICanvas canvas);

    /// <summary>Whether it asked for the full screen, or back, since it was last asked.</summary>
    bool TakeFullScreenRequest();

    /// <summary>Where something of the picture is, in pixels; null where it is not to be seen.</summary>
    Vector2? PointOf(ScriptTarget target);
}
