namespace Arch.Core;

/// <summary>Signatures of several components, made once for each combination.</summary>
internal static class SignatureOf
{
    internal static class Set<T0, T1>
    {
        internal static readonly Signature Value = new(Component<T0>.ComponentType, Component<T1>.ComponentType);
    }

    internal static class Set<T0, T1, T2>
    {
        internal static readonly Signature Value = new(Component<T0>.ComponentType, Component<T1>.ComponentType, Component<T2>.ComponentType);
    }

    internal static class Set<T0, T1, T2, T3>
    {
        internal static readonly Signature Value = new(Component<T0>.ComponentType, Component<T1>.ComponentType, Component<T2>.ComponentType, Component<T3>.ComponentType);
    }

    internal static class Set<T0, T1, T2, T3, T4>
    {
        internal static readonly Signature Value = new(Component<T0>.ComponentType, Component<T1>.ComponentType, Component<T2>.ComponentType, Component<T3>.ComponentType, Component<T4>.ComponentType);
    }

    internal static class Set<T0, T1, T2, T3, T4, T5>
    {
        internal static readonly Signature Value = new(Component<T0>.ComponentType, Component<T1>.ComponentType, Component<T2>.ComponentType, Component<T3>.ComponentType, Component<T4>.ComponentType, Component<T5>.ComponentType);
    }

    internal static class Set<T0, T1, T2, T3, T4, T5, T6>
    {
        internal static readonly Signature Value = new(Component<T0>.ComponentType, Component<T1>.ComponentType, Component<T2>.ComponentType, Component<T3>.ComponentType, Component<T4>.ComponentType, Component<T5>.ComponentType, Component<T6>.ComponentType);
    }
}
