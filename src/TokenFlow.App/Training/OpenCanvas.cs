using TokenFlow.Scene.Canvas;

namespace TokenFlow.App.Training;

/// <summary>A canvas in other units that lets stand what is there already: a picture drawn on it adds to what lies below.</summary>
internal sealed class OpenCanvas : PlacedCanvas
{
    /// <inheritdoc/>
    public override void Clear(Rgba colour)
    {
        // The ground is the picture's own.
    }
}
