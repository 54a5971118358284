using TokenFlow.Simulation.Records;
using TokenFlow.Simulation.State;

namespace TokenFlow.Studies.Measures;

/// <summary>
/// In how many layers, from the first, a source's information comes to a reader: the least l such that the reader holds
/// something of it after layer l. As sets, by the edges of all heads, so that no amount is too small. It is the length of the
/// shortest path in the pattern's graph where all layers have one graph, and counts the edits and links of each layer where not.
/// </summary>
public static class ArrivalLayers
{
    /// <summary>Arrivals of all sources at one reader.</summary>
    /// <param name="record">The layers.</param>
    /// <param name="reader">The reader.</param>
    /// <returns>[tokens] layers, 0 for the reader itself; -1 where nothing has come after the last layer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public static int[] Onto(FlowRecord record, int reader)
    {
        ArgumentNullException.ThrowIfNull(record);
        record.CheckToken(reader, nameof(reader));
        var arrival = new int[record.Tokens];
        Array.Fill(arrival, -1);
        arrival[reader] = 0;
        int left = record.Tokens - 1;
        bool alike = record.Layers.All(l => ReferenceEquals(l.Plan, record.Layers[0].Plan) && l.Residual == record.Layers[0].Residual && !l.LimitsKeys);
        bool[] set = Only(reader, record.Tokens);
        for (int layers = 1; layers <= record.Layers.Count && left > 0; layers++)
        {
            // Where all layers are alike one more of them goes on from the sets of one fewer.
            set = alike ? ReadSet.Before(record.Layers[0], set) : Before(record, reader, layers);
            for (int i = 0; i < set.Length; i++)
            {
                if (set[i] && arrival[i] < 0)
                {
                    arrival[i] = layers;
                    left--;
                }
            }
        }

        return arrival;
    }

    /// <summary>How many tokens hold something of a source after the last layer.</summary>
    /// <param name="record">The layers.</param>
    /// <param name="source">The source.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such token.</exception>
    public static int Reach(FlowRecord record, int source)
    {
        ArgumentNullException.ThrowIfNull(record);
        record.CheckToken(source, nameof(source));
        var front = new DyeFront(record.Tokens);
        bool[] holds = Only(source, record.Tokens);
        foreach (LayerRecord layer in record.Layers)
        {
            holds = front.Advance(holds, layer.Plan, layer.Residual, layer.KeyShares);
        }

        return holds.Count(h => h);
    }

    private static bool[] Before(FlowRecord record, int reader, int layers)
    {
        bool[] set = Only(reader, record.Tokens);
        for (int layer = layers - 1; layer >= 0; layer--)
        {
            set = ReadSet.Before(record.Layers[layer], set);
        }

        return set;
    }

    private static bool[] Only(int token, int tokens)
    {
        var set = new bool[tokens];
        set[token] = true;
        return set;
    }
}
