using Arch.Core;
using TokenFlow.Base.Faults;
using TokenFlow.Simulation.Components;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Inspection;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Survey;
using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Time;
using TokenFlow.Simulation.Traffic;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation;

/// <summary>
/// A run: the world, its schedule and its time. Frames and layers go on and back; a frame's state follows from the scenario,
/// the seed and the edits up to it alone, so going back and coming again gives the same bits. Not thread-safe.
/// </summary>
public sealed class FlowSimulation : IDisposable
{
    private readonly World _world;
    private readonly FlowState _state;
    private readonly KnobHistory _knobs;
    private readonly CheckpointStore _checkpoints;
    private readonly IWeightSource _weights;
    private readonly IntegrateSystem _integrate;
    private readonly SnapshotSystem _snapshot;
    private readonly Schedule _schedule;
    private readonly TokenInspector _inspector;
    private readonly MatrixSurvey _matrix;
    private readonly RowChecker _checker;
    private readonly FlowHost? _own;
    private readonly List<IMeter> _meters = [];
    private long _computedFrame = -1;

    /// <summary>Builds the world and runs frame 0.</summary>
    /// <param name="setup">What the run starts from.</param>
    /// <param name="options">How to run it.</param>
    /// <exception cref="FaultException">An edit does not fit the sequence.</exception>
    public FlowSimulation(RunSetup setup, FlowOptions options)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(options);
        Clock = setup.Clock;
        Subject = setup.Subject;
        _knobs = setup.History();
        int heads = setup.Subject.Heads;
        _state = new FlowState(setup.Tokens, heads, setup.HeadDim, setup.Origins.Count, setup.SeparateGlobal);
        _checkpoints = new CheckpointStore(Checkpoint.Of(setup.Values, setup.Origins, setup.Tokens));
        _own = options.Host is null ? new FlowHost(options.Threads) : null;
        FlowHost host = options.Host ?? _own!;
        _world = World.Create();
        try
        {
            _weights = setup.Weights(host.Team);
            CreateEntities(setup);
            var projector = new LayerProjector(_state, _weights);
            Channels = new HubChannels(setup.Seed, heads, setup.HeadDim);
            var loads = new HubLoads(_state, host.Team);
            var refusals = new HubRefusals(_state, loads);
            _integrate = new IntegrateSystem(_state, refusals);
            Phase[] layer = Schedule.LayerOf(
                new EditSystem(_world, _state),
                new PlanSystem(_world, _state),
                new CapacitySystem(_world, _state, projector, Channels, host.Team, setup.Seed),
                new AttendSystem(_state, projector, host.Kernel),
                _integrate);
            var meters = new MeterSetup(
                _state,
                _knobs,
                Clock,
                Channels,
                new ReadingBoard(_world),
                () => new LayerRun(_state, Clock.Layers, _weights, host.Kernel, Channels, host.Team, setup.Seed),
                options.LiveCurves);
            foreach (Func<MeterSetup, IMeter> meter in setup.Meters)
            {
                _meters.Add(meter(meters));
            }

            var input = new InputSystem(_world, _state, _knobs, new LayerStarts(_checkpoints, _knobs, Clock), Clock);
            var measure = new MeasureSystem(_world, _state, loads, refusals, new HubDemand(_state, setup.Burden));
            var survey = new EdgeSurvey(_state, host.Team, options.EdgesShown);
            _snapshot = new SnapshotSystem(_world, _state, Subject, _checkpoints, measure, survey, _meters);
            _schedule = new Schedule(
                Schedule.FrameOf(input, layer, measure, _meters, new SurveySystem(survey), _snapshot), options.Observer);
            _inspector = new TokenInspector(_state, Subject, setup.Roles, setup.TracerNames);
            _matrix = new MatrixSurvey(_state, host.Team);
            _checker = new RowChecker(_state, host.Team);
            Run(0);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Which frame belongs to which layer.</summary>
    public LayerClock Clock { get; }

    /// <summary>What stays the same through the run.</summary>
    public Subject Subject { get; }

    /// <summary>The phases of a frame, in order.</summary>
    public IReadOnlyList<Phase> Phases => _schedule.Phases;

    /// <summary>The frame that was run last.</summary>
    public long Frame { get; private set; }

    /// <summary>All edits, the scenario's own and those made since.</summary>
    public IReadOnlyList<ScheduledEdit> Edits => _knobs.Edits;

    /// <summary>The knobs as they stand in this frame.</summary>
    public Knobs Knobs => _state.Knobs;

    /// <summary>The directions that hubs of limited rank send on through.</summary>
    public HubChannels Channels { get; }

    /// <summary>The working hubs of the running layer (at the end: of the last one) in the order of their positions, and what their limits do.</summary>
    public IReadOnlyList<HubTraffic> Traffic => _state.Traffic;

    /// <summary>This frame's snapshot; valid until the next frame is run, and for whoever retains it until they dispose of it.</summary>
    public FrameSnapshot Snapshot => _snapshot.Latest;

    /// <summary>Goes one frame on.</summary>
    public void Advance() => Seek(Frame + 1);

    /// <summary>Goes one frame back; at the start nothing happens.</summary>
    public void StepFrameBack() => Seek(Math.Max(0, Frame - 1));

    /// <summary>Goes on to the next layer boundary; at the end nothing happens.</summary>
    public void StepLayer()
    {
        if (Frame < Clock.EndFrame)
        {
            Seek(Clock.FirstFrame(Clock.LayerOf(Frame) + 1));
        }
    }

    /// <summary>Goes back to the last layer boundary before this frame; at the start nothing happens.</summary>
    public void StepLayerBack() => Seek(Clock.FirstFrame(Clock.LayerOf(Math.Max(0, Math.Min(Frame, Clock.EndFrame + 1) - 1))));

    /// <summary>Goes to any frame. Layers on the way that were not run before are run, once each; those that were are not.</summary>
    /// <param name="frame">The frame, from 0; frames beyond the last layer's end show its result.</param>
    public void Seek(long frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        if (frame == _computedFrame && frame == Frame)
        {
            return;
        }

        int target = Clock.LayerOf(frame);
        while (_checkpoints.Last < target)
        {
            int layer = _checkpoints.Last;
            long last = Clock.LastFrame(layer);
            if (_computedFrame != last)
            {
                _schedule.RunUnseen(Clock.At(last));
            }

            _checkpoints.Add(_integrate.Finish(layer + 1));
        }

        Run(frame);
    }

    /// <summary>
    /// Makes an edit in this frame; its effect is computed before the call returns. Where all layers are finished it is made in
    /// the last frame of the last layer, so that what is shown, its result, changes at once.
    /// </summary>
    /// <exception cref="FaultException">The edit is out of range; nothing has changed.</exception>
    public void Apply(Edit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        long frame = Math.Min(Frame, Clock.EndFrame - 1);
        _knobs.Add(new ScheduledEdit(frame, edit));
        RunAnew(frame);
    }

    /// <summary>
    /// Puts other edits in place of all edits, the scenario's own included, and computes the present frame anew. What was run
    /// before the first difference is kept; the same edits give the same bits.
    /// </summary>
    /// <param name="edits">All edits; those of one frame are applied in the order of the list.</param>
    /// <exception cref="FaultException">One of them is out of range, or there are too many; nothing has changed.</exception>
    public void ReplaceEdits(IReadOnlyList<ScheduledEdit> edits) => RunAnew(_knobs.Replace(edits));

    /// <summary>How a token's value is computed in this frame, from what the kernel read and left. O(row) time and memory, and O(tokens) for the hops.</summary>
    /// <param name="token">The token.</param>
    /// <param name="head">The head, or -1 for the mean over the heads (which is head 0 itself where there is one).</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token or head.</exception>
    public TokenInspection Inspect(int token, int head)
    {
        CheckToken(token, nameof(token));
        CheckHead(head);
        StepContext now = Clock.At(Frame);
        return _inspector.Inspect(token, head, Frame, now.IsFinished ? 1 : now.Progress);
    }

    /// <summary>
    /// The weight matrix of this frame's layer (at the end: of the last one): exact while the tokens fit, else block sums.
    /// O(edges) time where anything has changed since the matrix was filled, else none; memory is the cells and O(tokens).
    /// </summary>
    /// <param name="head">The head, or -1 for the mean over the heads.</param>
    /// <param name="maxCells">The most cells a side, at least 1.</param>
    /// <param name="into">A matrix to fill anew and return; null for a new one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such head, or no cell to fill.</exception>
    public WeightMatrix Matrix(int head, int maxCells, WeightMatrix? into = null)
    {
        CheckHead(head);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCells, 1);
        into ??= new WeightMatrix();
        _matrix.Fill(into, head, maxCells);
        return into;
    }

