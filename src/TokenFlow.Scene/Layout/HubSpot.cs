using System.Numerics;

namespace TokenFlow.Scene.Layout;

/// <summary>Where a hub shines.</summary>
/// <param name="Token">The hub's token.</param>
/// <param name="At">The middle of its disc.</param>
/// <param name="Radius">The radius of its disc.</param>
/// <param name="Group">The number of its group; a group of one is the hub alone.</param>
public readonly record struct HubSpot(int Token, Vector2 At, float Radius, int Group);
