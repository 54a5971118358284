using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;

namespace TokenFlow.Studies.Sweeps;

/// <summary>What a sweep does at every setting and seed. Calls come from several threads at once.</summary>
public interface ISweepTrial
{
    /// <summary>Finds out, without running it, whether a setting can be run.</summary>
    /// <exception cref="FaultException">It cannot.</exception>
    void Check(Scenario scenario, Sequence sequence);

    /// <summary>Runs a scenario to its end on one thread and measures. The same scenario gives the same bits.</summary>
    /// <exception cref="FaultException">It cannot be run.</exception>
    SweepMeasures Run(Scenario scenario, Sequence sequence);

    /// <summary>What theory expects of a scenario.</summary>
    SweepTheory Theory(Scenario scenario, Sequence sequence);
}
