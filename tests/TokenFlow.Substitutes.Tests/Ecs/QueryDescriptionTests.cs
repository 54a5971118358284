using Arch.Core;

namespace TokenFlow.Substitutes.Tests.Ecs;

public sealed class QueryDescriptionTests
{
    private World _world = null!;

    [SetUp]
    public void CreateWorld()
    {
        _world = World.Create();
        _world.Create(new Place(1));
        _world.Create(new Place(2), new Weight(0));
        _world.Create(new Place(3), new Weight(0), new Mark(0));
        _world.Create(new Mark(0));
    }

    [TearDown]
    public void DestroyWorld() => _world.Dispose();

    [Test]
    public void An_empty_one_matches_everything()
        => Assert.That(_world.CountEntities(new QueryDescription()), Is.EqualTo(4));

    [Test]
    public void The_default_is_none()
        => Assert.That(() => _world.CountEntities(default), Throws.Exception);

    [Test]
    public void All_asks_for_every_one()
    {
        Assert.That(_world.CountEntities(new QueryDescription().WithAll<Place>()), Is.EqualTo(3));
        Assert.That(_world.CountEntities(new QueryDescription().WithAll<Place, Weight>()), Is.EqualTo(2));
        Assert.That(_world.CountEntities(new QueryDescription().WithAll<Place, Weight, Mark>()), Is.EqualTo(1));
        Assert.That(_world.CountEntities(new QueryDescription().WithAll<Place, Weight, Mark, Extra>()), Is.Zero);
    }

    [Test]
    public void Any_asks_for_one_at_least()
        => Assert.That(_world.CountEntities(new QueryDescription().WithAny<Weight, Mark>()), Is.EqualTo(3));

    [Test]
    public void None_shuts_out()
    {
        Assert.That(_world.CountEntities(new QueryDescription().WithAll<Place>().WithNone<Mark>()), Is.EqualTo(2));
        Assert.That(_world.CountEntities(new QueryDescription().WithNone<Weight, Mark>()), Is.EqualTo(1));
    }

    [Test]
    public void Exclusive_asks_for_these_and_no_others()
    {
        Assert.That(_world.CountEntities(new QueryDescription().WithExclusive<Place>()), Is.EqualTo(1));
        Assert.That(_world.CountEntities(new QueryDescription().WithExclusive<Weight, Place>()), Is.EqualTo(1));
        Assert.That(_world.CountEntities(new QueryDescription().WithExclusive<Weight>()), Is.Zero);
    }

    [Test]
    public void A_second_call_replaces_the_first()
        => Assert.That(_world.CountEntities(new QueryDescription().WithAll<Extra>().WithAll<Mark>()), Is.EqualTo(2));

    [Test]
    public void Builders_change_it_in_place()
    {
        var description = new QueryDescription();
        description.WithAll<Mark>();

        Assert.That(_world.CountEntities(in description), Is.EqualTo(2));
        Assert.That(description, Is.Not.EqualTo(new QueryDescription()));
    }

    [Test]
    public void Order_of_components_does_not_matter()
    {
        QueryDescription one = new QueryDescription().WithAll<Place, Weight>();
        QueryDescription other = new QueryDescription().WithAll<Weight, Place>();

        Assert.That(one, Is.EqualTo(other));
        Assert.That(one.GetHashCode(), Is.EqualTo(other.GetHashCode()));
        Assert.That(one != new QueryDescription().WithAny<Place, Weight>(), Is.True);
    }
}
