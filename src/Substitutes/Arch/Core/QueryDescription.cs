using System.Diagnostics.CodeAnalysis;

namespace Arch.Core;

/// <summary>Which entities a query visits.</summary>
/// <remarks>
/// The builders change the description in place and return it by reference; a second call of the same builder replaces the
/// first. An empty description matches everything; <c>default</c> is none at all and throws when used.
/// </remarks>
public struct QueryDescription : IEquatable<QueryDescription>
{
    /// <summary>Matches every entity.</summary>
    public QueryDescription()
    {
    }

    /// <summary>Components that a match has all of.</summary>
    public Signature All { get; private set; } = Signature.Null;

    /// <summary>Components that a match has one of at least; empty asks for nothing.</summary>
    public Signature Any { get; private set; } = Signature.Null;

    /// <summary>Components that a match has none of.</summary>
    public Signature None { get; private set; } = Signature.Null;

    /// <summary>The components that a match has, these and no others. Not to be combined with the other three.</summary>
    public Signature Exclusive { get; private set; } = Signature.Null;

    public static bool operator ==(QueryDescription left, QueryDescription right) => left.Equals(right);

    public static bool operator !=(QueryDescription left, QueryDescription right) => !left.Equals(right);

    public readonly bool Equals(QueryDescription other)
        => All == other.All && Any == other.Any && None == other.None && Exclusive == other.Exclusive;

    public override readonly bool Equals(object? obj) => obj is QueryDescription other && Equals(other);

    public override readonly int GetHashCode()
        => HashCode.Combine(All.GetHashCode(), Any.GetHashCode(), None.GetHashCode(), Exclusive.GetHashCode());

    /// <summary>Asks for all of these.</summary>
    [UnscopedRef]
    public ref QueryDescription WithAll<T0>()
    {
        All = Component<T0>.Signature;
        return ref this;
    }

    /// <inheritdoc cref="WithAll{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithAll<T0, T1>()
    {
        All = SignatureOf.Set<T0, T1>.Value;
        return ref this;
    }

    /// <inheritdoc cref="WithAll{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithAll<T0, T1, T2>()
    {
        All = SignatureOf.Set<T0, T1, T2>.Value;
        return ref this;
    }

    /// <inheritdoc cref="WithAll{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithAll<T0, T1, T2, T3>()
    {
        All = SignatureOf.Set<T0, T1, T2, T3>.Value;
        return ref this;
    }

    /// <inheritdoc cref="WithAll{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithAll<T0, T1, T2, T3, T4>()
    {
        All = SignatureOf.Set<T0, T1, T2, T3, T4>.Value;
        return ref this;
    }

    /// <inheritdoc cref="WithAll{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithAll<T0, T1, T2, T3, T4, T5>()
    {
        All = SignatureOf.Set<T0, T1, T2, T3, T4, T5>.Value;
        return ref this;
    }

    /// <inheritdoc cref="WithAll{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithAll<T0, T1, T2, T3, T4, T5, T6>()
    {
        All = SignatureOf.Set<T0, T1, T2, T3, T4, T5, T6>.Value;
        return ref this;
    }

    /// <summary>Asks for one of these at least.</summary>
    [UnscopedRef]
    public ref QueryDescription WithAny<T0>()
    {
        Any = Component<T0>.Signature;
        return ref this;
    }

    /// <inheritdoc cref="WithAny{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithAny<T0, T1>()
    {
        Any = SignatureOf.Set<T0, T1>.Value;
        return ref this;
    }

    /// <inheritdoc cref="WithAny{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithAny<T0, T1, T2>()
    {
        Any = SignatureOf.Set<T0, T1, T2>.Value;
        return ref this;
    }

    /// <inheritdoc cref="WithAny{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithAny<T0, T1, T2, T3>()
    {
        Any = SignatureOf.Set<T0, T1, T2, T3>.Value;
        return ref this;
    }

    /// <summary>Asks for none of these.</summary>
    [UnscopedRef]
    public ref QueryDescription WithNone<T0>()
    {
        None = Component<T0>.Signature;
        return ref this;
    }

    /// <inheritdoc cref="WithNone{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithNone<T0, T1>()
    {
        None = SignatureOf.Set<T0, T1>.Value;
        return ref this;
    }

    /// <inheritdoc cref="WithNone{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithNone<T0, T1, T2>()
    {
        None = SignatureOf.Set<T0, T1, T2>.Value;
        return ref this;
    }

    /// <inheritdoc cref="WithNone{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithNone<T0, T1, T2, T3>()
    {
        None = SignatureOf.Set<T0, T1, T2, T3>.Value;
        return ref this;
    }

    /// <summary>Asks for these and no others.</summary>
    [UnscopedRef]
    public ref QueryDescription WithExclusive<T0>()
    {
        Exclusive = Component<T0>.Signature;
        return ref this;
    }

    /// <inheritdoc cref="WithExclusive{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithExclusive<T0, T1>()
    {
        Exclusive = SignatureOf.Set<T0, T1>.Value;
        return ref this;
    }

    /// <inheritdoc cref="WithExclusive{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithExclusive<T0, T1, T2>()
    {
        Exclusive = SignatureOf.Set<T0, T1, T2>.Value;
        return ref this;
    }

    /// <inheritdoc cref="WithExclusive{T0}"/>
    [UnscopedRef]
    public ref QueryDescription WithExclusive<T0, T1, T2, T3>()
    {
        Exclusive = SignatureOf.Set<T0, T1, T2, T3>.Value;
        return ref this;
    }
}
