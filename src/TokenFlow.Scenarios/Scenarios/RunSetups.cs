using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Time;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Scenarios.Scenarios;

/// <summary>Turns a scenario and its tokens into what a run starts from.</summary>
public static class RunSetups
{
    /// <summary>The setup of a scenario's run, without what studies add to it.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <exception cref="FaultException">The pattern does not fit the sequence, or keyframes cannot be used.</exception>
    public static RunSetup Of(Scenario scenario, Sequence sequence)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(sequence);
        var clock = new LayerClock(scenario.Layers, scenario.FramesPerLayer, scenario.FramesPerSecond);

        // Whether the pattern fits is found out before there are threads and a world to give back.
        Knobs start = StartOf(scenario, sequence);
        _ = AttentionPlan.Compile(start.Pattern, sequence.Count, scenario.Heads, layer: 0, start.Edits);
        float[] embedding = Embedding.Of(sequence.Ids, scenario.Heads, scenario.HeadDim, scenario.Seed);
        sequence.Learned?.Place(sequence, embedding);
        return new RunSetup
        {
            Subject = SubjectOf(scenario, sequence),
            Clock = clock,
            HeadDim = scenario.HeadDim,
            Seed = scenario.Seed,
            Roles = sequence.Roles,
            Origins = sequence.Origins,
            TracerNames = [.. scenario.Tracers.Select(t => t.Name)],
            Values = embedding,
            SeparateGlobal = scenario.Weights == WeightKind.Random || sequence.Learned is not null,
            Weights = team => WeightSources.Of(scenario, sequence, embedding, team),
            Start = start,
            Edits = [.. EditsOf(scenario, clock)],
        };
    }

    /// <summary>The knobs before any edit.</summary>
    public static Knobs StartOf(Scenario scenario, Sequence sequence)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(sequence);

        // Where the pattern has globals the scenario's hubs are among them, and its label counts them; else they are made by hand.
        AttentionPattern pattern = sequence.Pattern;
        PatternEdits edits = PatternEdits.Empty;
        if (pattern.TakesGlobals)
        {
            pattern = pattern.WithGlobals(pattern.Globals.Concat(sequence.MadeHubs));
        }
        else
        {
            edits = sequence.MadeHubs.Aggregate(edits, (e, hub) => e.MakeHub(hub));
        }

        var start = new Knobs(pattern, edits, scenario.Temperature, scenario.Residual) { Capacity = scenario.Capacity.Limits };
        return sequence.CountedHubs is { } counted ? HubCounting.Apply(start, counted, sequence.Count) : start;
    }

    private static IEnumerable<PlannedEdit> EditsOf(Scenario scenario, LayerClock clock) => scenario.Session is { } session
        ? session.Edits.Select((e, i) => new PlannedEdit(e, scenario.WhereIs($"session.edits.{i}.do")))
        : scenario.Edits.Select(e => new PlannedEdit(new ScheduledEdit(clock.FrameAt(e.Seconds), e.Edit), e.Where))
            .Concat(scenario.CapacityEdits().Select(e => new PlannedEdit(e, scenario.WhereIs("capacity.keyframes"))));

    private static Subject SubjectOf(Scenario scenario, Sequence sequence) => new()
    {
        Name = scenario.Name,
        Title = scenario.Title,
        Summary = scenario.Summary,
        Pieces = sequence.Pieces,
        Layers = scenario.Layers,
        FramesPerLayer = scenario.FramesPerLayer,
        FramesPerSecond = scenario.FramesPerSecond,
        WeightSource = scenario.Weights.ToString().ToLowerInvariant() + (sequence.Learned is null ? "" : " + learned hub"),
        Heads = scenario.Heads,
    };
}
