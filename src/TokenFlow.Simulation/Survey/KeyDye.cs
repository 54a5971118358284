using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Survey;

/// <summary>
/// What each key has to hand on in the running layer: an edge of weight p moves (1 - alpha) p times the key's dye, of a limited
/// hub phi of that, and the tracer of which it moves most is the same for all of a key's edges.
/// </summary>
internal sealed class KeyDye
{
    private readonly FlowState _state;
    private readonly float[] _amount;
    private readonly byte[] _tracer;

    public KeyDye(FlowState state)
    {
        _state = state;
        _amount = new float[state.Tokens];
        _tracer = new byte[state.Tokens];
    }

    /// <summary>[tokens] (1 - alpha) phi times the key's dye, summed over tracers.</summary>
    public ReadOnlySpan<float> Amounts => _amount;

    /// <summary>[tokens] the tracer that the key holds most of; the first among equals.</summary>
    public ReadOnlySpan<byte> Tracers => _tracer;

    public void Update()
    {
        float pass = 1 - _state.Knobs.Residual;
        int dyeColumns = _state.Tracers * DyeColumns.Ways;
        for (int key = 0; key < _amount.Length; key++)
        {
            ReadOnlySpan<float> dye = _state.Attending.Dye.AsSpan(key * dyeColumns, dyeColumns);
            float sum = 0;
            float most = -1;
            for (int t = 0; t < _state.Tracers; t++)
            {
                int at = t * DyeColumns.Ways;
                float held = dye[at] + dye[at + 1] + dye[at + 2];
                sum += held;
                if (held > most)
                {
                    (most, _tracer[key]) = (held, (byte)t);
                }
            }

            _amount[key] = pass * sum * _state.SentShares[key];
        }
    }
}
