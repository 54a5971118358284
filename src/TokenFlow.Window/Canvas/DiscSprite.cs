namespace TokenFlow.Window.Canvas;

/// <summary>A disc in the atlas.</summary>
/// <param name="Sprite">Where it is.</param>
/// <param name="Reach">From the centre to the sprite's edge, in radii.</param>
internal readonly record struct DiscSprite(Sprite Sprite, float Reach);
