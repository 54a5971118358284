namespace Arch.Core;

/// <summary>Where the entity of an id lives; no archetype, nobody alive there.</summary>
internal struct EntityRecord
{
    internal Archetype? Archetype;
    internal int Chunk;
    internal int Row;
    internal int Version;
}
