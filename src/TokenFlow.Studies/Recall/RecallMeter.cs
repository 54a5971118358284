using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Studies.Recall;

/// <summary>
/// Measures the recall task in every frame: what readers can tell from what they hold, blended by progress; effective rank
/// and bounds of the layers as they ran, those to come under the present knobs; and the curve under the present knobs alone.
/// Each is measured anew only when it can have changed.
/// </summary>
internal sealed class RecallMeter : IMeter
{
    /// <summary>Beyond so many tokens there is no live curve.</summary>
    public const int MostTokensOfCurve = 2_048;

    private readonly FlowState _state;
    private readonly RecallTask _task;
    private readonly KnobHistory _history;
    private readonly LayerClock _clock;
    private readonly LayerRun _run;
    private readonly RecallChannels _channels;
    private readonly RecallReading _reading;
    private readonly EffectiveRank _rank;
    private readonly RecallCurve? _curve;
    private readonly List<RecordedLayer> _layers = [];
    private readonly Knobs?[] _measuredKnobs;
    private readonly float[] _held;
    private readonly bool[] _reads;
    private readonly ReadingBoard _board;
    private RecallLimits _limits;
    private RecallPoint[] _points = [];
    private double? _knee;
    private Knobs? _curveKnobs;
    private Checkpoint? _start;
    private long _revision = -1;
    private float _progress = -1;

    /// <param name="task">The task.</param>
    /// <param name="setup">What is measured, and a run for what the frames do not show, which is disposed with the meter.</param>
    public RecallMeter(RecallTask task, MeterSetup setup)
    {
        _state = setup.State;
        _task = task;
        _history = setup.History;
        _clock = setup.Clock;
        _run = setup.Fork();
        _channels = new RecallChannels(task.Codebook, setup.Channels);
        _reading = new RecallReading(task);
        _rank = new EffectiveRank(task, setup.Channels, _state.Heads, _state.HeadDim);
        _curve = setup.LiveCurves && _state.Tokens <= MostTokensOfCurve ? new RecallCurve(task, _run, _channels, _reading) : null;
        _measuredKnobs = new Knobs?[_clock.Layers];
        _held = new float[task.Readers.Count * task.Codebook.Dimensions];
        _reads = new bool[task.Readers.Count * task.Facts];
        _board = setup.Board;
    }

    /// <summary>What was measured; the same object until something changes.</summary>
    public RecallSnapshot? Latest { get; private set; }

    /// <inheritdoc />
    public string Name => "Recall";

    /// <inheritdoc />
    object? IMeter.Latest => Latest;

    /// <summary>Measures a frame.</summary>
    public void Update(in StepContext context)
    {
        bool changed = MeasureLayers(context);
        changed |= MeasureCurve();
        changed |= ReadBack(context);
        if (changed || Latest is null)
        {
            double most = (double)_task.Readers.Count * _task.Facts;
            Latest = new RecallSnapshot
            {
                Reads = (bool[])_reads.Clone(),
                Vocabulary = _task.Codebook.Words,
                Recall = _reading.Hits / most,
                RecallLeastSquares = _reading.HitsLeastSquares / most,
                Chance = (double)_task.Facts / _task.Codebook.Words,
                EffectiveRank = _rank.Mean,
                Bound = _limits.Bound,
                RankBound = _limits.RankBound,
                Superposition = _limits.Superposition,
                Knee = _knee,
                Curve = _points,
            };
        }
    }

    /// <inheritdoc />
    public void Dispose() => _run.Dispose();

    // The layers that are finished as they ran, the others under the knobs as they stand.
    private bool MeasureLayers(in StepContext context)
    {
        bool same = true;
        for (int layer = 0; layer < _measuredKnobs.Length; layer++)
        {
            Knobs knobs = layer < context.Layer ? _history.At(_clock.LastFrame(layer)) : _state.Knobs;
            same &= ReferenceEquals(knobs, _measuredKnobs[layer]);
            _measuredKnobs[layer] = knobs;
            _run.Knobs[layer] = knobs;
        }

        if (same)
        {
            return false;
        }

        _task.Write(_task.Facts, _run.Input);
        _run.Run(_layers);
        _rank.Measure(_layers);
        _limits = RecallLimits.Of(_layers, _task, _rank.Reachable);
        return true;
    }

    private bool MeasureCurve()
    {
        if (_curve is null || ReferenceEquals(_curveKnobs, _state.Knobs))
        {
            return false;
        }

        _points = _curve.Measure(_state.Knobs);
        _knee = Knee.Of(_points);
        _curveKnobs = _state.Knobs;

        // The curve was read by the same reading.
        _start = null;
        return true;
    }

    private bool ReadBack(in StepContext context)
    {
        if (ReferenceEquals(_start, _state.Start) && _revision == _state.Revision && _progress == context.Progress)
        {
            return false;
        }

        (_start, _revision, _progress) = (_state.Start, _state.Revision, context.Progress);
        _task.CopyHeld(_state.Start.Values, _state.Output, context.Progress, _held);
        _reading.Read(_channels.Of(_state), _held, _task.Facts, _reads);
        _board.Write(_reads, _task.Facts);
        double most = (double)_task.Readers.Count * _task.Facts;
        return Latest is null
            || Latest.Recall != _reading.Hits / most
            || Latest.RecallLeastSquares != _reading.HitsLeastSquares / most
            || !((bool[])Latest.Reads).AsSpan().SequenceEqual(_reads);
    }
}

/// <summary>What the limits of a run's hubs let through at most.</summary>
/// <param name="Bound">The most facts: the least of D, all ranks, the tokens that slots leave a way to a reader, and Shannon's bound.</param>
/// <param name="RankBound">The rank bound of the last layer's hubs.</param>
/// <param name="Superposition">Where superposition is expected to break at that rank.</param>
internal readonly record struct RecallLimits(double Bound, double RankBound, double Superposition)
{
    /// <summary>The limits of a run.</summary>
    /// <param name="layers">Its layers. What hubs send in the first carries no fact.</param>
    /// <param name="task">The task.</param>
    /// <param name="reachable">Tokens that facts could be written at and of which something reaches a reader.</param>
    public static RecallLimits Of(IReadOnlyList<RecordedLayer> layers, RecallTask task, int reachable)
    {
        RecordedLayer last = layers[^1];
        int heads = last.Record.Heads;
        int headDim = last.Record.HeadDim;
        int dimensions = heads * headDim;
        double rank = RecallTheory.RankBound(dimensions, last.Hubs.Select(h => heads * RankOf(h.Channel)));
        IEnumerable<HubTraffic> senders = layers.Skip(1).SelectMany(l => l.Hubs);

        // Random links carry facts round the hubs: then only D and the ways that there are bound what is read.
        bool hubsAlone = !last.Record.Plan.Pattern.VariesByLayer;
        double ranks = hubsAlone
            ? RecallTheory.RankBound(dimensions, senders.Select(s => s.Channel).Distinct().Select(c => heads * RankOf(c)))
            : dimensions;
        double bits = hubsAlone ? senders.Sum(s => s.Limits.Bits ?? double.PositiveInfinity) : double.PositiveInfinity;
        double bound = Math.Min(Math.Min(ranks, reachable), RecallTheory.ShannonFacts(task.Codebook.Words, bits));
        return new RecallLimits(bound, rank, RecallTheory.Superposition(rank, task.Codebook.Words));

        int RankOf(HubChannel channel) => channel.Rank == 0 ? headDim : channel.Rank;
    }
}
