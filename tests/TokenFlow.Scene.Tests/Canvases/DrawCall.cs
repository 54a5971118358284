using System.Numerics;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Tests.Canvases;

/// <summary>One call on a canvas, with all that it was given.</summary>
internal sealed record DrawCall(string Kind)
{
    public Vector2[] Points { get; init; } = [];

    public Curve[] Curves { get; init; } = [];

    public Box Box { get; init; }

    public Stroke Stroke { get; init; }

    public Rgba Fill { get; init; }

    public float Radius { get; init; }

    public string Text { get; init; } = "";

    public TextStyle Style { get; init; }

    /// <summary>All of it in one line, so that two logs can be compared.</summary>
    public override string ToString() =>
        $"{Kind} {string.Join(' ', Points)} {string.Join(' ', Curves)} {Box} {Stroke} {Fill} {Radius} {Text} {Style}";
}
