namespace TokenFlow.Studies.Measures;

/// <summary>The attention flow of one pair.</summary>
/// <param name="Source">The source, before the first layer.</param>
/// <param name="Reader">The reader, after the last.</param>
/// <param name="Value">The maximum flow in [0, 1].</param>
/// <param name="Cut">The capacity of the cut that was found: the same number, added up from the edges that it cuts.</param>
/// <param name="ReaderCapacity">What the reader's edges of the last layer carry at most; a bound of the flow.</param>
/// <param name="SourceCapacity">What the source's edges of the first layer carry at most; a bound of the flow.</param>
/// <param name="Nodes">Nodes of the graph: tokens between layers on some path of the pair.</param>
/// <param name="Arcs">Edges of the graph.</param>
/// <param name="CutEdges">[layers] how many edges of each layer the cut goes through.</param>
public sealed record FlowBetween(
    int Source,
    int Reader,
    double Value,
    double Cut,
    double ReaderCapacity,
    double SourceCapacity,
    int Nodes,
    int Arcs,
    IReadOnlyList<int> CutEdges);
