namespace TokenFlow.Session.Runs;

/// <summary>An edge that is pointed at: the query reads the key.</summary>
public readonly record struct PointedEdge(int Query, int Key);
