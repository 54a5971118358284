using System.Numerics;

namespace TokenFlow.Scene.Layout;

/// <summary>A strip of tiles outside the arc that shows which facts a reader, or several of them in turn, can still read.</summary>
/// <param name="First">The first of its readers, by their order in the text.</param>
/// <param name="Count">How many readers share it.</param>
/// <param name="Token">The token at which it hangs: its reader, or the middle one.</param>
/// <param name="Place">Its place along the arc, in [0, 1].</param>
/// <param name="Foot">The middle of its inner end.</param>
/// <param name="Outwards">Where it points.</param>
public readonly record struct ReaderStrip(int First, int Count, int Token, float Place, Vector2 Foot, Vector2 Outwards);
