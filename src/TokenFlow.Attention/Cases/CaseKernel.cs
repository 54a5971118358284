namespace TokenFlow.Attention.Cases;

/// <summary>Which kernel runs a case.</summary>
public enum CaseKernel
{
    /// <summary>The working kernel, single precision.</summary>
    Fast,

    /// <summary>The scalar definition, single precision.</summary>
    Reference,

    /// <summary>Masked dense attention in double precision.</summary>
    ReferenceFloat64,
}
