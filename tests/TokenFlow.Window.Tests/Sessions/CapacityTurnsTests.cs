using System.Text;
using CsCheck;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Ui.Commands;

namespace TokenFlow.Window.Tests.Sessions;

public class CapacityTurnsTests
{
    private const string Json = """
        {"tokens": 40, "pattern": {"kind": "longformer", "window": 2, "globals": [9, 20]}, "headDim": 16, "layers": 2, "framesPerLayer": 8}
        """;

    [TestCase(null, 40, false, ExpectedResult = 32)]
    [TestCase(32, 40, false, ExpectedResult = 16)]
    [TestCase(20, 40, false, ExpectedResult = 16)]
    [TestCase(1, 40, false, ExpectedResult = 1)]
    [TestCase(20, 40, true, ExpectedResult = 32)]
    [TestCase(32, 40, true, ExpectedResult = null)]
    [TestCase(null, 40, true, ExpectedResult = null)]
    [TestCase(null, 1, false, ExpectedResult = 1)]
    public int? Limits_go_by_powers_of_two(int? now, int most, bool up) => CapacityTurns.Turned(now, most, up);

    [Test]
    public void Turned_down_to_the_least_and_up_again_a_limit_is_gone() => Gen.Int[1, 70_000].Sample(most =>
    {
        int? limit = null;
        for (int i = 0; i < 20; i++)
        {
            limit = CapacityTurns.Turned(limit, most, up: false);
        }

        Assert.That(limit, Is.EqualTo(1));
        for (int i = 0; i < 20; i++)
        {
            limit = CapacityTurns.Turned(limit, most, up: true);
        }

        Assert.That(limit, Is.Null);
    });

    [Test]
    public void A_limit_keeps_its_place_on_its_line() => Gen.Select(Gen.Int[2, 4_096], Gen.Int[1, 4_096]).Sample((most, limit) =>
        Assert.That(CapacityTurns.At(CapacityTurns.PlaceOf(limit, most), most), Is.EqualTo(limit < most ? limit : (int?)null)));

    [Test]
    public void Without_a_held_hub_all_are_turned_and_with_one_it_alone()
    {
        using FlowSession session = Open();
        SessionCommands.TryRun(session, CommandId.RankLower);
        Assert.That(session.Simulation.Knobs.Capacity.Common.Rank, Is.EqualTo(8));

        session.Lock(9);
        SessionCommands.TryRun(session, CommandId.RankLower);
        SessionCommands.TryRun(session, CommandId.SlotsFewer);
        Assert.That(session.Simulation.Knobs.Capacity.Of(9), Is.EqualTo(new HubLimits(32, 4, null)));
        Assert.That(session.Simulation.Knobs.Capacity.Of(20), Is.EqualTo(new HubLimits(null, 8, null)));

        session.Lock(3);
        SessionCommands.TryRun(session, CommandId.BitsFewer);
        Assert.That(session.Simulation.Knobs.Capacity.Of(20).Bits, Is.EqualTo(256), "an ordinary token that is held is no hub");
    }

    [Test]
    public void Hubs_are_counted_up_and_down_and_never_below_one()
    {
        using FlowSession session = Open();
        SessionCommands.TryRun(session, CommandId.HubsMore);
        Assert.That(session.Snapshot.Hubs.Select(h => h.Position), Is.EqualTo((int[])[0, 1, 2]));
        for (int i = 0; i < 4; i++)
        {
            SessionCommands.TryRun(session, CommandId.HubsFewer);
        }

        Assert.That(session.Snapshot.Hubs.Select(h => h.Position), Is.EqualTo((int[])[0]));
        Assert.That(session.Message.IsFault, Is.True);
        while (session.Editor.Undo())
        {
        }

        Assert.That(session.Snapshot.Hubs.Select(h => h.Position), Is.EqualTo((int[])[9, 20]));
    }

    [Test]
    public void What_has_no_limit_says_so_when_it_is_loosened()
    {
        using FlowSession session = Open();
        SessionCommands.TryRun(session, CommandId.SlotsMore);
        Assert.That(session.Message.Text, Does.Contain("no limit of slots"));
        Assert.That(session.Editor.Undoable, Is.Null);
    }

    [TestCase(null)]
    [TestCase(9)]
    public void Dragging_a_limit_leaves_one_edit_a_frame_and_one_step_of_undo(int? held)
    {
        using FlowSession session = Open();
        if (held is { } token)
        {
            session.Lock(token);
        }

        session.SeekFrame(3);
        for (int i = 0; i < 300; i++)
        {
            CapacityTurns.SetBits(session, 100 + i, gesture: 7);
        }

        for (int i = 0; i < 300; i++)
        {
            CapacityTurns.SetSlots(session, 10 + (i % 20), gesture: 8);
        }

        for (int i = 0; i < 300; i++)
        {
            CapacityTurns.SetRank(session, 2 + (i % 10), gesture: 9);
        }

        Assert.That(session.Document.Edits.Select(e => e.Edit), Is.EqualTo((Edit[])[new SetBitsEdit(399, held), new SetSlotsEdit(29, held), new SetRankEdit(11, held)]));
        session.Editor.Undo();
        session.Editor.Undo();
        session.Editor.Undo();
        Assert.That((session.Document.Edits.Count, session.Editor.Undoable), Is.EqualTo((0, (string?)null)));
    }

    [Test]
    public void The_limit_of_one_hub_does_not_replace_that_of_another()
    {
        using FlowSession session = Open();
        session.Editor.Do(new SetBitsEdit(100));
        session.Editor.Do(new SetBitsEdit(50, 9));
        session.Editor.Do(new SetBitsEdit(60, 20));

        Assert.That(session.Document.Edits, Has.Count.EqualTo(3));
    }

    private static FlowSession Open() => new(ScenarioReader.Parse("hubs.json", Encoding.UTF8.GetBytes(Json), [], "."));
}
