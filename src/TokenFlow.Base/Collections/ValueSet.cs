using System.Collections;
using System.Collections.Immutable;

namespace TokenFlow.Base.Collections;

/// <summary>
/// An immutable ascending set that compares by content, so that records which hold one (patterns, edits) are values.
/// </summary>
/// <typeparam name="T">A type with a total order.</typeparam>
public sealed class ValueSet<T> : IReadOnlyList<T>, IEquatable<ValueSet<T>>
    where T : IComparable<T>
{
    private readonly ImmutableArray<T> _items;

    /// <summary>The set without members.</summary>
    public ValueSet() => _items = [];

    /// <param name="items">The members: any order, repetitions allowed.</param>
    public ValueSet(IEnumerable<T> items) => _items = items is ValueSet<T> set ? set._items : [.. new SortedSet<T>(items)];

    private ValueSet(ImmutableArray<T> ascending) => _items = ascending;

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <summary>The member of the given rank in ascending order.</summary>
    public T this[int index] => _items[index];

    /// <summary>The members in ascending order.</summary>
    public ReadOnlySpan<T> AsSpan() => _items.AsSpan();

    /// <summary>Whether the item is a member; a binary search.</summary>
    public bool Contains(T item) => _items.BinarySearch(item) >= 0;

    /// <summary>The set with one more member.</summary>
    public ValueSet<T> With(T item)
    {
        int at = _items.BinarySearch(item);
        return at >= 0 ? this : new(_items.Insert(~at, item));
    }

    /// <summary>The set without one member.</summary>
    public ValueSet<T> Without(T item)
    {
        int at = _items.BinarySearch(item);
        return at < 0 ? this : new(_items.RemoveAt(at));
    }

    /// <inheritdoc/>
    public bool Equals(ValueSet<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueSet<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (T item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{string.Join(", ", _items)}]";

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
