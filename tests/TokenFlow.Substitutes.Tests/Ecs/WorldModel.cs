using Arch.Core;

namespace TokenFlow.Substitutes.Tests.Ecs;

/// <summary>A world as lists: one a set of components, in order of first use, each filling holes with its last.</summary>
internal sealed class WorldModel
{
    private readonly List<(Shape Shape, List<Entity> Entities)> _groups = [];

    internal readonly record struct Row(Place? Place, Mark? Mark, bool IsHub)
    {
        public Shape Shape => new(Place is not null, Mark is not null, IsHub);
    }

    internal readonly record struct Shape(bool HasPlace, bool HasMark, bool IsHub);

    public Dictionary<Entity, Row> Alive { get; } = [];

    public List<Entity> Dead { get; } = [];

    public void Create(Entity entity, Row row)
    {
        Alive.Add(entity, row);
        Group(row.Shape).Add(entity);
    }

    public void Destroy(Entity entity)
    {
        Leave(entity);
        Alive.Remove(entity);
        Dead.Add(entity);
    }

    public void Reshape(Entity entity, Row row)
    {
        Leave(entity);
        Alive[entity] = row;
        Group(row.Shape).Add(entity);
    }

    public IEnumerable<Entity> InOrderOfWalk()
        => Enumerable.Reverse(_groups).SelectMany(group => Enumerable.Reverse(group.Entities));

    private void Leave(Entity entity)
    {
        List<Entity> group = Group(Alive[entity].Shape);
        group[group.IndexOf(entity)] = group[^1];
        group.RemoveAt(group.Count - 1);
    }

    private List<Entity> Group(Shape shape)
    {
        int index = _groups.FindIndex(group => group.Shape == shape);
        if (index >= 0)
        {
            return _groups[index].Entities;
        }

        _groups.Add((shape, []));
        return _groups[^1].Entities;
    }
}
