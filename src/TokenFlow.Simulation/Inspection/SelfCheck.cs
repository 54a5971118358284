namespace TokenFlow.Simulation.Inspection;

/// <summary>What the run came to when it was held against a float64 computation that shares no code with the kernel.</summary>
/// <param name="Rows">Rows that were computed anew, in all heads.</param>
/// <param name="LargestError">The largest |kernel - float64| over the rows' value columns, dye columns and log-sum-exp.</param>
/// <param name="Head">The head where it is; -1 where no row was checked.</param>
/// <param name="Row">The row where it is; -1 where no row was checked.</param>
/// <param name="Edges">Query-key pairs that the kernel computes in a head (the first), counted.</param>
/// <param name="FormulaEdges">The same by the pattern's closed form; null where the edits, hubs' slots or the pattern leave none.</param>
public sealed record SelfCheck(int Rows, double LargestError, int Head, int Row, long Edges, long? FormulaEdges);
