using Arch.Core;

namespace TokenFlow.Substitutes.Tests.Ecs;

/// <summary>What the package leaves undefined, the substitute refuses. Not run against the package.</summary>
public sealed class MisuseTests
{
    private static readonly QueryDescription Places = new QueryDescription().WithAll<Place>();
    private World _world = null!;
    private Entity _entity;

    [OneTimeSetUp]
    public void OnlyForTheSubstitute() => EngineInUse.OnlyForSubstituteOf("Arch");

    [SetUp]
    public void CreateWorld()
    {
        _world = World.Create();
        _entity = _world.Create(new Place(1));
    }

    [TearDown]
    public void DestroyWorld() => _world.Dispose();

    [Test]
    public void A_component_that_is_not_there()
    {
        Refuses(() => _world.Set(_entity, new Weight(1)), "no Weight");
        Refuses(() => _world.Get<Weight>(_entity), "no Weight");
        Refuses(() => _world.Remove<Weight>(_entity), "no Weight");
        Refuses(() =>
        {
            foreach (ref Chunk chunk in _world.Query(in Places))
            {
                chunk.GetSpan<Weight>().Clear();
            }
        }, "no Weight");
        Refuses(() => _world.Query(in Places, (ref Weight weight) => weight.Value = 1), "no Weight");
    }

    [Test]
    public void A_component_that_is_there_already()
        => Refuses(() => _world.Add(_entity, new Place(2)), "has a Place already");

    [Test]
    public void A_component_with_data_but_no_value()
        => Refuses(() => _world.Add<Weight>(_entity), "with its value");

    [Test]
    public void A_component_named_twice()
        => Refuses(() => _world.Create(new Mark(1), new Mark(2)), "Mark is named twice");

    [Test]
    public void A_stale_handle()
    {
        _world.Destroy(_entity);
        _world.Create(new Place(2));

        Refuses(() => _world.Get<Place>(_entity), "not alive");
        Refuses(() => _world.Set(_entity, new Place(3)), "not alive");
        Refuses(() => _world.TryGet<Place>(_entity, out _), "not alive");
        Refuses(() => _world.Has<Place>(_entity), "not alive");
        Refuses(() => _world.Add<Hub>(_entity), "not alive");
        Refuses(() => _world.Remove<Place>(_entity), "not alive");
        Refuses(() => _world.Destroy(_entity), "not alive");
        Refuses(() => _world.Destroy(Entity.Null), "not alive");
        Refuses(() => _world.Has<Place>(default), "not alive");
    }

    [Test]
    public void A_handle_of_another_world()
    {
        using World other = World.Create();
        other.Create(new Place(9));

        Refuses(() => other.IsAlive(_entity), "not of world");
        Refuses(() => other.Get<Place>(_entity), "not of world");
    }

    [Test]
    public void Changes_while_chunks_are_walked()
    {
        Refuses(() => Walk(() => _world.Create(new Place(2))), "chunks were being walked");
        Refuses(() => Walk(() => _world.Add<Hub>(_entity)), "chunks were being walked");
        Refuses(() => Walk(() => _world.Remove<Hub>(_entity)), "chunks were being walked");
        Refuses(() => Walk(() => _world.Destroy(_entity)), "chunks were being walked");
    }

    [Test]
    public void Moves_inside_a_callback()
    {
        Entity other = _world.Create(new Place(2));

        Refuses(() => _world.Query(in Places, (Entity entity, ref Place place) => _world.Add<Hub>(entity)), "callback");
        Refuses(() => _world.Query(in Places, (Entity entity, ref Place place) => _world.Remove<Place>(entity)), "callback");
        Refuses(() => _world.Query(in Places, (Entity entity, ref Place place) => _world.Destroy(entity == other ? _entity : other)), "callback");

        // The callback's end, though by exception, ends the ban.
        _world.Add<Hub>(_entity);
        Assert.That(_world.Has<Hub>(_entity), Is.True);
    }

    [Test]
    public void A_description_that_contradicts_itself_or_is_none()
    {
        Refuses(() => _world.CountEntities(new QueryDescription().WithExclusive<Place>().WithNone<Hub>()), "WithExclusive");
        Refuses(() => _world.CountEntities(default), "new QueryDescription()");
    }

    [Test]
    public void Rows_beyond_the_count()
    {
        foreach (ref Chunk chunk in _world.Query(in Places))
        {
            Chunk copy = chunk;
            Assert.That(() => copy.Entity(1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => copy.Get<Place>(1), Throws.TypeOf<ArgumentOutOfRangeException>());
        }
    }

    [Test]
    public void A_world_that_ended()
    {
        _world.Dispose();

        Assert.That(() => _world.Create(new Place(1)), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => _world.Query(in Places), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(_world.IsAlive(_entity), Is.False);
    }

    private void Walk(Action change)
    {
        foreach (ref Chunk chunk in _world.Query(in Places))
        {
            change();
        }
    }

    private static void Refuses(Action misuse, string says)
        => Assert.That(misuse, Throws.InvalidOperationException.With.Message.Contains(says));
}
