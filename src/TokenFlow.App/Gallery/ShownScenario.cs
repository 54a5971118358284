using TokenFlow.Scene.Cards;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.App.Gallery;

/// <summary>A scenario at the moment that stands for it.</summary>
internal sealed record ShownScenario(string Name, ScenarioWords Words, FrameSnapshot Snapshot) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Snapshot.Dispose();
}
