using Arch.Core;

namespace TokenFlow.Substitutes.Tests.Ecs;

public sealed class QueryTests
{
    private static readonly QueryDescription Places = new QueryDescription().WithAll<Place>();
    private World _world = null!;

    [SetUp]
    public void CreateWorld() => _world = World.Create();

    [TearDown]
    public void DestroyWorld() => _world.Dispose();

    [Test]
    public void Walks_the_newest_archetype_first_and_its_last_chunk_and_entity_first()
    {
        for (int i = 0; i < 1030; i++)
        {
            _world.Create(new Place(i));
        }

        for (int i = 1030; i < 1040; i++)
        {
            _world.Create(new Place(i), new Hub());
        }

        var chunks = new List<(int First, int Count)>();
        foreach (ref Chunk chunk in _world.Query(in Places))
        {
            chunks.Add((chunk.GetSpan<Place>()[0].Index, chunk.Count));
        }

        Assert.That(chunks, Is.EqualTo(new[] { (1030, 10), (1024, 6), (0, 1024) }));

        var iterated = new List<(int, int)>();
        foreach (ref Chunk chunk in _world.Query(in Places).GetChunkIterator())
        {
            iterated.Add((chunk.GetSpan<Place>()[0].Index, chunk.Count));
        }

        Assert.That(iterated, Is.EqualTo(chunks));

        var visited = new List<int>();
        _world.Query(in Places, (ref Place place) => visited.Add(place.Index));
        Assert.That(visited, Is.EqualTo(Enumerable.Range(0, 1040).Reverse()));
    }

    [Test]
    public void A_chunk_walks_its_rows_last_first()
    {
        for (int i = 0; i < 3; i++)
        {
            _world.Create(new Place(i));
        }

        var rows = new List<int>();
        foreach (ref Chunk chunk in _world.Query(in Places))
        {
            foreach (int row in chunk)
            {
                rows.Add(row);
            }
        }

        Assert.That(rows, Is.EqualTo(new[] { 2, 1, 0 }));
    }

    [Test]
    public void Leaves_out_archetypes_without_entities()
    {
        Entity entity = _world.Create(new Place(0));
        _world.Create(new Place(1), new Hub());
        _world.Add<Hub>(entity);

        int chunks = 0;
        foreach (ref Chunk chunk in _world.Query(in Places))
        {
            chunks += chunk.Count > 0 ? 1 : 100;
        }

        Assert.That(chunks, Is.EqualTo(1));
    }

    [Test]
    public void Sees_archetypes_made_after_its_first_use()
    {
        _world.Create(new Place(0));
        Assert.That(_world.CountEntities(in Places), Is.EqualTo(1));

        _world.Create(new Place(1), new Mark(1));
        _world.Create(new Mark(2));
        Assert.That(_world.CountEntities(in Places), Is.EqualTo(2));
    }

    [Test]
    public void Is_the_same_for_equal_descriptions()
        => Assert.That(_world.Query(new QueryDescription().WithAll<Place>()), Is.SameAs(_world.Query(in Places)));

    [Test]
    public void Callbacks_get_one_to_four_components_in_place()
    {
        Entity entity = _world.Create(new Place(1), new Weight(1), new Mark(1), new Extra(1));
        _world.Query(in Places, (ref Place a) => a.Index *= 2);
        _world.Query(in Places, (ref Place a, ref Weight b) => (a.Index, b.Value) = (a.Index * 3, b.Value * 3));
        _world.Query(in Places, (ref Place a, ref Weight b, ref Mark c) => (a.Index, b.Value, c.Number) = (a.Index * 5, b.Value * 5, c.Number * 5));
        _world.Query(in Places, (ref Place a, ref Weight b, ref Mark c, ref Extra d)
            => (a.Index, b.Value, c.Number, d.Value) = (a.Index * 7, b.Value * 7, c.Number * 7, d.Value * 7));

        Assert.That(_world.Get<Place>(entity).Index, Is.EqualTo(2 * 3 * 5 * 7));
        Assert.That(_world.Get<Weight>(entity).Value, Is.EqualTo(3 * 5 * 7));
        Assert.That(_world.Get<Mark>(entity).Number, Is.EqualTo(5 * 7));
        Assert.That(_world.Get<Extra>(entity).Value, Is.EqualTo(7));
    }

