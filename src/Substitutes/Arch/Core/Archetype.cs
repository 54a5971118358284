using System.Runtime.CompilerServices;

namespace Arch.Core;

/// <summary>All entities of one set of components, packed without gaps into chunks of equal size.</summary>
internal sealed class Archetype
{
    private readonly int[] _columnOf;
    private readonly int _rowsPerChunk;
    private readonly Dictionary<int, Archetype> _with = [];
    private readonly Dictionary<int, Archetype> _without = [];
    private Chunk[] _chunks;
    private int _allocated;

    internal Archetype(Signature signature, int chunkBytes, int minimumRows)
    {
        Signature = signature;

        // A chunk is the least multiple of the base size that holds the minimum of rows. A component of one byte counts
        // as none, as in the package, which cannot tell it from a tag.
        int rowBytes = Unsafe.SizeOf<Entity>();
        int highestId = 0;
        foreach (ComponentType type in signature.Types)
        {
            rowBytes += type.ByteSize == 1 ? 0 : type.ByteSize;
            highestId = Math.Max(highestId, type.Id);
        }

        int bytes = (rowBytes * minimumRows + chunkBytes - 1) / chunkBytes * chunkBytes;
        _rowsPerChunk = bytes / rowBytes;

        _columnOf = new int[highestId + 1];
        Array.Fill(_columnOf, -1);
        for (int i = 0; i < signature.Count; i++)
        {
            ref int column = ref _columnOf[signature.Types[i].Id];
            if (column >= 0)
            {
                throw Misuse.NamedTwice(signature.Types[i].Type);
            }

            column = i;
        }

        _chunks = [NewChunk()];
        _allocated = 1;
    }

    internal Signature Signature { get; }

    internal int EntityCount { get; private set; }

    /// <summary>Index of the chunk that the next entity goes to or that the last one is in.</summary>
    internal int LastChunk { get; private set; }

    internal ref Chunk ChunkAt(int index) => ref _chunks[index];

    internal bool Has(ComponentType type) => type.Id < _columnOf.Length && _columnOf[type.Id] >= 0;

    internal (int Chunk, int Row) Append(Entity entity)
    {
        if (_chunks[LastChunk].Count == _rowsPerChunk)
        {
            LastChunk++;
            if (LastChunk == _allocated)
            {
                if (_allocated == _chunks.Length)
                {
                    Array.Resize(ref _chunks, _allocated * 2);
                }

                _chunks[_allocated++] = NewChunk();
            }
        }

        ref Chunk chunk = ref _chunks[LastChunk];
        int row = chunk.Count++;
        chunk.Entities[row] = entity;
        EntityCount++;
        return (LastChunk, row);
    }

    /// <summary>Fills the hole with the archetype's last entity.</summary>
    /// <returns>The entity that now sits in the hole; the removed one itself if it was the last.</returns>
    internal Entity Remove(int chunk, int row)
    {
        ref Chunk hole = ref _chunks[chunk];
        ref Chunk last = ref _chunks[LastChunk];
        int lastRow = last.Count - 1;
        Entity moved = last.Entities[lastRow];
        if (chunk != LastChunk || row != lastRow)
        {
            hole.Entities[row] = moved;
            last.CopyRowTo(Signature.Types, lastRow, in hole, row);
        }

        last.Count = lastRow;
        EntityCount--;
        if (lastRow == 0 && LastChunk > 0)
        {
            LastChunk--;
        }

        return moved;
    }

    internal Archetype With(ComponentType type, World world)
        => _with.TryGetValue(type.Id, out Archetype? known) ? known : _with[type.Id] = world.ArchetypeOf(Signature.With(type));

    internal Archetype Without(ComponentType type, World world)
        => _without.TryGetValue(type.Id, out Archetype? known) ? known : _without[type.Id] = world.ArchetypeOf(Signature.Without(type));

    private Chunk NewChunk() => new(_rowsPerChunk, Signature.Types, _columnOf);
}
