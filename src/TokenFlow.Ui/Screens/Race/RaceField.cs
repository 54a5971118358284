using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Ui.Screens.Race;

/// <summary>The lanes of a race and their one clock. What cannot be done is told, and nothing has changed then.</summary>
internal sealed class RaceField : IPlayed, IDisposable
{
    /// <summary>The fewest lanes of a race.</summary>
    public const int FewestLanes = 2;

    /// <summary>The most lanes of a race.</summary>
    public const int MostLanes = 4;

    private static readonly string[] FirstKinds = ["local", "longformer", "bigbird", "full"];

    private readonly SequenceBuilder _builder;
    private readonly Func<int, FlowOptions> _options;
    private readonly Action<string> _tell;
    private readonly List<RaceLane> _lanes = [];

    /// <param name="scenario">Whose text is raced on.</param>
    /// <param name="services">What sessions have from outside.</param>
    /// <param name="tell">Takes what cannot be done.</param>
    /// <exception cref="FaultException">The scenario cannot be run.</exception>
    public RaceField(Scenario scenario, SessionServices services, Action<string> tell)
    {
        _builder = new SequenceBuilder(services.StandardInput);
        _options = services.Flow;
        _tell = tell;
        Course = new RaceCourse(scenario, _builder);
        Playback = new Playback(this);
        foreach (string kind in FirstKinds)
        {
            _lanes.Add(NewLane(kind));
        }
    }

    public RaceCourse Course { get; }

    public Playback Playback { get; }

    /// <inheritdoc/>
    public LayerClock Clock => Course.Clock;

    /// <inheritdoc/>
    public long Frame { get; private set; }

    /// <summary>The lanes, from left to right.</summary>
    public IReadOnlyList<RaceLane> Lanes => _lanes;

    /// <summary>The lane that keys act on.</summary>
    public int Chosen { get; private set; }

    public bool CanAdd => _lanes.Count < MostLanes;

    public bool CanRemove => _lanes.Count > FewestLanes;

    /// <summary>Of the whole state of all lanes.</summary>
    public ulong Hash => _lanes.Aggregate(0UL, (hash, lane) => (hash * 31) + lane.Snapshot.StateHash);

    /// <inheritdoc/>
    public void Seek(long frame) => Frame = frame;

    /// <summary>Steps of time; then every lane shows the frame.</summary>
    public void Tick(int ticks)
    {
        for (int i = 0; i < ticks; i++)
        {
            Playback.Tick();
        }

        foreach (RaceLane lane in _lanes)
        {
            lane.Seek(Frame);
        }
    }

    /// <summary>Chooses a lane, or the last one.</summary>
    public void Choose(int lane) => Chosen = Math.Min(lane, _lanes.Count - 1);

    /// <summary>Gives the chosen lane the next kind of pattern that fits the text, or the one before.</summary>
    public void Turn(int by)
    {
        string kind = _lanes[Chosen].Kind;
        for (int i = 0; i < PatternChoice.Kinds.Count; i++)
        {
            kind = PatternChoice.Next(kind, by);
            if (TrySet(Chosen, kind))
            {
                return;
            }
        }
    }

    /// <summary>Gives a lane a kind of pattern.</summary>
    /// <returns>Whether it fits the text.</returns>
    public bool TrySet(int lane, string kind)
    {
        try
        {
            RaceLane made = NewLane(kind);
            _lanes[lane].Dispose();
            _lanes[lane] = made;
            Chosen = lane;
            _tell("");
            return true;
        }
        catch (FaultException e)
        {
            _tell(e.Message);
            return false;
        }
    }

    /// <summary>Adds a lane, of a kind that there is not yet.</summary>
    public void Add()
    {
        if (!CanAdd)
        {
            _tell($"a race has at most {MostLanes} lanes");
            return;
        }

        string kind = PatternChoice.Kinds.FirstOrDefault(k => _lanes.All(l => l.Kind != k)) ?? PatternChoice.Kinds[0];
        try
        {
            _lanes.Add(NewLane(kind));
            Chosen = _lanes.Count - 1;
        }
        catch (FaultException e)
        {
            _tell(e.Message);
        }
    }

    /// <summary>Takes a lane away.</summary>
    public void Remove(int lane)
    {
        if (!CanRemove)
        {
            _tell($"a race needs {FewestLanes} lanes");
            return;
        }

        _lanes[lane].Dispose();
        _lanes.RemoveAt(lane);
        Choose(Chosen);
    }

    /// <summary>The race again, with the dye on another token.</summary>
    public void Drop(int token)
    {
        int before = Course.Origin;
        long frame = Frame;
        var made = new List<RaceLane>();
        try
        {
            Course.Origin = token;
            Frame = 0;
            foreach (RaceLane lane in _lanes)
            {
                made.Add(NewLane(lane.Kind));
            }
        }
        catch (FaultException e)
        {
            foreach (RaceLane lane in made)
            {
                lane.Dispose();
            }

            (Course.Origin, Frame) = (before, frame);
            _tell(e.Message);
            return;
        }

        Dispose();
        _lanes.AddRange(made);
        Playback.Restart();
    }

    /// <summary>Ends all lanes.</summary>
    public void Dispose()
    {
        foreach (RaceLane lane in _lanes)
        {
            lane.Dispose();
        }

        _lanes.Clear();
    }

    private RaceLane NewLane(string kind) => new(kind, Course, _builder, _options, Frame);
}
