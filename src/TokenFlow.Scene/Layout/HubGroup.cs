using System.Numerics;

namespace TokenFlow.Scene.Layout;

/// <summary>Hubs that shine as one: too many to stand alone, neighbours in the text.</summary>
/// <param name="First">The first hub's number in the snapshot.</param>
/// <param name="Count">How many hubs the group has; they follow each other in the snapshot.</param>
/// <param name="At">The middle of the group.</param>
/// <param name="Radius">The radius of what the group takes up: its discs, and its vessel where it has one.</param>
public readonly record struct HubGroup(int First, int Count, Vector2 At, float Radius)
{
    /// <summary>Whether it stands in a vessel: a hub of it has a limit.</summary>
    public bool IsVessel { get; init; }
}
