using TokenFlow.Scene.Canvas;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Inspector;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>
/// What there is to know of a token: in full of the locked one, beside the arc, and in brief of the one that is pointed at,
/// near it. An edge that is pointed at says between whom it runs.
/// </summary>
internal sealed class InspectorPart(PicturePlaces places) : IRunPart
{
    private const int LongText = 4_096;

    private readonly InspectionSheet _locked = new();
    private readonly SheetCard _card = new();
    private readonly BriefCard _brief = new(places);
    private PointerClaim _claim;

    /// <summary>The sheet of the locked token.</summary>
    internal InspectionSheet Locked => _locked;

    /// <summary>The card of the locked token.</summary>
    internal SheetCard Card => _card;

    /// <inheritdoc/>
    public void Update(RunContext run, ref InputFrame input)
    {
        SessionSelection selection = run.Session.Selection;
        if (_card.Box.Width <= 0 || !_card.Box.Contains(input.Mouse))
        {
            _claim.Release(selection);
            return;
        }

        bool isOver = false;
        foreach ((Box box, int partner, PointedEdge edge) in _card.Lines)
        {
            if (!box.Contains(input.Mouse))
            {
                continue;
            }

            isOver = true;
            run.IsOverButton = true;
            _claim.Point(selection, null, edge);
            if (input.Clicked.Has(MouseButton.Left))
            {
                run.Session.Lock(partner);
                selection.Point(null);
            }

            break;
        }

        if (!isOver)
        {
            _claim.Release(selection);
        }

        if (_card.Close.Contains(input.Mouse))
        {
            run.IsOverButton = true;
            if (input.Clicked.Has(MouseButton.Left))
            {
                run.Session.Unlock();
            }
        }

        if (input.Clicked.Has(MouseButton.Right))
        {
            run.Session.Unlock();
        }

        input = input.WithoutMouse();
    }

    /// <inheritdoc/>
    public void Draw(RunContext run, ICanvas canvas)
    {
        FlowSession session = run.Session;
        bool isRested = session.IsPlaying && session.Document.Sequence.Count > LongText;
        if (session.View.Locked is { } locked && InspectorSlot.Of(run) is { Width: > 0 } slot)
        {
            _locked.Write(session, locked, isRested);
            float unit = run.Layout.Unit;
            (int edges, int keys) = InspectorSlot.Room(slot.Width / unit, slot.Height / unit);
            float height = keys > 0 && SheetCard.IsWide(slot.Width / unit) ? SheetCard.WideHeightOf(edges) : SheetCard.HeightOf(edges, keys);
            Box box = slot with { Height = MathF.Min(slot.Height, height * unit) };
            _card.Draw(canvas, run.Theme, unit, box, _locked, edges, keys, canClose: true, session.Selection.Edge);
        }
        else
        {
            _card.Hide();
        }

        _brief.Draw(run, canvas, _card.Box, isRested);
    }
}
