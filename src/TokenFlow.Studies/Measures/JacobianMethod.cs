namespace TokenFlow.Studies.Measures;

/// <summary>How Jacobian norms were found.</summary>
public enum JacobianMethod
{
    /// <summary>Exactly, by the rollout of each head: the weights do not depend on the values.</summary>
    Linear,

    /// <summary>Exactly, by a backward pass for each dimension of the reader.</summary>
    Backward,

    /// <summary>As a mean over seeded random directions of the reader.</summary>
    Estimate,
}
