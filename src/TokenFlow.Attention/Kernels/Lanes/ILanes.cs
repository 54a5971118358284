namespace TokenFlow.Attention.Kernels.Lanes;

/// <summary>
/// The few vector operations that the panels' code is written over, once for every width. Implementations are types
/// without instances, so that the compiler sees every call through and keeps vectors in registers.
/// </summary>
/// <typeparam name="TVector">The vector: <c>Vector256&lt;float&gt;</c> and the like.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Numbers a vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(float* from);

    static abstract void Store(TVector value, float* to);

    static abstract TVector Create(float value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a b + c, fused where the hardware does it.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>The larger; where <paramref name="b"/> is NaN, NaN.</summary>
    static abstract TVector Maximum(TVector a, TVector b);

    /// <summary>The bits moved up by 23: a whole number in the lowest bits becomes an exponent.</summary>
    static abstract TVector ToExponent(TVector value);

    /// <summary>Lane i is that of <paramref name="kept"/> where bit i is set, else that of <paramref name="otherwise"/>.</summary>
    static abstract TVector Select(uint bits, TVector kept, TVector otherwise);

    /// <summary>Whether a is at most b in all lanes; NaN is not.</summary>
    static abstract bool AllAtMost(TVector a, TVector b);
}
