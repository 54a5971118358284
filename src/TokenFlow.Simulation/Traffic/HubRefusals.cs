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
    private readonly Amounts _amounts;
    private readonly Derived<Amounts> _refused;

    public HubRefusals(FlowState state, HubLoads loads)
    {
        _state = state;
        _loads = loads;
        _amounts = new Amounts(new double[state.Tracers], new float[state.Tokens], new float[state.Tokens]);
        _refused = new Derived<Amounts>(state, WorkOut);
    }

    /// <summary>[tracers] what all hubs refuse in the layer, in and out.</summary>
    public ReadOnlySpan<double> ByTracer => _refused.Value.ByTracer;

    /// <summary>Dye of all tracers that a hub refuses to read.</summary>
    public float In(int hub) => _refused.Value.In[hub];

    /// <summary>Dye of all tracers that a hub refuses to send.</summary>
    public float Out(int hub) => _refused.Value.Out[hub];

    private Amounts WorkOut()
    {
        Array.Clear(_amounts.ByTracer);
        Array.Clear(_amounts.In);
        Array.Clear(_amounts.Out);
        double pass = 1.0 - _state.Knobs.Residual;
        for (int hub = 0; hub < _state.Traffic.Count; hub++)
        {
            HubTraffic traffic = _state.Traffic[hub];
            int token = traffic.Channel.Token;
            if (traffic.IsRowLimited)
            {
                _amounts.In[token] = (float)Add(hub, token, pass, 0);
            }

            if (traffic.IsSenderLimited)
            {
                _amounts.Out[token] = (float)Add(hub, token, 0, pass * (1.0 - traffic.SentShare) * _loads.SumOf(token) / _state.Heads);
            }
        }

        return _amounts;
    }

    private double Add(int hub, int token, double unread, double unsent)
    {
        double[] byTracer = _amounts.ByTracer;
        double sum = 0;
        for (int t = 0; t < byTracer.Length; t++)
        {
            int at = ((token * byTracer.Length) + t) * DyeColumns.Ways;
            double held = (double)_state.Start.Dye[at] + _state.Start.Dye[at + 1] + _state.Start.Dye[at + 2];
            double refused = (unread * _state.RefusedIn[(hub * byTracer.Length) + t]) + (unsent * held);
            byTracer[t] += refused;
            sum += refused;
        }

        return sum;
    }

    private sealed record Amounts(double[] ByTracer, float[] In, float[] Out);
}
