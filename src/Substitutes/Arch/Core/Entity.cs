namespace Arch.Core;

/// <summary>A handle: the id of a row, the world it is in, and the generation (version) of that id, from 1 upwards.</summary>
/// <remarks>Not comparable: the package's order is inconsistent, nothing may come to sort by it.</remarks>
public readonly struct Entity : IEquatable<Entity>
{
    /// <summary>Number of the entity in its world; used again after the entity is destroyed.</summary>
    public readonly int Id;

    /// <summary>Number of the world.</summary>
    public readonly int WorldId;

    /// <summary>Generation of <see cref="Id"/>: 1 for its first occupant.</summary>
    public readonly int Version;

    /// <summary>No entity. Differs from <c>default(Entity)</c>, which is dead too.</summary>
    public static readonly Entity Null = new(-1, 0, -1);

    /// <summary>The same as <see cref="Null"/>.</summary>
    public Entity() : this(-1, 0, -1)
    {
    }

    internal Entity(int id, int worldId, int version)
    {
        Id = id;
        WorldId = worldId;
        Version = version;
    }

    public static bool operator ==(Entity left, Entity right) => left.Equals(right);

    public static bool operator !=(Entity left, Entity right) => !left.Equals(right);

    public bool Equals(Entity other) => Id == other.Id && WorldId == other.WorldId && Version == other.Version;

    public override bool Equals(object? obj) => obj is Entity other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Id, WorldId, Version);

    public override string ToString() => $"Entity = {{ Id = {Id}, WorldId = {WorldId}, Version = {Version} }}";
}
