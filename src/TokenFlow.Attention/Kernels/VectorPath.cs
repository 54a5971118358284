namespace TokenFlow.Attention.Kernels;

/// <summary>How wide a kernel computes. Results agree within tolerance, not in their last bits: multiply-adds may round once or twice.</summary>
public enum VectorPath
{
    /// <summary>One number at a time.</summary>
    Scalar,

    /// <summary>Four at a time: ARM's NEON, x86 without AVX2.</summary>
    Vector128,

    /// <summary>Eight at a time: AVX2 with FMA.</summary>
    Vector256,

    /// <summary>Sixteen at a time: AVX-512.</summary>
    Vector512,
}
