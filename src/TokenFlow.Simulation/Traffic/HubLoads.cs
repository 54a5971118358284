using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Traffic;

/// <summary>The sums of the hubs' columns of the weight matrix, after the kernel has run. Worked out anew only when something has changed.</summary>
public sealed class HubLoads
{
    private readonly FlowState _state;
    private readonly WorkerTeam _team;
    private readonly float[][] _columns;
    private readonly double[] _sums;
    private readonly Action<int, int> _sum;
    private readonly Derived<double[]> _ofHubs;

    public HubLoads(FlowState state, WorkerTeam team)
    {
        _state = state;
        _team = team;
        _columns = new float[team.Threads][];
        for (int worker = 0; worker < _columns.Length; worker++)
        {
            _columns[worker] = new float[state.Tokens];
        }

        _sums = new double[state.Tokens];
        _sum = Sum;
        _ofHubs = new Derived<double[]>(state, WorkOut);
    }

    /// <summary>What all rows of all heads give to a hub, cut or not.</summary>
    public double SumOf(int token) => _ofHubs.Value[token];

    private double[] WorkOut()
    {
        AttentionLayout layout = _state.Plan.Head(0);
        _team.Run(layout.Hubs.Length + layout.CutHubs.Length, _sum);
        return _sums;
    }

    private void Sum(int hub, int worker)
    {
        AttentionLayout layout = _state.Plan.Head(0);
        int token = hub < layout.Hubs.Length ? layout.Hubs[hub] : layout.CutHubs[hub - layout.Hubs.Length];
        float[] column = _columns[worker];
        double sum = 0;
        for (int h = 0; h < _state.Heads; h++)
        {
            EdgeWeights.CopyColumn(_state.Inputs, _state.Plan, _state.LogSumExp, h, token, column);
            foreach (float weight in column)
            {
                sum += weight;
            }
        }

        _sums[token] = sum;
    }
}
