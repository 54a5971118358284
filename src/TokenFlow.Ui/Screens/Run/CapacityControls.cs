using System.Globalization;
using TokenFlow.Scenarios.Capacity;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>What hubs can carry, in the side panel: how many there are, slots, rank and bits, for all of them or for the one that is held.</summary>
internal sealed class CapacityControls
{
    private static readonly WidgetId SlotsId = new("slots");
    private static readonly WidgetId RankId = new("rank");
    private static readonly WidgetId BitsId = new("bits");
    private static readonly Func<double, string> Limit = value => value <= 0 ? "no limit" : value.ToString(value < 10 ? "0.##" : "#,0", CultureInfo.InvariantCulture);
    private static readonly Func<double, string> OfHub = token => "of hub " + token.ToString("0", CultureInfo.InvariantCulture);
    private static readonly Func<double, string> Whole = value => value.ToString("0", CultureInfo.InvariantCulture);

    private readonly UiFrame _ui;
    private readonly SideColumn _column;

    public CapacityControls(UiFrame ui, SideColumn column)
    {
        _ui = ui;
        _column = column;
    }

    /// <summary>Whether a run is about capacity, so that its controls stand high up.</summary>
    public static bool IsCentral(FlowSession session) =>
        session.Document.Scenario.Recall.Facts > 0 || session.Document.Scenario.Capacity != CapacitySpec.None;

    /// <summary>The section.</summary>
    public void Walk(RunContext run)
    {
        FlowSession session = run.Session;
        int? target = CapacityTurns.Target(session);
        _column.Section("Capacity", !_ui.IsDrawing ? "" : target is { } hub ? _ui.Number(new WidgetId("capacity of"), hub, OfHub) : "of every hub");
        int count = session.Snapshot.Hubs.Count;
        int by = _column.Turn("Number of hubs", count, Whole, run, CommandId.HubsFewer, CommandId.HubsMore);
        if (by != 0)
        {
            run.Run(by > 0 ? CommandId.HubsMore : CommandId.HubsFewer);
        }

        // An edit makes another snapshot: at most one of the lines is turned in a walk.
        HubLimits limits = CapacityTurns.Limits(session);
        HubCapacity first = session.Document.Scenario.Capacity.Limits;
        HubLimits home = target is { } one ? first.Of(one) : first.Common;
        if (Line(run, SlotsId, "Slots, tokens it reads", limits.Slots, home.Slots, CapacityTurns.MostSlots(session), CommandId.SlotsFewer, CommandId.SlotsMore) is { } slots)
        {
            CapacityTurns.SetSlots(session, CapacityTurns.At(slots, CapacityTurns.MostSlots(session)), _ui.Gesture);
        }
        else if (Line(run, RankId, "Rank, directions it sends", limits.Rank, home.Rank, CapacityTurns.MostRank(session), CommandId.RankLower, CommandId.RankHigher) is { } rank)
        {
            CapacityTurns.SetRank(session, CapacityTurns.At(rank, CapacityTurns.MostRank(session)), _ui.Gesture);
        }
        else if (Line(run, BitsId, "Bits a layer it sends", limits.Bits, home.Bits, CapacityTurns.MostBits(session), CommandId.BitsFewer, CommandId.BitsMore) is { } bits)
        {
            CapacityTurns.SetBits(session, CapacityTurns.At(bits, CapacityTurns.MostBits(session)), _ui.Gesture);
        }
    }

    private float? Line(RunContext run, WidgetId id, string name, double? now, double? home, int most, CommandId less, CommandId more)
    {
        string value = _ui.IsDrawing ? _ui.Number(id, now ?? 0, Limit) : "";
        float notch = 1 / MathF.Max(MathF.Log2(most), 1);
        return _column.Knob(run, id, name, value, CapacityTurns.PlaceOf(now, most), CapacityTurns.PlaceOf(home, most), notch, less, more);
    }
}
