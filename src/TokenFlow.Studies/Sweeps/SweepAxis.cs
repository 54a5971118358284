namespace TokenFlow.Studies.Sweeps;

/// <summary>A field of the scenario and the values that it takes in turn.</summary>
/// <param name="Field">The field's path, as in <c>--set</c>.</param>
/// <param name="Values">Its values in order, each once.</param>
public sealed record SweepAxis(string Field, IReadOnlyList<AxisValue> Values);
