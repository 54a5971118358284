using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests;

/// <summary>Draws a scene by itself, without a shot: what the passes draw is tested so.</summary>
internal static class SceneDrawing
{
    public static void Draw(this FlowScene scene, ICanvas canvas, FrameSnapshot snapshot, SceneNotes? notes = null) =>
        scene.Draw(scene.Plan(canvas, snapshot, notes), canvas);
}
