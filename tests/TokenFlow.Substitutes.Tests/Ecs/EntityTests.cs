using Arch.Core;

namespace TokenFlow.Substitutes.Tests.Ecs;

public sealed class EntityTests
{
    private World _world = null!;

    [SetUp]
    public void CreateWorld() => _world = World.Create();

    [TearDown]
    public void DestroyWorld() => _world.Dispose();

    [Test]
    public void Ids_count_from_0_and_versions_from_1()
    {
        Entity first = _world.Create(new Place(0));
        Entity second = _world.Create(new Place(1));

        Assert.That((first.Id, first.Version), Is.EqualTo((0, 1)));
        Assert.That((second.Id, second.Version), Is.EqualTo((1, 1)));
        Assert.That(first.WorldId, Is.EqualTo(_world.Id));
    }

    [Test]
    public void Ids_are_used_again_in_the_order_they_were_freed()
    {
        Entity[] entities = [.. Enumerable.Range(0, 4).Select(i => _world.Create(new Place(i)))];
        _world.Destroy(entities[2]);
        _world.Destroy(entities[0]);

        Entity[] successors = [_world.Create(new Place(4)), _world.Create(new Place(5)), _world.Create(new Place(6))];

        Assert.That(successors.Select(entity => (entity.Id, entity.Version)), Is.EqualTo(new[] { (2, 2), (0, 2), (4, 1) }));
    }

    [Test]
    public void A_handle_is_dead_once_its_id_has_a_new_occupant()
    {
        Entity old = _world.Create(new Place(0));
        _world.Destroy(old);
        Entity successor = _world.Create(new Place(1));

        Assert.That(successor.Id, Is.EqualTo(old.Id));
        Assert.That(_world.IsAlive(old), Is.False);
        Assert.That(_world.IsAlive(successor), Is.True);
        Assert.That(successor, Is.Not.EqualTo(old));
    }

    [Test]
    public void The_default_is_dead_and_is_not_Null()
    {
        _world.Create(new Place(0));

        Assert.That(_world.IsAlive(default), Is.False);
        Assert.That(_world.IsAlive(Entity.Null), Is.False);
        Assert.That(default(Entity) == Entity.Null, Is.False);
        Assert.That(new Entity(), Is.EqualTo(Entity.Null));
    }

    [Test]
    public void Handles_are_equal_when_id_world_and_version_are()
    {
        Entity entity = _world.Create(new Place(0));
        Entity copy = entity;
        using World other = World.Create();
        Entity twin = other.Create(new Place(0));

        Assert.That(copy == entity, Is.True);
        Assert.That(copy.GetHashCode(), Is.EqualTo(entity.GetHashCode()));
        Assert.That(twin.Id, Is.EqualTo(entity.Id));
        Assert.That(twin != entity, Is.True);
    }
}
