using System.Numerics.Tensors;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Systems;

/// <summary>
/// Adds the residual: X' = alpha X + (1 - alpha) A X, for values and dye alike (heads averaged for the dye). At the end of
/// the layer X' becomes the next layer's input.
/// </summary>
public sealed class IntegrateSystem : ISystem
{
    private readonly FlowState _state;

    public IntegrateSystem(FlowState state) => _state = state;

    /// <inheritdoc />
    public void Update(in StepContext context)
    {
        if (context.IsFinished)
        {
            return;
        }

        float alpha = _state.Knobs.Residual;
        TensorPrimitives.Multiply(_state.Attended, 1 - alpha, _state.Output);
        TensorPrimitives.MultiplyAdd(_state.Start.Values, alpha, _state.Output, _state.Output);
        IntegrateDye(alpha);
    }

    /// <summary>The next layer's start, from the X' of this frame.</summary>
    /// <param name="layer">The number of the layer that is finished with it, from 1.</param>
    public Checkpoint Finish(int layer)
    {
        int tracers = _state.Tracers;
        int tokens = _state.Tokens;
        var totals = new float[tracers][];
        var arrival = new int[tracers][];
        for (int t = 0; t < tracers; t++)
        {
            totals[t] = TotalsOf(_state.DyeOutput, t, tracers, tokens);
            arrival[t] = (int[])_state.Start.Arrival[t].Clone();
            for (int i = 0; i < tokens; i++)
            {
                if (arrival[t][i] < 0 && totals[t][i] > 0)
                {
                    arrival[t][i] = layer;
                }
            }
        }

        return new Checkpoint
        {
            Values = (float[])_state.Output.Clone(),
            Dye = (float[])_state.DyeOutput.Clone(),
            Arrival = arrival,
            Totals = totals,
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

    private void IntegrateDye(float alpha)
    {
        int heads = _state.Heads;
        int columns = DyeColumns.Count(_state.Tracers);
        int dyeColumns = _state.Tracers * DyeColumns.Ways;
        ReadOnlySpan<float> attended = _state.ExtraAttended;
        ReadOnlySpan<float> start = _state.Start.Dye;
        float share = 1f / heads;
        for (int i = 0; i < _state.Tokens; i++)
        {
            for (int c = 0; c < columns; c++)
            {
                float sum = 0;
                for (int h = 0; h < heads; h++)
                {
                    sum += attended[(((h * _state.Tokens) + i) * columns) + c];
                }

                float mean = sum * share;
                if (c < dyeColumns)
                {
                    int at = (i * dyeColumns) + c;
                    _state.DyeOutput[at] = (alpha * start[at]) + ((1 - alpha) * mean);
                }
                else
                {
                    _state.RowReading[(i * DyeColumns.Reading) + (c - dyeColumns)] = mean;
                }
            }
        }
    }
}
