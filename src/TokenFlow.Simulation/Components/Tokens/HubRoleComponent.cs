namespace TokenFlow.Simulation.Components.Tokens;

/// <summary>A token's part in attention at the moment. A value on every token, so that hubs come and go without moving entities.</summary>
public readonly record struct HubRoleComponent(bool IsHub, bool IsCut);
