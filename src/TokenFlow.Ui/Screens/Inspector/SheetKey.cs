using TokenFlow.Attention.Patterns;
using TokenFlow.Session.Runs;

namespace TokenFlow.Ui.Screens.Inspector;

/// <summary>A key's line in the sum: its score, its softmax weight, what it holds, and what of it is taken.</summary>
/// <param name="Edge">The edge from it.</param>
/// <param name="Way">Window, random or hub.</param>
/// <param name="Weight">The softmax weight.</param>
/// <param name="Product">Weight x what it holds.</param>
/// <param name="Name">The key's text.</param>
/// <param name="Score">The score in figures; "-" in the mean over heads.</param>
/// <param name="Amount">The weight in figures.</param>
/// <param name="Held">What it holds, in figures.</param>
/// <param name="Taken">The product in figures.</param>
internal readonly record struct SheetKey(
    PointedEdge Edge, EdgeWay Way, float Weight, double Product, string Name, string Score, string Amount, string Held, string Taken);
