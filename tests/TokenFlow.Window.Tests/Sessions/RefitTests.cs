using System.Text;
using TokenFlow.Scenarios.Capacity;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Window.Tests.Sessions;

/// <summary>What becomes of capacity when a session gets another text or memory tokens in front, or is undone to its start.</summary>
public sealed class RefitTests
{
    private static readonly ScheduledEdit[] Edits =
    [
        new(1, new SetSlotsEdit(3, 2)),
        new(2, new SetRankEdit(3, 9)),
        new(3, new SetBitsEdit(3, 5)),
        new(4, new SetSlotsEdit(4)),
        new(5, new SetHubCountEdit(9, HubPlacement.Spread)),
    ];

    private static Scenario Read(int tokens, string capacity) => ScenarioReader.Parse(
        "refit.json",
        Encoding.UTF8.GetBytes($$"""{"tokens": {{tokens}}, "headDim": 4, "pattern": {"kind": "longformer", "window": 1, "globals": [0]}, "capacity": {{capacity}}}"""),
        [],
        ".");

    private static SessionDocument Fit(Scenario scenario, int shift, out List<string> told)
    {
        told = [];
        return new Refit(new SequenceBuilder(() => Stream.Null)).Document(scenario, Edits, shift, told);
    }

    [Test]
    public void Limits_of_tokens_that_are_gone_are_left_out_and_told()
    {
        Scenario scenario = Read(7, """{"count": 9, "slots": 5, "hubs": [{"token": 2, "rank": 1}, {"token": 8, "rank": 2}], "keyframes": [{"at": 1, "count": 30, "rank": 3}]}""");
        SessionDocument document = Fit(scenario, 0, out List<string> told);
        CapacitySpec capacity = document.Scenario.Capacity;
        Assert.That(capacity.Limits.Common, Is.EqualTo(new HubLimits(5, null, null)));
        Assert.That(capacity.Limits.Single, Is.EqualTo(((int, HubLimits)[])[(2, new HubLimits(null, 1, null))]));
        Assert.That(capacity.Count, Is.EqualTo(7));
        Assert.That(capacity.Keyframes, Is.EqualTo((CapacityKey[])[new CapacityKey(1, 7, null, 3, null)]));
        Assert.That(told, Has.Some.Contains("limits").And.Some.Contains("1 edit"));
        Assert.That(
            document.Edits.Select(e => e.Edit),
            Is.EqualTo((Edit[])[new SetSlotsEdit(3, 2), new SetBitsEdit(3, 5), new SetSlotsEdit(4), new SetHubCountEdit(7, HubPlacement.Spread)]));
        Assert.That(() => new SessionRun(document, 0, _ => new FlowOptions(1, 0)).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Limits_stay_with_their_tokens_where_memory_comes_in_front()
    {
        SessionDocument document = Fit(Read(20, """{"hubs": [{"token": 2, "rank": 1}]}"""), 3, out List<string> told);
        Assert.That(document.Scenario.Capacity.Limits.Single, Is.EqualTo(((int, HubLimits)[])[(5, new HubLimits(null, 1, null))]));
        Assert.That(
            document.Edits.Select(e => e.Edit),
            Is.EqualTo((Edit[])[new SetSlotsEdit(3, 5), new SetRankEdit(3, 12), new SetBitsEdit(3, 8), new SetSlotsEdit(4), new SetHubCountEdit(9, HubPlacement.Spread)]));
        Assert.That(told, Is.Empty);
        document = Fit(Read(20, """{"hubs": [{"token": 2, "rank": 1}]}"""), -3, out _);
        Assert.That(document.Scenario.Capacity.Limits.Single, Is.Empty);
    }

    [Test]
    public void Hubs_that_stood_at_words_that_are_gone_stand_at_the_start()
    {
        Scenario scenario = ScenarioReader.Parse(
            "refit.json",
            """{"text": {"inline": "one two three four five six seven eight nine ten"}, "tokenizer": "words", "pattern": {"kind": "longformer", "window": 1}, "capacity": {"count": 1, "place": "match", "match": "twelve"}}"""u8,
            [],
            ".");
        SessionDocument document = Fit(scenario, 0, out List<string> told);
        Assert.That(document.Sequence.CountedHubs, Is.EqualTo((int[])[0]));
        Assert.That(told, Has.Some.Contains("stand at the start"));
    }

    [Test]
    public void Keyframes_can_be_undone_like_edits()
    {
        Scenario scenario = Read(20, """{"rank": 4, "keyframes": [{"at": 1, "rank": 3}, {"at": 2, "rank": 1}]}""");
        Sequence sequence = new SequenceBuilder(() => Stream.Null).Build(scenario);
        using var whole = new SessionRun(scenario, sequence, _ => new FlowOptions(1, 0));
        SessionDocument document = whole.Document;
        Assert.That(document.Edits.Select(e => e.Edit), Is.EqualTo((Edit[])[new SetRankEdit(3), new SetRankEdit(2), new SetRankEdit(1)]));
        using var run = new SessionRun(document with { Edits = [] }, 60, _ => new FlowOptions(1, 0));
        Assert.That(run.Simulation.Edits, Is.Empty);
        Assert.That(run.Simulation.Knobs.Capacity.Common.Rank, Is.EqualTo(4));
    }
}
