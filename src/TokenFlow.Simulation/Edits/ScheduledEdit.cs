namespace TokenFlow.Simulation.Edits;

/// <summary>An edit and the frame in which it takes effect.</summary>
public readonly record struct ScheduledEdit(long Frame, Edit Edit);
