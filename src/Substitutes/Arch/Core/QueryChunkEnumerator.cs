namespace Arch.Core;

/// <summary>The chunks of a query, newest archetype and last chunk first.</summary>
public ref struct QueryChunkEnumerator
{
    private readonly World _world;
    private readonly List<Archetype> _archetypes;
    private readonly bool _guarded;
    private readonly int _changes;
    private int _archetype;
    private int _chunk;

    internal QueryChunkEnumerator(World world, List<Archetype> archetypes, bool guarded)
    {
        _world = world;
        _archetypes = archetypes;
        _guarded = guarded;
        _changes = world.Changes;
        _archetype = archetypes.Count;
    }

    /// <summary>The chunk, in place.</summary>
    public readonly ref Chunk Current => ref _archetypes[_archetype].ChunkAt(_chunk);

    /// <summary>Goes on to the next chunk that holds an entity.</summary>
    /// <exception cref="InvalidOperationException">Entities were created, destroyed or changed in shape since the walk began.</exception>
    public bool MoveNext()
    {
        if (_guarded && _changes != _world.Changes)
        {
            throw Misuse.ChangedUnderQuery();
        }

        if (--_chunk >= 0)
        {
            return true;
        }

        while (--_archetype >= 0)
        {
            if (_archetypes[_archetype].EntityCount == 0)
            {
                continue;
            }

            _chunk = _archetypes[_archetype].LastChunk;
            return true;
        }

        return false;
    }
}
