using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Recall;

/// <summary>Measures the recall task in every frame: what readers could tell from what they hold, blended by progress. Called by MeasureSystem.</summary>
internal sealed class RecallMeter
{
    private readonly FlowState _state;
    private readonly RecallTask _task;
    private readonly RecallReading _reading;
    private readonly RecallChannel _channel;
    private readonly float[] _held;
    private readonly bool[] _reads;
    private readonly int[] _factTokens;
    private readonly int[] _factWords;
    private Checkpoint? _start;
    private long _revision = -1;
    private float _progress = -1;

    public RecallMeter(FlowState state, RecallTask task)
    {
        _state = state;
        _task = task;
        _reading = new RecallReading(task);
        _channel = RecallChannel.Of(task.Codebook, state.Heads, state.HeadDim, []);
        _held = new float[task.Readers.Count * task.Codebook.Dimensions];
        _reads = new bool[task.Readers.Count * task.Facts];
        _factTokens = task.FactTokens[..task.Facts].ToArray();
        _factWords = task.FactWords[..task.Facts].ToArray();
    }

    /// <summary>What was measured; the same object until something changes.</summary>
    public RecallSnapshot? Latest { get; private set; }

    /// <summary>Measures a frame.</summary>
    public void Update(in StepContext context)
    {
        if (ReferenceEquals(_start, _state.Start) && _revision == _state.Revision && _progress == context.Progress)
        {
            return;
        }

        (_start, _revision, _progress) = (_state.Start, _state.Revision, context.Progress);
        CopyHeld(context.Progress);
        _reading.Read(_channel, _held, _task.Facts, _reads);
        double most = (double)_task.Readers.Count * _task.Facts;
        Latest = new RecallSnapshot
        {
            Facts = _factTokens,
            Words = _factWords,
            Readers = _task.Readers,
            Reads = [.. _reads],
            Vocabulary = _task.Codebook.Words,
            Recall = _reading.Hits / most,
            RecallLeastSquares = _reading.HitsLeastSquares / most,
            Chance = (double)_task.Facts / _task.Codebook.Words,
            EffectiveRank = double.NaN,
            Bound = double.NaN,
            RankBound = double.NaN,
            Superposition = double.NaN,
            Knee = null,
            Curve = [],
        };
    }

    // [readers][heads][headDim]
    private void CopyHeld(float progress)
    {
        int headDim = _state.HeadDim;
        int at = 0;
        foreach (int reader in _task.Readers)
        {
            for (int h = 0; h < _state.Heads; h++, at += headDim)
            {
                int row = ((h * _state.Tokens) + reader) * headDim;
                Span<float> held = _held.AsSpan(at, headDim);
                ReadOnlySpan<float> start = _state.Start.Values.AsSpan(row, headDim);
                ReadOnlySpan<float> output = _state.Output.AsSpan(row, headDim);
                for (int c = 0; c < headDim; c++)
                {
                    held[c] = progress > 0 ? start[c] + (progress * (output[c] - start[c])) : start[c];
                }
            }
        }
    }
}
