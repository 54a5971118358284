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

    /// <summary>Tells the user something, in one line.</summary>
    /// <param name="text">The line.</param>
    /// <param name="isFault">Whether something could not be done.</param>
    void Tell(string text, bool isFault = true);

    /// <summary>Another view comes over this one, or takes its place: what goes on only while it shows ends.</summary>
    /// <returns>What there is to tell about it, in one line; null for nothing.</returns>
    string? Leave() => null;

    /// <summary>The view shows again after others have.</summary>
    void Resume()
    {
    }

    /// <summary>Takes what the user did, then some steps of time.</summary>
    void Update(in InputFrame input, int ticks);

    /// <summary>Draws all of the canvas.</summary>
    void Draw(ICanvas canvas);

    /// <summary>What it asks of the window since it was last asked; null for nothing.</summary>
    ViewRequest? TakeRequest();

    /// <summary>Where something of the picture is; null where it is not to be seen.</summary>
    Vector2? PointOf(ScriptTarget target);
}

/// <summary>Where a view's run is, for reports and tests.</summary>
/// <param name="Frame">The simulation's frame that is shown.</param>
/// <param name="Hash">Of the whole state of what it runs; 0 where nothing runs.</param>
public readonly record struct ViewState(long Frame, ulong Hash);
