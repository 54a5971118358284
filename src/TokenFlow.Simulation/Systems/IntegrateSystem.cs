using System.Numerics.Tensors;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;
using TokenFlow.Simulation.Traffic;

namespace TokenFlow.Simulation.Systems;

/// <summary>
/// Adds the residual: X' = alpha X + (1 - alpha) A X, for values and dye alike (heads averaged for the dye). At the end of
/// the layer X' becomes the next layer's input.
/// </summary>
public sealed class IntegrateSystem : ISystem
{
    // 64 KiB of each operand: what the first pass wrote is still in the cache for the second.
    private const int Slice = 16_384;

    private readonly FlowState _state;
    private readonly HubRefusals _refusals;
    private readonly DyeFront _front;
    private readonly float[] _mean;

    public IntegrateSystem(FlowState state, HubRefusals refusals)
    {
        _state = state;
        _refusals = refusals;
        _front = new DyeFront(state.Tokens);
        _mean = state.Heads > 1 ? new float[state.ExtraAttended.Length / state.Heads] : [];
    }

    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        if (context.IsFinished)
        {
            return;
        }

        float alpha = _state.Knobs.Residual;
        for (int at = 0; at < _state.Output.Length; at += Slice)
        {
            int length = Math.Min(Slice, _state.Output.Length - at);
            Span<float> output = _state.Output.AsSpan(at, length);
            TensorPrimitives.Multiply(_state.Attended.AsSpan(at, length), 1 - alpha, output);
            TensorPrimitives.MultiplyAdd(_state.Start.Values.AsSpan(at, length), alpha, output, output);
        }

        IntegrateDye(alpha, MeanOverHeads());
    }

    /// <summary>The next layer's start, from the X' of this frame.</summary>
    /// <param name="layer">The number of the layer that is finished with it, from 1.</param>
    public Checkpoint Finish(int layer)
    {
        int tracers = _state.Tracers;
        int tokens = _state.Tokens;
        var totals = new float[tracers][];
        var holds = new bool[tracers][];
        var arrival = new int[tracers][];
        var refused = (double[])_state.Start.Refused.Clone();
        for (int t = 0; t < tracers; t++)
        {
            refused[t] += _refusals.ByTracer[t];
            totals[t] = TotalsOf(_state.DyeOutput, t, tracers, tokens);
            holds[t] = _front.Advance(_state.Start.Holds[t], _state.Plan, _state.Knobs.Residual, _state.SentShares);
            arrival[t] = (int[])_state.Start.Arrival[t].Clone();
            for (int i = 0; i < tokens; i++)
            {
                if (arrival[t][i] < 0 && holds[t][i])
                {
                    arrival[t][i] = layer - _state.Start.Drops[t].Layer;
                }
            }
        }

        return new Checkpoint
        {
            Values = (float[])_state.Output.Clone(),
            Dye = (float[])_state.DyeOutput.Clone(),
            Holds = holds,
            Arrival = arrival,
            Totals = totals,
            Drops = _state.Start.Drops,
            Refused = refused,
        };
    }

    /// <summary>[tokens] a tracer's dye, all ways together.</summary>
    internal static float[] TotalsOf(ReadOnlySpan<float> dye, int tracer, int tracers, int tokens)
    {
        var totals = new float[tokens];
        for (int i = 0; i < tokens; i++)
        {
            int at = ((i * tracers) + tracer) * DyeColumns.Ways;
            totals[i] = dye[at] + dye[at + 1] + dye[at + 2];
        }

        return totals;
    }

    // [tokens][columns] the extra columns, (1 / H) times the sum over the heads in ascending order.
    private ReadOnlySpan<float> MeanOverHeads()
    {
        if (_state.Heads == 1)
        {
            return _state.ExtraAttended;
        }

        int size = _mean.Length;
        _state.ExtraAttended.AsSpan(0, size).CopyTo(_mean);
        for (int h = 1; h < _state.Heads; h++)
        {
            TensorPrimitives.Add(_mean, _state.ExtraAttended.AsSpan(h * size, size), _mean);
        }

        TensorPrimitives.Multiply(_mean, 1f / _state.Heads, _mean);
        return _mean;
    }

    private void IntegrateDye(float alpha, ReadOnlySpan<float> mean)
    {
        int columns = DyeColumns.Count(_state.Tracers);
        int dyeColumns = _state.Tracers * DyeColumns.Ways;
        for (int i = 0; i < _state.Tokens; i++)
        {
            ReadOnlySpan<float> row = mean.Slice(i * columns, columns);
            ReadOnlySpan<float> start = _state.Start.Dye.AsSpan(i * dyeColumns, dyeColumns);
            Span<float> output = _state.DyeOutput.AsSpan(i * dyeColumns, dyeColumns);
            for (int c = 0; c < output.Length; c++)
            {
                output[c] = (alpha * start[c]) + ((1 - alpha) * row[c]);
            }

            row[dyeColumns..].CopyTo(_state.RowReading.AsSpan(i * DyeColumns.Reading, DyeColumns.Reading));
        }
    }
}
