using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Tests.Sweeps;

/// <summary>Measures nothing: what it says follows from the scenario's facts, rank and seed alone.</summary>
internal sealed class FakeTrial : ISweepTrial
{
    private int _runs;

    /// <summary>How often it was run.</summary>
    public int Runs => _runs;

    /// <summary>Called before each run.</summary>
    public Action<Scenario> BeforeRun { get; init; } = _ => { };

    /// <inheritdoc />
    public void Check(Scenario scenario, Sequence sequence)
    {
    }

    /// <inheritdoc />
    public SweepMeasures Run(Scenario scenario, Sequence sequence)
    {
        BeforeRun(scenario);
        Interlocked.Increment(ref _runs);
        double rank = scenario.Capacity.Limits.Common.Rank ?? scenario.HeadDim;
        double recall = Math.Min(1, rank / (scenario.Recall.Facts + (scenario.Seed * 0.01)));
        return new SweepMeasures(recall, recall / 3, scenario.Recall.Facts / 1024.0, rank, rank, 1 / (double)scenario.Seed);
    }

    /// <inheritdoc />
    public SweepTheory Theory(Scenario scenario, Sequence sequence)
    {
        double rank = scenario.Capacity.Limits.Common.Rank ?? scenario.HeadDim;
        return new SweepTheory(rank, rank / 2, rank);
    }
}
