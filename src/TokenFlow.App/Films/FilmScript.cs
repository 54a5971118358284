using TokenFlow.Recording.Replays;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Shots;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.App.Films;

/// <summary>
/// Which frame of the simulation each frame of a film shows: the title card over the start, the start held still for the
/// lead, then frame by frame, then the end held for the tail, and the end's figures over it. Film frame k is shown at k / fps
/// seconds, whatever the machine needs to make it.
/// </summary>
internal sealed class FilmScript
{
    private const double FadeSeconds = 0.5;
    private readonly Scenario _scenario;
    private readonly int _title;
    private readonly int _lead;
    private readonly int _end;

    /// <param name="scenario">The scenario, at the film's frame rate.</param>
    public FilmScript(Scenario scenario)
    {
        _scenario = scenario;
        _title = FramesOf(scenario.Film.TitleSeconds);
        _lead = _title + FramesOf(scenario.Film.LeadSeconds);
        _end = _lead + (scenario.Layers * scenario.FramesPerLayer) + Math.Max(1, FramesOf(scenario.Film.TailSeconds));
        FrameCount = _end + FramesOf(scenario.Film.EndSeconds);
    }

    /// <summary>How many frames the film has.</summary>
    public int FrameCount { get; }

    /// <summary>The simulation's frame that a film frame shows.</summary>
    public long SimulationFrame(int filmFrame) => Math.Max(0, Math.Min(filmFrame, _end - 1) - _lead);

    /// <summary>The film frame at a moment in seconds, the last one where the film is shorter, and the simulation's frame that it shows.</summary>
    public (int FilmFrame, long SimulationFrame) At(double seconds)
    {
        int frame = (int)Math.Min(FrameCount - 1, Math.Round(seconds * _scenario.FramesPerSecond));
        return (frame, SimulationFrame(frame));
    }

    /// <summary>The film frame that first shows a frame of the simulation; the last one before the cards for frames that the film does not get to.</summary>
    public int FilmFrame(long simulationFrame) => (int)Math.Min(_end - 1, _lead + simulationFrame);

    /// <summary>What is said at a film frame; empty for nothing.</summary>
    public string CaptionAt(int filmFrame)
    {
        double seconds = SecondsOf(filmFrame);
        return _scenario.Captions.LastOrDefault(c => c.Seconds <= seconds + 1e-9)?.Text ?? "";
    }

    /// <summary>A film frame's time in seconds, counted from the end of the title card, as captions and camera are.</summary>
    public double SecondsOf(int filmFrame) => (double)(filmFrame - _title) / _scenario.FramesPerSecond;

    /// <summary>The card over a film frame, and how much of what is below it covers.</summary>
    public FilmCard CardAt(int filmFrame)
    {
        double fade = Math.Max(1, FadeSeconds * _scenario.FramesPerSecond);
        return filmFrame < _title ? new FilmCard(FilmCardKind.Title, (float)Math.Min(1, (_title - filmFrame) / fade))
            : filmFrame >= _end ? new FilmCard(FilmCardKind.End, (float)Math.Min(1, (filmFrame - _end + 1) / fade))
            : default;
    }

    /// <summary>A film frame as it is shown.</summary>
    /// <param name="filmFrame">Its number.</param>
    /// <param name="snapshot">The simulation's frame that it shows, retained for the shot.</param>
    /// <param name="view">How the film is looked at.</param>
    public Shot ShotAt(int filmFrame, FrameSnapshot snapshot, ShotView view) => new(snapshot, view with { Seconds = SecondsOf(filmFrame) })
    {
        Notes = new SceneNotes { Caption = CaptionAt(filmFrame) },
        Card = CardAt(filmFrame),
    };

    /// <summary>The film's frames to the last, each computed when it is asked for.</summary>
    /// <param name="simulation">The run; what lies before the first frame asked for is computed, but not seen.</param>
    /// <param name="view">How it is looked at.</param>
    /// <param name="from">The first of them.</param>
    /// <param name="replay">Where every frame from the film's first on is written down; null for nowhere.</param>
    public IEnumerable<Shot> Frames(FlowSimulation simulation, ShotView view, int from = 0, ReplayWriter? replay = null)
    {
        for (int k = replay is null ? from : 0; k < FrameCount; k++)
        {
            // While the film holds a frame, it is the same snapshot.
            if (simulation.Frame != SimulationFrame(k))
            {
                simulation.Seek(SimulationFrame(k));
            }

            replay?.Say(CaptionAt(k));
            replay?.Show(simulation.Frame, simulation.Snapshot.StateHash);
            if (k >= from)
            {
                yield return ShotAt(k, simulation.Snapshot.Retain(), view);
            }
        }
    }

    private int FramesOf(double seconds) => (int)Math.Round(seconds * _scenario.FramesPerSecond, MidpointRounding.AwayFromZero);
}
