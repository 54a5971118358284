namespace TokenFlow.Studies.Measures;

/// <summary>How strongly a reader answers to each source.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Norms">[tokens] the Frobenius norm of the block of each source.</param>
/// <param name="Method">How it was found.</param>
/// <param name="Passes">Backward passes that were made.</param>
public sealed record JacobianInfluence(int Reader, IReadOnlyList<double> Norms, JacobianMethod Method, int Passes);
