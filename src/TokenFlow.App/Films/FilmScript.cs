using TokenFlow.Simulation;
using TokenFlow.Simulation.Scenarios;

namespace TokenFlow.App.Films;

/// <summary>
/// Which frame of the simulation each frame of a film shows: the start held still for the lead, then frame by frame, then
/// the end held for the tail. Film frame k is shown at k / fps seconds, whatever the machine needs to make it.
/// </summary>
internal sealed class FilmScript
{
    private readonly Scenario _scenario;
    private readonly int _lead;

    /// <param name="scenario">The scenario, at the film's frame rate.</param>
    public FilmScript(Scenario scenario)
    {
        _scenario = scenario;
        _lead = FramesOf(scenario.Film.LeadSeconds);
        FrameCount = _lead + (scenario.Layers * scenario.FramesPerLayer) + Math.Max(1, FramesOf(scenario.Film.TailSeconds));
    }

    /// <summary>How many frames the film has.</summary>
    public int FrameCount { get; }

    /// <summary>The simulation's frame that a film frame shows.</summary>
    public long SimulationFrame(int filmFrame) => Math.Max(0, filmFrame - _lead);

    /// <summary>The film frame at a moment in seconds, the last one where the film is shorter, and the simulation's frame that it shows.</summary>
    public (int FilmFrame, long SimulationFrame) At(double seconds)
    {
        int frame = (int)Math.Min(FrameCount - 1, Math.Round(seconds * _scenario.FramesPerSecond));
        return (frame, SimulationFrame(frame));
    }

    /// <summary>The film frame that first shows a frame of the simulation; the last one for frames that the film does not get to.</summary>
    public int FilmFrame(long simulationFrame) => (int)Math.Min(FrameCount - 1, _lead + simulationFrame);

    /// <summary>What is said at a film frame; empty for nothing.</summary>
    public string CaptionAt(int filmFrame)
    {
        double seconds = (double)filmFrame / _scenario.FramesPerSecond;
        return _scenario.Captions.LastOrDefault(c => c.Seconds <= seconds + 1e-9)?.Text ?? "";
    }

    /// <summary>The film's frames to the last, each computed when it is asked for.</summary>
    /// <param name="simulation">The run; what lies before the first frame asked for is computed, but not seen.</param>
    /// <param name="from">The first of them.</param>
    public IEnumerable<FilmFrame> Frames(FlowSimulation simulation, int from = 0)
    {
        for (int k = from; k < FrameCount; k++)
        {
            simulation.Seek(SimulationFrame(k));
            yield return new FilmFrame(simulation.TakeSnapshot(), CaptionAt(k));
        }
    }

    private int FramesOf(double seconds) => (int)Math.Round(seconds * _scenario.FramesPerSecond, MidpointRounding.AwayFromZero);
}
