namespace TokenFlow.Attention.Patterns;

/// <summary>A hub's row cut down to some of its keys: see <see cref="AttentionPlan.WithHubRows"/>.</summary>
/// <param name="Hub">The hub, the query of the row.</param>
/// <param name="Keys">The keys that it may still read, ascending and distinct. Those that it does not read anyway stay out.</param>
public readonly record struct HubRow(int Hub, ReadOnlyMemory<int> Keys);
