using Arch.Core;

namespace TokenFlow.Substitutes.Tests.Ecs;

public sealed class WorldTests
{
    private static readonly QueryDescription Places = new QueryDescription().WithAll<Place>();
    private World _world = null!;

    [SetUp]
    public void CreateWorld() => _world = World.Create();

    [TearDown]
    public void DestroyWorld() => _world.Dispose();

    [Test]
    public void Size_counts_the_living()
    {
        Entity entity = _world.Create(new Place(0));
        _world.Create(new Place(1));
        Assert.That(_world.Size, Is.EqualTo(2));

        _world.Destroy(entity);
        Assert.That(_world.Size, Is.EqualTo(1));
        Assert.That(_world.IsAlive(entity), Is.False);
    }

    [Test]
    public void Components_come_back_as_they_were_given()
    {
        Entity one = _world.Create(new Place(1));
        Entity seven = _world.Create(new Place(7), new Weight(0.5f), new Mark(long.MaxValue), new Extra(-2), new Hub(), new Cut(), "text");

        Assert.That(_world.Get<Place>(one), Is.EqualTo(new Place(1)));
        Assert.That(_world.Get<Place>(seven), Is.EqualTo(new Place(7)));
        Assert.That(_world.Get<Weight>(seven), Is.EqualTo(new Weight(0.5f)));
        Assert.That(_world.Get<Mark>(seven), Is.EqualTo(new Mark(long.MaxValue)));
        Assert.That(_world.Get<Extra>(seven), Is.EqualTo(new Extra(-2)));
        Assert.That(_world.Get<string>(seven), Is.EqualTo("text"));
        Assert.That(_world.Has<Hub>(seven) && _world.Has<Cut>(seven), Is.True);
        Assert.That(_world.Has<Hub>(one), Is.False);
    }

    [Test]
    public void Components_not_given_are_default()
    {
        Entity entity = _world.Create<Place, Weight>();

        Assert.That(_world.Get<Weight>(entity), Is.EqualTo(default(Weight)));
    }

    [Test]
    public void The_order_of_components_makes_no_other_archetype()
    {
        _world.Create(new Place(0), new Weight(1));
        _world.Create(new Weight(2), new Place(3));

        int chunks = 0;
        foreach (ref Chunk chunk in _world.Query(in Places))
        {
            chunks++;
            Assert.That(chunk.Count, Is.EqualTo(2));
            Assert.That(chunk.GetSpan<Place>()[1], Is.EqualTo(new Place(3)));
            Assert.That(chunk.GetSpan<Weight>()[1], Is.EqualTo(new Weight(2)));
        }

        Assert.That(chunks, Is.EqualTo(1));
    }

    [Test]
    public void Get_gives_the_component_in_place()
    {
        Entity entity = _world.Create(new Place(0));
        _world.Get<Place>(entity).Index = 9;
        Assert.That(_world.Get<Place>(entity).Index, Is.EqualTo(9));

        _world.Set(entity, new Place(4));
        Assert.That(_world.Get<Place>(entity).Index, Is.EqualTo(4));
    }

    [Test]
    public void TryGet_says_whether_the_component_is_there()
    {
        Entity entity = _world.Create(new Place(3));

        Assert.That(_world.TryGet(entity, out Place place), Is.True);
        Assert.That(place.Index, Is.EqualTo(3));
        Assert.That(_world.TryGet(entity, out Weight weight), Is.False);
        Assert.That(weight, Is.EqualTo(default(Weight)));
    }