    /// <summary>
    /// Holds rows of this frame's layer (at the end: of the last one) against dense attention in float64, all heads, and the
    /// kernel's edges against the pattern's closed form. O(rows x heads x tokens x dimensions).
    /// </summary>
    /// <param name="rows">The rows to compute anew.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public SelfCheck SelfCheck(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            CheckToken(row, nameof(rows));
        }

        return _checker.Check(rows);
    }

    /// <summary>
    /// The first layers as the kernel computed them, for measures between tokens. Each layer's last frame is run anew; the
    /// present frame is the same afterwards.
    /// </summary>
    /// <param name="layers">How many layers, from 1 to the run's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The run has not so many.</exception>
    public FlowRecord Record(int layers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layers, Clock.Layers);
        long present = Frame;
        var records = new List<LayerRecord>(layers);
        for (int layer = 0; layer < layers; layer++)
        {
            Seek(Clock.LastFrame(layer));
            records.Add(LayerRecord.Of(_state, layer, Channels, records.LastOrDefault()));
        }

        Seek(present);
        return new FlowRecord(records, _weights, Channels);
    }

    /// <summary>Ends the world, and the threads where they are the run's own.</summary>
    public void Dispose()
    {
        // What failed while it was built may have no snapshots yet.
        _snapshot?.Dispose();
        foreach (IMeter meter in _meters)
        {
            meter.Dispose();
        }

        _own?.Dispose();
        World.Destroy(_world);
    }

    private void CreateEntities(RunSetup setup)
    {
        for (int i = 0; i < setup.Roles.Count; i++)
        {
            _world.Create(new PositionComponent(i), new RoleComponent(setup.Roles[i]));
        }

        for (int t = 0; t < setup.Origins.Count; t++)
        {
            _world.Create(new TracerComponent(t, setup.TracerNames[t]), default(TracerDropComponent), default(TracerRefusedComponent));
        }

        for (int f = 0; f < setup.Facts.Count; f++)
        {
            _world.Create(new FactComponent(f, setup.Facts[f].Token, setup.Facts[f].Word), default(FactToldComponent));
        }

        for (int r = 0; r < setup.Readers.Count; r++)
        {
            _world.Create(new ReaderComponent(r, setup.Readers[r]), default(ReaderTellsComponent));
        }
    }

    private void CheckToken(int token, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, _state.Tokens, name);
    }

    private void CheckHead(int head)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(head, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(head, _state.Heads);
    }

    // The present frame again, after a change that took effect in some frame, or in none.
    private void RunAnew(long? changed)
    {
        if (changed is { } first)
        {
            _checkpoints.ForgetAfter(Clock.LayerOf(first));
        }

        // Edits that compute nothing anew may still be told of: the knobs' hash is of them all.
        _computedFrame = -1;
        Seek(Frame);
    }

    private void Run(long frame)
    {
        // Beyond the end the last layer's edges and loads stay in the picture, so they must be that layer's.
        long last = Clock.LastFrame(Clock.Layers - 1);
        if (frame > last && _computedFrame < last)
        {
            _schedule.Run(Clock.At(last));
        }

        _schedule.Run(Clock.At(frame));
        Frame = frame;
        _computedFrame = frame;
    }
}
