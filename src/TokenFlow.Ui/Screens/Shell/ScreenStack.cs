using TokenFlow.Base.Faults;

namespace TokenFlow.Ui.Screens.Shell;

/// <summary>
/// The views of the window, one over the other; the topmost shows. A view that another comes over is left, and shows again
/// when that one goes; a few are kept, so that looking at another scenario loses nothing of this one.
/// </summary>
public sealed class ScreenStack : IDisposable
{
    /// <summary>Views that are kept under the topmost; the lowest goes when there are more.</summary>
    public const int MostBelow = 4;

    // From the lowest to the topmost.
    private readonly List<IView> _views;

    /// <param name="first">What shows first; the stack's from now on.</param>
    public ScreenStack(IView first)
    {
        ArgumentNullException.ThrowIfNull(first);
        _views = [first];
    }

    /// <summary>The view that shows.</summary>
    public IView Top => _views[^1];

    /// <summary>Shows another view. Where it cannot be made, the present one says why and stays.</summary>
    /// <param name="make">Makes the view.</param>
    public void Push(Func<IView> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        IView view;
        try
        {
            view = make();
        }
        catch (FaultException e)
        {
            Top.Tell(e.Message);
            return;
        }

        string? said = Top.Leave();
        _views.Add(view);
        if (_views.Count > MostBelow + 1)
        {
            _views[0].Dispose();
            _views.RemoveAt(0);
        }

        Pass(said);
    }

    /// <summary>Goes back to the view below; the lowest stays.</summary>
    public void Pop()
    {
        if (_views.Count == 1)
        {
            return;
        }

        string? said = Top.Leave();
        Top.Dispose();
        _views.RemoveAt(_views.Count - 1);
        Top.Resume();
        Pass(said);
    }

    /// <summary>Ends all views.</summary>
    public void Dispose()
    {
        for (int i = _views.Count - 1; i >= 0; i--)
        {
            _views[i].Dispose();
        }

        _views.Clear();
    }

    // The one that was left is no longer seen; the user is.
    private void Pass(string? said)
    {
        if (said is not null)
        {
            Top.Tell(said, isFault: false);
        }
    }
}