    [Test]
    public void Callbacks_get_the_entity_too()
    {
        Entity[] entities = [.. Enumerable.Range(0, 3).Select(i => _world.Create(new Place(i), new Weight(i), new Mark(i), new Extra(i)))];
        int calls = 0;
        void Check(Entity entity, int index)
        {
            Assert.That(entity, Is.EqualTo(entities[index]));
            calls++;
        }

        _world.Query(in Places, entity => Check(entity, _world.Get<Place>(entity).Index));
        _world.Query(in Places, (Entity entity, ref Place a) => Check(entity, a.Index));
        _world.Query(in Places, (Entity entity, ref Place a, ref Weight b) => Check(entity, (int)b.Value));
        _world.Query(in Places, (Entity entity, ref Place a, ref Weight b, ref Mark c) => Check(entity, (int)c.Number));
        _world.Query(in Places, (Entity entity, ref Place a, ref Weight b, ref Mark c, ref Extra d) => Check(entity, (int)d.Value));
        Assert.That(calls, Is.EqualTo(15));
    }

    [Test]
    public void A_callback_may_destroy_the_entity_it_is_called_with()
    {
        for (int i = 0; i < 2100; i++)
        {
            _world.Create(new Place(i));
        }

        int calls = 0;
        _world.Query(in Places, (Entity entity, ref Place place) =>
        {
            calls++;
            if (place.Index % 3 != 0)
            {
                _world.Destroy(entity);
            }
        });

        Assert.That(calls, Is.EqualTo(2100));
        Assert.That(_world.CountEntities(in Places), Is.EqualTo(700));
        _world.Query(in Places, (ref Place place) => Assert.That(place.Index % 3, Is.Zero));
    }

    [Test]
    public void A_callback_may_create_entities_of_the_same_archetype()
    {
        for (int i = 0; i < 2000; i++)
        {
            _world.Create(new Place(i));
        }

        int calls = 0;
        _world.Query(in Places, (ref Place place) =>
        {
            calls++;
            _world.Create(new Place(-1));
        });

        Assert.That(calls, Is.EqualTo(2000));
        Assert.That(_world.CountEntities(in Places), Is.EqualTo(4000));
    }

    [Test]
    public void GetEntities_lists_in_the_order_of_the_walk()
    {
        Entity[] entities = [.. Enumerable.Range(0, 5).Select(i => _world.Create(new Place(i)))];
        Entity[] list = new Entity[7];
        _world.GetEntities(in Places, list, 2);

        Assert.That(list[2..], Is.EqualTo(entities.Reverse()));
        Assert.That(list[0], Is.EqualTo(default(Entity)));
    }

    [Test]
    public void Allocates_nothing_once_warm()
    {
        for (int i = 0; i < 3000; i++)
        {
            _world.Create(new Place(i), new Weight(1));
        }

        Entity some = _world.Create(new Place(0), new Weight(2));
        ForEach<Weight> halve = (ref Weight weight) => weight.Value /= 2;
        float sum = 0;

        void Frame()
        {
            foreach (ref Chunk chunk in _world.Query(in Places))
            {
                Span<Weight> weights = chunk.GetSpan<Weight>();
                for (int i = 0; i < chunk.Count; i++)
                {
                    sum += weights[i].Value;
                }
            }

            _world.Query(in Places, halve);
            _world.Add<Hub>(some);
            _world.Remove<Hub>(some);
            _world.Set(some, new Weight(2));
        }

        for (int i = 0; i < 100; i++)
        {
            Frame();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            Frame();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(sum, Is.Positive);
    }
}
