namespace TokenFlow.App.Data;

/// <summary>A number of a picture.</summary>
/// <param name="Series">What it is of, such as "dye.hub" or "hub.load".</param>
/// <param name="Name">Which one, where there are several of a name's own: a tracer, a way, a figure; else empty.</param>
/// <param name="Layer">The layer, 0 for the start; null where it is of the moment.</param>
/// <param name="Token">The token: of an edge, the one that reads.</param>
/// <param name="Other">The token that is read, the word of a fact, or the number of facts.</param>
/// <param name="Value">The number.</param>
internal readonly record struct DataRow(string Series, string Name, int? Layer, int? Token, int? Other, double Value);
