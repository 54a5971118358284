using TokenFlow.Attention.Kernels;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Records;

namespace TokenFlow.Studies.Measures;

/// <summary>
/// The load of each hub. Outgoing: the sum of its column of weights over the sum of all columns (heads averaged, times what
/// its limits let through), what is read from it of all that is read. Incoming: of the dye of one source that rows read,
/// sum over layers of (1 - alpha) (A m)_i, the hub's part. Both lie in [0, 1]; over all tokens, hubs or not, each adds up to 1.
/// </summary>
public static class LoadShares
{
    /// <summary>The loads of all tokens that are working hubs in some layer, ascending by token.</summary>
    /// <param name="record">The layers.</param>
    /// <param name="spread">Where the mass of the source goes.</param>
    /// <param name="team">The threads; they change no bit.</param>
    public static IReadOnlyList<HubLoad> Of(FlowRecord record, RolloutSpread spread, WorkerTeam team)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(spread);
        ArgumentNullException.ThrowIfNull(team);
        int layers = record.Layers.Count;
        int[] hubs = [.. record.Layers.SelectMany(l => l.Plan.Head(0).Hubs.ToArray()).Distinct().Order()];
        var sums = new double[layers, hubs.Length];
        var entropies = new double[layers, hubs.Length];
        var columns = new float[team.Threads][];
        var keys = new int[team.Threads][];
        team.Run(layers * hubs.Length, (item, worker) =>
        {
            (int layer, int hub) = (item / hubs.Length, item % hubs.Length);
            LayerRecord at = record.Layers[layer];
            if (layer > 0 && at.HasWeightsOf(record.Layers[layer - 1]))
            {
                return;
            }

            float[] column = columns[worker] ??= new float[record.Tokens];
            sums[layer, hub] = Column(at, hubs[hub], column);
            entropies[layer, hub] = Spread(at, hubs[hub], keys[worker] ??= new int[record.Tokens], column);
        });
        var totals = new double[layers];
        for (int layer = 0; layer < layers; layer++)
        {
            if (layer > 0 && record.Layers[layer].HasWeightsOf(record.Layers[layer - 1]))
            {
                for (int hub = 0; hub < hubs.Length; hub++)
                {
                    (sums[layer, hub], entropies[layer, hub]) = (sums[layer - 1, hub], entropies[layer - 1, hub]);
                }
            }

            totals[layer] = Total(record.Layers[layer], hubs, hub => sums[layer, hub]);
        }

        double taken = spread.Taken.Sum(t => t.Sum());
        return [.. hubs.Select((token, hub) => Load(token, hub))];

        HubLoad Load(int token, int hub)
        {
            double[] outgoing = [.. Enumerable.Range(0, layers).Select(l => Share(sums[l, hub] * record.Layers[l].KeyShares[token], totals[l]))];
            double[] incoming = [.. spread.Taken.Select((t, l) => record.Layers[l].Plan.Head(0).IsHub(token) ? Share(t[token], t.Sum()) : 0)];
            double takenByHub = spread.Taken.Select((t, l) => record.Layers[l].Plan.Head(0).IsHub(token) ? t[token] : 0).Sum();
            double[] reads = [.. Enumerable.Range(0, layers).Where(l => record.Layers[l].Plan.Head(0).IsHub(token)).Select(l => entropies[l, hub])];
            return new HubLoad(token, outgoing.Average(), Share(takenByHub, taken), reads.Average(), outgoing, incoming);
        }
    }

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;

    // The sum of the hub's column, the mean over the heads; 0 where it does not work in the layer.
    private static double Column(LayerRecord layer, int hub, float[] column)
    {
        double sum = 0;
        for (int head = 0; head < layer.Heads && layer.Plan.Head(0).IsHub(hub); head++)
        {
            EdgeWeights.CopyColumn(layer.Inputs, layer.Plan, layer.LogSumExp, head, hub, column);
            foreach (float weight in column)
            {
                sum += weight;
            }
        }

        return sum / layer.Heads;
    }

    // exp of the entropy of the hub's row, the mean over the heads.
    private static double Spread(LayerRecord layer, int hub, int[] keys, float[] weights)
    {
        double sum = 0;
        for (int head = 0; head < layer.Heads && layer.Plan.Head(0).IsHub(hub); head++)
        {
            int count = EdgeWeights.CopyRow(layer.Inputs, layer.Plan, layer.LogSumExp, head, hub, keys, weights, []);
            double entropy = 0;
            foreach (float weight in weights.AsSpan(0, count))
            {
                entropy -= weight > 0 ? weight * Math.Log(weight) : 0;
            }

            sum += Math.Exp(entropy);
        }

        return sum / layer.Heads;
    }

    // All columns: every row with keys gives 1, less what limited keys do not send.
    private static double Total(LayerRecord layer, int[] hubs, Func<int, double> column)
    {
        double total = 0;
        for (int head = 0; head < layer.Heads; head++)
        {
            for (int row = 0; row < layer.Tokens; row++)
            {
                total += float.IsNegativeInfinity(layer.LogSumExp[(head * layer.Tokens) + row]) ? 0 : 1;
            }
        }

        total /= layer.Heads;
        for (int hub = 0; hub < hubs.Length; hub++)
        {
            total -= column(hub) * (1 - layer.KeyShares[hubs[hub]]);
        }

        return total;
    }
}

/// <summary>What a hub takes and gives, of all that is taken and given.</summary>
/// <param name="Token">The hub.</param>
/// <param name="Outgoing">[0, 1] attention mass that is read from it, of all that is read from anybody; mean over the layers.</param>
/// <param name="Incoming">[0, 1] of one source's dye that is read in all layers together, the share that the hub reads.</param>
/// <param name="Reads">Tokens that its row is spread over: exp of the row's entropy, the mean over heads and layers.</param>
/// <param name="OutgoingByLayer">[layers]; 0 where it is no working hub.</param>
/// <param name="IncomingByLayer">[layers] the hub's share of what is read of the source in that layer.</param>
public sealed record HubLoad(int Token, double Outgoing, double Incoming, double Reads, IReadOnlyList<double> OutgoingByLayer, IReadOnlyList<double> IncomingByLayer);
