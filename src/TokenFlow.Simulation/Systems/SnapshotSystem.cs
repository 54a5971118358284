using Arch.Core;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Components;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Survey;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Systems;

/// <summary>Copies out what a picture needs. The only way from the world to the scene.</summary>
public sealed class SnapshotSystem : ISystem, IDisposable
{
    private static readonly Comparison<HubSnapshot> ByPosition = (a, b) => a.Position.CompareTo(b.Position);

    private readonly World _world;
    private readonly FlowState _state;
    private readonly Subject _subject;
    private readonly CheckpointStore _checkpoints;
    private readonly MeasureSystem _measure;
    private readonly EdgeSurvey _survey;
    private readonly IReadOnlyList<IMeter> _meters;
    private readonly StateHasher _hasher;
    private readonly float[] _noDye;
    private readonly SnapshotPool _pool = new();
    private QueryDescription _tokens = new QueryDescription().WithAll<PositionComponent, RoleComponent>();
    private QueryDescription _tracers = new QueryDescription().WithAll<TracerComponent, TracerDropComponent, TracerRefusedComponent>();
    private QueryDescription _hubs = new QueryDescription().WithAll<HubComponent, HubLinkComponent, HubLoadComponent, HubCapacityComponent, HubFlowComponent>();
    private QueryDescription _facts = new QueryDescription().WithAll<FactComponent, FactToldComponent>();
    private QueryDescription _readers = new QueryDescription().WithAll<ReaderComponent, ReaderTellsComponent>();
    private FrameSnapshot? _latest;
    private string _label = "";
    private object? _labelled;

    public SnapshotSystem(
        World world,
        FlowState state,
        Subject subject,
        CheckpointStore checkpoints,
        MeasureSystem measure,
        EdgeSurvey survey,
        IReadOnlyList<IMeter> meters)
    {
        _world = world;
        _state = state;
        _subject = subject;
        _checkpoints = checkpoints;
        _measure = measure;
        _survey = survey;
        _meters = meters;
        _hasher = new StateHasher(state);
        _noDye = new float[state.Tokens];
    }

