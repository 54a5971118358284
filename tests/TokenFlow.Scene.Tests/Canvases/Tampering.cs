namespace TokenFlow.Scene.Tests.Canvases;

/// <summary>What may happen to an element of a picture.</summary>
internal enum Tampering
{
    Omit,
    Move,
    Recolour,
}
