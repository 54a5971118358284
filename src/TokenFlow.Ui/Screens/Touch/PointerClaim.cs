using TokenFlow.Session.Runs;

namespace TokenFlow.Ui.Screens.Touch;

/// <summary>
/// What one part has pointed at. It lets go of that alone: where another part or the keyboard has pointed elsewhere
/// meanwhile, theirs stays.
/// </summary>
internal struct PointerClaim
{
    private bool _has;
    private int? _token;
    private PointedEdge? _edge;

    /// <summary>Points at something.</summary>
    public void Point(SessionSelection selection, int? token, PointedEdge? edge = null)
    {
        selection.Point(token, edge);
        (_has, _token, _edge) = (true, selection.Token, selection.Edge);
    }

    /// <summary>Whether what the part pointed at is still what is pointed at.</summary>
    public readonly bool Holds(SessionSelection selection) => _has && selection.Token == _token && selection.Edge == _edge;

    /// <summary>Points at nothing any more, if the part still has it.</summary>
    public void Release(SessionSelection selection)
    {
        if (Holds(selection))
        {
            selection.Point(null);
        }

        _has = false;
    }
}
