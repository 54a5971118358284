using TokenFlow.Attention.Patterns;
using TokenFlow.Session.Runs;

namespace TokenFlow.Ui.Screens.Inspector;

/// <summary>An edge's line in the inspector.</summary>
/// <param name="Partner">The token at its other end.</param>
/// <param name="Edge">The edge.</param>
/// <param name="Way">Window, random or hub.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Name">The partner's text.</param>
/// <param name="Position">The partner's position.</param>
/// <param name="Amount">The weight in figures.</param>
internal readonly record struct SheetEdge(int Partner, PointedEdge Edge, EdgeWay Way, float Weight, string Name, string Position, string Amount);
