using System.IO.Hashing;
using System.Text;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Simulation.Edits;

/// <summary>Everything that can be turned while the simulation runs. A value: edits make new ones.</summary>
/// <param name="Pattern">Who may attend to whom.</param>
/// <param name="Edits">Hubs made and unmade, hubs and edges cut, padding.</param>
/// <param name="Temperature">Scores are divided by it; above 0.</param>
/// <param name="Residual">Residual weight alpha in [0, 1]: X' = alpha X + (1 - alpha) A X.</param>
public sealed record Knobs(AttentionPattern Pattern, PatternEdits Edits, float Temperature, float Residual)
{
    /// <summary>The sharpest softmax on offer.</summary>
    public const float LeastTemperature = 0.01f;

    /// <summary>The flattest softmax on offer.</summary>
    public const float MostTemperature = 100f;

    /// <summary>What hubs can carry.</summary>
    public HubCapacity Capacity { get; init; } = HubCapacity.None;

    /// <summary>A hash of the value, the same on every run and machine (unlike <see cref="object.GetHashCode"/>).</summary>
    public ulong StableHash()
    {
        var text = new StringBuilder(PatternJson.ToText(Pattern));
        Append(text, 'm', Edits.MadeHubs);
        Append(text, 'u', Edits.UnmadeHubs);
        Append(text, 'c', Edits.CutHubs);
        Append(text, 'e', Edits.CutEdges);
        Append(text, 'p', Edits.Padding);
        text.Append('|').Append(BitConverter.SingleToInt32Bits(Temperature));
        text.Append('|').Append(BitConverter.SingleToInt32Bits(Residual));
        text.Append(Capacity.ToStableText());
        return XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text.ToString()));
    }

    // The sets are kept in ascending order, so equal sets write the same text.
    private static void Append<T>(StringBuilder text, char set, IEnumerable<T> members)
    {
        text.Append('|').Append(set);
        foreach (T member in members)
        {
            text.Append(' ').Append(member);
        }
    }
}
