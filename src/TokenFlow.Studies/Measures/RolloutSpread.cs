namespace TokenFlow.Studies.Measures;

/// <summary>Where the mass of one source goes.</summary>
/// <param name="Source">The source.</param>
/// <param name="Total">[tokens] what each token holds of it after the last layer.</param>
/// <param name="Taken">[layers][tokens] what each token took in by attention, (1 - alpha) included.</param>
public sealed record RolloutSpread(int Source, IReadOnlyList<double> Total, IReadOnlyList<IReadOnlyList<double>> Taken);
