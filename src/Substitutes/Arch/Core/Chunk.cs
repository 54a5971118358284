namespace Arch.Core;

/// <summary>Rows of one archetype: an array of entities beside an array for each component, all as long as <see cref="Capacity"/>.</summary>
public struct Chunk
{
    private readonly Array[] _columns;
    private readonly int[] _columnOf;

    internal Chunk(int capacity, ReadOnlySpan<ComponentType> types, int[] columnOf)
    {
        Capacity = capacity;
        Entities = new Entity[capacity];
        _columnOf = columnOf;
        _columns = new Array[types.Length];
        for (int i = 0; i < types.Length; i++)
        {
            _columns[i] = ComponentRegistry.NewArray(types[i], capacity);
        }
    }

    /// <summary>Number of rows in use; the rest of every span is left-overs.</summary>
    public int Count { get; internal set; }

    /// <summary>Number of rows.</summary>
    public int Capacity { get; }

    /// <summary>The entities, as long as <see cref="Capacity"/>.</summary>
    public readonly Entity[] Entities { get; }

    /// <summary>Whether the rows have a <typeparamref name="T"/>.</summary>
    public readonly bool Has<T>() => ColumnOf(Component<T>.ComponentType.Id) >= 0;

    /// <summary>The components, as many as <see cref="Capacity"/>: slice to <see cref="Count"/>.</summary>
    /// <exception cref="InvalidOperationException">The rows have no <typeparamref name="T"/>.</exception>
    public readonly Span<T> GetSpan<T>() => Array<T>();

    /// <summary>The component of one row.</summary>
    /// <exception cref="InvalidOperationException">The rows have no <typeparamref name="T"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not a row in use.</exception>
    public readonly ref T Get<T>(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return ref Array<T>()[index];
    }

    /// <summary>The entity of one row.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not a row in use.</exception>
    public readonly ref Entity Entity(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return ref Entities[index];
    }

    /// <summary>Walks the rows in use, last first.</summary>
    public readonly EntityEnumerator GetEnumerator() => new(Count);

    internal readonly T[] Array<T>()
    {
        int column = ColumnOf(Component<T>.ComponentType.Id);
        return column >= 0 ? (T[])_columns[column] : throw Misuse.Lacks(typeof(T));
    }

    /// <summary>Copies one row's components, as far as both chunks have them.</summary>
    internal readonly void CopyRowTo(ReadOnlySpan<ComponentType> types, int row, in Chunk target, int targetRow)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            int column = target.ColumnOf(types[i].Id);
            if (column >= 0)
            {
                System.Array.Copy(_columns[i], row, target._columns[column], targetRow, 1);
            }
        }
    }

    private readonly int ColumnOf(int componentId) => componentId < _columnOf.Length ? _columnOf[componentId] : -1;
}
