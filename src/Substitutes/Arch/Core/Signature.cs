namespace Arch.Core;

/// <summary>A set of component types. Order does not matter: equal sets are equal signatures.</summary>
public readonly struct Signature : IEquatable<Signature>
{
    /// <summary>The empty set.</summary>
    public static readonly Signature Null = new();

    private readonly ComponentType[]? _types;
    private readonly int _hash;

    /// <summary>The empty set.</summary>
    public Signature() : this([])
    {
    }

    /// <summary>The set of the given types.</summary>
    public Signature(params ComponentType[] components)
    {
        _types = [.. components];
        Array.Sort(_types, static (a, b) => a.Id.CompareTo(b.Id));
        var hash = new HashCode();
        foreach (ComponentType type in _types)
        {
            hash.Add(type.Id);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>Number of types.</summary>
    public int Count => Types.Length;

    internal ReadOnlySpan<ComponentType> Types => _types ?? throw Misuse.DefaultDescription();

    public static bool operator ==(Signature left, Signature right) => left.Equals(right);

    public static bool operator !=(Signature left, Signature right) => !left.Equals(right);

    public bool Equals(Signature other) => _hash == other._hash && Types.SequenceEqual(other.Types);

    public override bool Equals(object? obj) => obj is Signature other && Equals(other);

    public override int GetHashCode() => _hash;

    internal bool Contains(ComponentType type)
    {
        foreach (ComponentType own in Types)
        {
            if (own.Id == type.Id)
            {
                return true;
            }
        }

        return false;
    }

    internal bool ContainsAll(in Signature other)
    {
        foreach (ComponentType type in other.Types)
        {
            if (!Contains(type))
            {
                return false;
            }
        }

        return true;
    }

    internal bool ContainsAny(in Signature other)
    {
        foreach (ComponentType type in other.Types)
        {
            if (Contains(type))
            {
                return true;
            }
        }

        return false;
    }

    internal Signature With(ComponentType type) => new([.. Types, type]);

    internal Signature Without(ComponentType type) => new([.. Types.ToArray().Where(own => own.Id != type.Id)]);
}
