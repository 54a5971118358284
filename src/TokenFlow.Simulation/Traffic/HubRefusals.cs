using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Traffic;

/// <summary>
/// The dye that hubs refuse in the running layer, (1 - alpha) included. In: of the keys that slots leave out, weight in the row
/// without slots times dye. Out: (1 - phi) times the hub's dye times what all rows give to the hub. Heads are averaged. Worked
/// out anew only when something has changed.
/// </summary>
public sealed class HubRefusals
{
    private readonly FlowState _state;
    private readonly HubLoads _loads;
    private readonly double[] _byTracer;
    private readonly float[] _in;
    private readonly float[] _out;
    private long _revision = -1;

    public HubRefusals(FlowState state, HubLoads loads)
    {
        _state = state;
        _loads = loads;
        _byTracer = new double[state.Tracers];
        (_in, _out) = (new float[state.Tokens], new float[state.Tokens]);
    }

    /// <summary>[tracers] what all hubs refuse in the layer, in and out.</summary>
    public ReadOnlySpan<double> ByTracer => _byTracer;

    /// <summary>Dye of all tracers that a hub refuses to read.</summary>
    public float In(int hub) => _in[hub];

    /// <summary>Dye of all tracers that a hub refuses to send.</summary>
    public float Out(int hub) => _out[hub];

    /// <summary>Looks at what the kernel left.</summary>
    public void Update()
    {
        if (_revision == _state.Revision)
        {
            return;
        }

        _revision = _state.Revision;
        Array.Clear(_byTracer);
        Array.Clear(_in);
        Array.Clear(_out);
        double pass = 1.0 - _state.Knobs.Residual;
        for (int hub = 0; hub < _state.Traffic.Count; hub++)
        {
            HubTraffic traffic = _state.Traffic[hub];
            int token = traffic.Channel.Token;
            if (traffic.IsRowLimited)
            {
                _in[token] = (float)Add(hub, token, pass, 0);
            }

            if (traffic.IsSenderLimited)
            {
                _loads.Update();
                _out[token] = (float)Add(hub, token, 0, pass * (1.0 - traffic.SentShare) * _loads.SumOf(token) / _state.Heads);
            }
        }
    }

    private double Add(int hub, int token, double unread, double unsent)
    {
        double sum = 0;
        for (int t = 0; t < _byTracer.Length; t++)
        {
            int at = ((token * _byTracer.Length) + t) * DyeColumns.Ways;
            double held = (double)_state.Start.Dye[at] + _state.Start.Dye[at + 1] + _state.Start.Dye[at + 2];
            double refused = (unread * _state.RefusedIn[(hub * _byTracer.Length) + t]) + (unsent * held);
            _byTracer[t] += refused;
            sum += refused;
        }

        return sum;
    }
}
