using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Screens.Shell;

/// <summary>A whole window's content: a run, the gallery, a race.</summary>
public interface IView : IDisposable
{
    /// <summary>The window's title while it shows.</summary>
    string Title { get; }

    /// <summary>Steps of its time a second.</summary>
    int TicksPerSecond { get; }

    /// <summary>Whether the mouse is over something to click.</summary>
    bool IsOverButton { get; }

    /// <summary>The name of the theme it is drawn in, for the view that comes after it.</summary>
    string Theme { get; }

    /// <summary>Where its run is.</summary>
    ViewState State { get; }

    /// <summary>Tells the user what could not be done, in one line.</summary>
    void Tell(string fault);

    /// <summary>Takes what the user did, then some steps of time.</summary>
    void Update(in InputFrame input, int ticks);

    /// <summary>Draws all of the canvas.</summary>
    void Draw(ICanvas canvas);

    /// <summary>What it asks of the window since it was last asked; null for nothing.</summary>
    ViewRequest? TakeRequest();

    /// <summary>Where something of the picture is; null where it is not to be seen.</summary>
    Vector2? PointOf(ScriptTarget target);
}
