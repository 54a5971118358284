namespace Arch.Core;

/// <summary>What the package leaves undefined is refused here, so that nothing comes to rely on it.</summary>
internal static class Misuse
{
    internal static InvalidOperationException Dead(Entity entity)
        => new($"{entity} is not alive: it was destroyed, or never created.");

    internal static InvalidOperationException ForeignWorld(Entity entity, int worldId)
        => new($"{entity} is of world {entity.WorldId}, not of world {worldId}.");

    internal static InvalidOperationException Lacks(Type component)
        => new($"There is no {component.Name} here: the entity or chunk lacks that component.");

    internal static InvalidOperationException HasAlready(Entity entity, Type component)
        => new($"{entity} has a {component.Name} already; use Set to change it.");

    internal static InvalidOperationException NeedsValue(Type component)
        => new($"{component.Name} carries data: add it with its value.");

    internal static InvalidOperationException NamedTwice(Type component)
        => new($"{component.Name} is named twice in one set of components.");

    internal static InvalidOperationException DefaultDescription()
        => new("default(QueryDescription) describes nothing: write new QueryDescription().");

    internal static InvalidOperationException ExclusiveWithOthers()
        => new("WithExclusive does not go together with WithAll, WithAny or WithNone.");

    internal static InvalidOperationException ChangedUnderQuery()
        => new("Entities were created, destroyed or given other components while a query's chunks were being walked.");

    internal static InvalidOperationException MovedUnderQuery(Entity entity)
        => new($"{entity} cannot be destroyed, added to or removed from inside a query's callback; only the visited entity may be destroyed.");
}