    [Test]
    public void Add_and_Remove_leave_the_other_components_alone()
    {
        Entity entity = _world.Create(new Place(3), new Weight(0.25f));
        Entity bystander = _world.Create(new Place(4), new Weight(0.75f));

        _world.Add(entity, new Mark(11));
        _world.Add<Hub>(entity);
        Assert.That(_world.Get<Place>(entity), Is.EqualTo(new Place(3)));
        Assert.That(_world.Get<Weight>(entity), Is.EqualTo(new Weight(0.25f)));
        Assert.That(_world.Get<Mark>(entity), Is.EqualTo(new Mark(11)));
        Assert.That(_world.Has<Hub>(entity), Is.True);

        _world.Remove<Weight>(entity);
        Assert.That(_world.Has<Weight>(entity), Is.False);
        Assert.That(_world.Get<Place>(entity), Is.EqualTo(new Place(3)));
        Assert.That(_world.Get<Mark>(entity), Is.EqualTo(new Mark(11)));

        Assert.That(_world.Get<Place>(bystander), Is.EqualTo(new Place(4)));
        Assert.That(_world.Get<Weight>(bystander), Is.EqualTo(new Weight(0.75f)));
        Assert.That(_world.Has<Mark>(bystander), Is.False);
    }

    [Test]
    public void The_last_entity_moves_into_the_row_of_a_removed_one()
    {
        Entity[] entities = [.. Enumerable.Range(0, 4).Select(i => _world.Create(new Place(i)))];

        _world.Destroy(entities[1]);
        Assert.That(Indices(), Is.EqualTo(new[] { 0, 3, 2 }));
        Assert.That(_world.Get<Place>(entities[3]).Index, Is.EqualTo(3));

        _world.Add<Hub>(entities[0]);
        Assert.That(Indices(new QueryDescription().WithAll<Place>().WithNone<Hub>()), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(_world.Get<Place>(entities[2]).Index, Is.EqualTo(2));
    }

    [Test]
    public void The_hole_is_filled_from_the_last_chunk()
    {
        // 12 bytes an entity and 4 for its place: 1,024 rows in 16 KiB.
        Entity[] entities = [.. Enumerable.Range(0, 1030).Select(i => _world.Create(new Place(i)))];

        _world.Destroy(entities[5]);

        var chunks = new List<(int Count, int AtFive)>();
        foreach (ref Chunk chunk in _world.Query(in Places))
        {
            chunks.Add((chunk.Count, chunk.GetSpan<Place>()[5].Index));
        }

        Assert.That(chunks, Has.Count.EqualTo(2));
        Assert.That(chunks[0].Count, Is.EqualTo(5));
        Assert.That(chunks[1], Is.EqualTo((1024, 1029)));
        Assert.That(_world.Get<Place>(entities[1029]).Index, Is.EqualTo(1029));
    }

    [Test]
    public void An_entity_may_lose_all_its_components_and_gain_others()
    {
        Entity entity = _world.Create(new Place(1));
        _world.Remove<Place>(entity);
        Assert.That(_world.IsAlive(entity), Is.True);
        Assert.That(_world.Has<Place>(entity), Is.False);

        _world.Add(entity, new Weight(2));
        Assert.That(_world.Get<Weight>(entity), Is.EqualTo(new Weight(2)));
        Assert.That(_world.CountEntities(new QueryDescription()), Is.EqualTo(1));
    }

    [Test]
    public void Worlds_alive_together_have_numbers_of_their_own()
    {
        using World other = World.Create();

        Assert.That(other.Id, Is.Not.EqualTo(_world.Id));
        other.Create(new Place(0));
        Assert.That(_world.Size, Is.Zero);
        Assert.That(_world.CountEntities(in Places), Is.Zero);
    }

    [Test]
    public void Ending_a_world_twice_is_harmless()
    {
        World other = World.Create();
        other.Create(new Place(0));
        other.Dispose();
        World.Destroy(other);

        Assert.That(other.Size, Is.Zero);
    }

    private List<int> Indices() => Indices(Places);

    private List<int> Indices(QueryDescription description)
    {
        var indices = new List<int>();
        foreach (ref Chunk chunk in _world.Query(in description))
        {
            foreach (Place place in chunk.GetSpan<Place>()[..chunk.Count])
            {
                indices.Add(place.Index);
            }
        }

        return indices;
    }
}
