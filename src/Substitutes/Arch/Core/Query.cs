namespace Arch.Core;

/// <summary>The chunks that a description matches, newest archetype and last chunk first, empty ones left out.</summary>
public sealed class Query
{
    private readonly World _world;
    private readonly QueryDescription _description;
    private readonly List<Archetype> _matches = [];
    private int _seen;

    internal Query(World world, in QueryDescription description)
    {
        if (description.Exclusive.Count > 0 && description.All.Count + description.Any.Count + description.None.Count > 0)
        {
            throw Misuse.ExclusiveWithOthers();
        }

        _world = world;
        _description = description;
    }

    /// <summary>Walks the chunks; throws if entities are created, destroyed or changed in shape meanwhile.</summary>
    public QueryChunkEnumerator GetEnumerator() => new(_world, Matches(), guarded: true);

    /// <inheritdoc cref="GetEnumerator"/>
    public QueryChunkIterator GetChunkIterator() => new(_world, Matches(), guarded: true);

    /// <summary>Walks the chunks for a callback, whose changes the world itself judges.</summary>
    internal QueryChunkIterator Visits() => new(_world, Matches(), guarded: false);

    internal int CountEntities()
    {
        int count = 0;
        foreach (Archetype archetype in Matches())
        {
            count += archetype.EntityCount;
        }

        return count;
    }

    private List<Archetype> Matches()
    {
        // Archetypes are never dropped: those not yet seen are at the end.
        List<Archetype> all = _world.Archetypes;
        for (; _seen < all.Count; _seen++)
        {
            if (Matches(all[_seen].Signature))
            {
                _matches.Add(all[_seen]);
            }
        }

        return _matches;
    }

    private bool Matches(in Signature signature)
    {
        if (_description.Exclusive.Count > 0)
        {
            return signature == _description.Exclusive;
        }

        return signature.ContainsAll(_description.All)
            && (_description.Any.Count == 0 || signature.ContainsAny(_description.Any))
            && !signature.ContainsAny(_description.None);
    }
}
