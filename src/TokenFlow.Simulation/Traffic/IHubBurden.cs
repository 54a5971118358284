using TokenFlow.Attention.Patterns;

namespace TokenFlow.Simulation.Traffic;

/// <summary>What hubs are asked to carry.</summary>
public interface IHubBurden
{
    /// <summary>How many items can have reached a hub.</summary>
    /// <param name="plan">Who reads whom.</param>
    /// <param name="hub">The hub's token.</param>
    /// <param name="layers">Layers that are finished.</param>
    int ItemsAt(AttentionPlan plan, int hub, int layers);

    /// <summary>The bits that say which items they are.</summary>
    /// <param name="items">How many there are.</param>
    double BitsOf(int items);
}