    /// <summary>The frame's snapshot, held here until the next frame: who needs it longer retains it.</summary>
    public FrameSnapshot Latest => _latest ?? throw new InvalidOperationException("No frame was run yet.");

    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        _latest?.Dispose();
        FrameSnapshot snapshot = _pool.Rent();
        snapshot.Subject = _subject;
        snapshot.Frame = context.Frame;
        snapshot.Seconds = context.Seconds;
        snapshot.CompletedLayers = context.Layer;
        snapshot.Progress = context.Progress;
        snapshot.PatternLabel = Label();
        snapshot.Window = _state.Knobs.Pattern.Window;
        snapshot.Dilation = Math.Max(1, _state.Knobs.Pattern.Dilation);
        snapshot.Residual = _state.Knobs.Residual;
        snapshot.Meters = _measure.Meters;
        CopyReadings(snapshot.ReadingList);
        snapshot.StateHash = _hasher.Hash(context);
        CopyTokens(snapshot);
        CopyTracers(snapshot, context);
        CopyHubs(snapshot);
        CopyFacts(snapshot);
        CopyReaders(snapshot);
        _survey.CopyTo(snapshot);
        _latest = snapshot;
    }

    /// <summary>Gives up the last snapshot.</summary>
    public void Dispose() => _latest?.Dispose();

    private string Label()
    {
        if (!ReferenceEquals(_labelled, _state.Knobs))
        {
            PatternEdits edits = _state.Knobs.Edits;
            string made = edits.MadeHubs.Count > 0 ? $"  +{edits.MadeHubs.Count} by hand" : "";
            string cut = edits.CutHubs.Count > 0 ? $"  {edits.CutHubs.Count} cut" : "";
            _label = _state.Knobs.Pattern.Label + made + cut;
            _labelled = _state.Knobs;
        }

        return _label;
    }

    private void CopyReadings(List<object> into)
    {
        // By index: walking a list through its interface allocates.
        into.Clear();
        for (int i = 0; i < _meters.Count; i++)
        {
            if (_meters[i].Latest is { } reading)
            {
                into.Add(reading);
            }
        }
    }

    private void CopyTokens(FrameSnapshot snapshot)
    {
        snapshot.TokenCount = _state.Tokens;
        SnapshotPool.Fit(ref snapshot.TokenBuffer, _state.Tokens);
        foreach (ref Chunk chunk in _world.Query(in _tokens))
        {
            Span<PositionComponent> positions = chunk.GetSpan<PositionComponent>();
            Span<RoleComponent> roles = chunk.GetSpan<RoleComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                snapshot.TokenBuffer[positions[i].Index] = new TokenSnapshot(roles[i].Role, IsHub: false, IsCut: false);
            }
        }
    }

    private void CopyTracers(FrameSnapshot snapshot, in StepContext context)
    {
        while (snapshot.TracerList.Count < _state.Tracers)
        {
            snapshot.TracerList.Add(new TracerSnapshot());
        }

        foreach (ref Chunk chunk in _world.Query(in _tracers))
        {
            Span<TracerComponent> tracers = chunk.GetSpan<TracerComponent>();
            Span<TracerDropComponent> drops = chunk.GetSpan<TracerDropComponent>();
            Span<TracerRefusedComponent> refused = chunk.GetSpan<TracerRefusedComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                CopyTracer(snapshot.TracerList[tracers[i].Number], tracers[i], drops[i].Drop, refused[i].Dye, context);
            }
        }
    }

    private void CopyTracer(TracerSnapshot tracer, TracerComponent of, DyeDrop drop, double refused, in StepContext context)
    {
        int t = of.Number;
        tracer.Name = of.Name;
        tracer.Origin = drop.Token;
        tracer.DropLayer = drop.Layer;
        tracer.TokenCount = _state.Tokens;
        tracer.Refused = refused;
        SnapshotPool.Fit(ref tracer.WindowBuffer, _state.Tokens);
        SnapshotPool.Fit(ref tracer.RandomBuffer, _state.Tokens);
        SnapshotPool.Fit(ref tracer.HubBuffer, _state.Tokens);
        SnapshotPool.Fit(ref tracer.ArrivalBuffer, _state.Tokens);
        SnapshotPool.Fit(ref tracer.BeforeBuffer, DyeColumns.Ways * _state.Tokens);
        SnapshotPool.Fit(ref tracer.AfterBuffer, DyeColumns.Ways * _state.Tokens);
        CopyWay(tracer, tracer.WindowBuffer, t, EdgeWay.Window, context);
        CopyWay(tracer, tracer.RandomBuffer, t, EdgeWay.Random, context);
        CopyWay(tracer, tracer.HubBuffer, t, EdgeWay.Hub, context);
        _state.Start.Arrival[t].CopyTo(tracer.ArrivalBuffer, 0);
        tracer.ConeRows.Clear();
        for (int layer = 0; layer <= context.Layer; layer++)
        {
            tracer.ConeRows.Add(layer < drop.Layer ? _noDye : layer == drop.Layer ? drop.Row : _checkpoints[layer].Totals[t]);
        }
    }

    private void CopyWay(TracerSnapshot tracer, float[] between, int number, EdgeWay way, in StepContext context)
    {
        int stride = _state.Tracers * DyeColumns.Ways;
        int column = DyeColumns.Of(number, way);
        int first = (int)way * _state.Tokens;
        float progress = context.Progress;
        float[] start = _state.Start.Dye;
        float[] output = context.IsFinished ? start : _state.DyeOutput;
        Span<float> before = tracer.BeforeBuffer.AsSpan(first, _state.Tokens);
        Span<float> after = tracer.AfterBuffer.AsSpan(first, _state.Tokens);
        for (int i = 0; i < before.Length; i++)
        {
            float from = start[(i * stride) + column];
            float to = output[(i * stride) + column];
            before[i] = from;
            after[i] = to;
            between[i] = progress > 0 ? from + (progress * (to - from)) : from;
        }
    }

    private void CopyHubs(FrameSnapshot snapshot)
    {
        snapshot.HubList.Clear();
        foreach (ref Chunk chunk in _world.Query(in _hubs))
        {
            Span<HubComponent> hubs = chunk.GetSpan<HubComponent>();
            Span<HubLinkComponent> links = chunk.GetSpan<HubLinkComponent>();
            Span<HubLoadComponent> loads = chunk.GetSpan<HubLoadComponent>();
            Span<HubCapacityComponent> capacities = chunk.GetSpan<HubCapacityComponent>();
            Span<HubFlowComponent> flows = chunk.GetSpan<HubFlowComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                int token = hubs[i].Token;
                ref TokenSnapshot shown = ref snapshot.TokenBuffer[token];
                shown = shown with { IsHub = true, IsCut = links[i].IsCut };
                float dye = 0;
                foreach (TracerSnapshot tracer in snapshot.TracerList)
                {
                    dye += tracer.Total(token);
                }

                snapshot.HubList.Add(new HubSnapshot(token, loads[i].Load, dye, links[i].IsCut) { Limits = capacities[i].Limits, Flow = flows[i].Flow });
            }
        }

        snapshot.HubList.Sort(ByPosition);
    }

    private void CopyFacts(FrameSnapshot snapshot)
    {
        snapshot.FactCount = _world.CountEntities(in _facts);
        SnapshotPool.Fit(ref snapshot.FactBuffer, snapshot.FactCount);
        foreach (ref Chunk chunk in _world.Query(in _facts))
        {
            Span<FactComponent> facts = chunk.GetSpan<FactComponent>();
            Span<FactToldComponent> told = chunk.GetSpan<FactToldComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                snapshot.FactBuffer[facts[i].Number] = new FactSnapshot(facts[i].Token, facts[i].Word, told[i].Readers);
            }
        }
    }

    private void CopyReaders(FrameSnapshot snapshot)
    {
        snapshot.ReaderCount = _world.CountEntities(in _readers);
        SnapshotPool.Fit(ref snapshot.ReaderBuffer, snapshot.ReaderCount);
        foreach (ref Chunk chunk in _world.Query(in _readers))
        {
            Span<ReaderComponent> readers = chunk.GetSpan<ReaderComponent>();
            Span<ReaderTellsComponent> tells = chunk.GetSpan<ReaderTellsComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                snapshot.ReaderBuffer[readers[i].Number] = new ReaderSnapshot(readers[i].Token, tells[i].Facts);
            }
        }
    }
}
