using System.Numerics;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Widgets;
using MouseButton = TokenFlow.Ui.Input.MouseButton;

namespace TokenFlow.Ui.Screens.Race;

/// <summary>The mouse over a race: the timeline, lanes and their names and crosses, tokens, the list of patterns.</summary>
/// <param name="field">The race.</param>
/// <param name="tell">Takes what there is to tell; empty for nothing.</param>
internal sealed class RaceHand(RaceField field, Action<string> tell)
{
    private readonly Timeline _timeline = new();

    /// <summary>Where the mouse is.</summary>
    public Vector2 At { get; private set; }

    /// <summary>The token of the text that is pointed at, memory tokens not counted; null for none.</summary>
    public int? Hovered { get; private set; }

    /// <summary>The lane whose list is open; null for none.</summary>
    public int? Menu { get; private set; }

    /// <summary>Whether the mouse is over something to click.</summary>
    public bool IsOverButton { get; private set; }

    /// <summary>Closes the list.</summary>
    public void CloseMenu() => Menu = null;

    /// <summary>Takes the mouse.</summary>
    public void Update(in InputFrame input, RaceLayout layout)
    {
        At = input.Mouse;
        IsOverButton = false;
        bool isClick = input.Clicked.Has(MouseButton.Left);
        if (Menu is { } open && IsTakenByMenu(layout, open, isClick))
        {
            return;
        }

        if (_timeline.Drag(input, layout.Timeline, layout.Timeline.Inset(-5 * layout.Unit)) is { } share)
        {
            field.Playback.Pause((long)MathF.Round(share * field.Clock.EndFrame));
        }

        IsOverButton = _timeline.HasMouse;
        if (_timeline.HasMouse)
        {
            return;
        }

        Hovered = null;
        if (field.CanAdd && layout.Add.Contains(At))
        {
            IsOverButton = true;
            if (isClick)
            {
                field.Add();
            }

            return;
        }

        for (int i = 0; i < field.Lanes.Count; i++)
        {
            if (layout.Lane(i).Contains(At))
            {
                Lane(layout, i, isClick);
                return;
            }
        }
    }

    private bool IsTakenByMenu(RaceLayout layout, int open, bool isClick)
    {
        Hovered = null;
        int row = layout.Menu(open, PatternChoice.Kinds.Count).RowAt(At);
        IsOverButton = row >= 0;
        if (!isClick)
        {
            return true;
        }

        Menu = null;
        if (row >= 0)
        {
            field.TrySet(open, PatternChoice.Kinds[row]);
        }

        return row >= 0;
    }

    private void Lane(RaceLayout layout, int lane, bool isClick)
    {
        bool isRemove = field.CanRemove && layout.Remove(lane).Contains(At), isChoice = layout.Choice(lane).Contains(At);
        Hovered = isRemove || isChoice ? null : field.Lanes[lane].Nearest(field.Course.Count, At, 14 * layout.Unit);
        IsOverButton = isRemove || isChoice || Hovered is not null;
        if (!isClick)
        {
            return;
        }

        tell("");
        field.Choose(lane);
        if (isRemove)
        {
            field.Remove(lane);
        }
        else if (isChoice)
        {
            Menu = lane;
        }
        else if (Hovered is { } token)
        {
            field.Drop(token);
        }
    }
}
