namespace Arch.Core;

/// <summary>The chunks of a query, for <c>foreach</c>.</summary>
public readonly ref struct QueryChunkIterator
{
    private readonly World _world;
    private readonly List<Archetype> _archetypes;
    private readonly bool _guarded;

    internal QueryChunkIterator(World world, List<Archetype> archetypes, bool guarded)
    {
        _world = world;
        _archetypes = archetypes;
        _guarded = guarded;
    }

    /// <summary>Starts a walk.</summary>
    public QueryChunkEnumerator GetEnumerator() => new(_world, _archetypes, _guarded);
}
