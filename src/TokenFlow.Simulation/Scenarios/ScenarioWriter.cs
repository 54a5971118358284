namespace TokenFlow.Simulation.Scenarios;

/// <summary>Writes scenarios as files that <see cref="ScenarioReader"/> reads back to the same run, bit for bit.</summary>
public static class ScenarioWriter
{
    /// <summary>Writes a scenario file, UTF-8, its text written into it so that it needs no other file but a vocabulary.</summary>
    /// <param name="scenario">The scenario, at its own frame rate (<see cref="Scenario.DefaultFramesPerSecond"/>).</param>
    /// <param name="sequence">Its tokens, which hold the text as it was read; null to read the text file again.</param>
    /// <param name="session">Where the run is left and the edits made; null for the scenario alone.</param>
    /// <param name="stream">Where it goes.</param>
    /// <exception cref="Attention.Faults.FaultException">The text is needed and cannot be read again.</exception>
    /// <exception cref="ArgumentException">The scenario is at another frame rate.</exception>
    public static void Write(Scenario scenario, Sequence? sequence, SavedSession? session, Stream stream) =>
        throw new NotImplementedException();
}
