using Arch.Core;

namespace TokenFlow.Substitutes.Tests.Ecs;

public sealed class ChunkTests
{
    private World _world = null!;

    [SetUp]
    public void CreateWorld() => _world = World.Create();

    [TearDown]
    public void DestroyWorld() => _world.Dispose();

    [Test]
    public void Holds_16_KiB_of_rows_an_entity_counting_12_bytes()
    {
        _world.Create(new Place(0));
        Assert.That(CapacityOf<Place>(), Is.EqualTo(16_384 / (12 + 4)));
    }

    [Test]
    public void Tags_take_no_room()
    {
        _world.Create(new Place(0), new Hub(), new Cut());
        Assert.That(CapacityOf<Hub>(), Is.EqualTo(16_384 / (12 + 4)));
    }

    [Test]
    public void Grows_by_16_KiB_until_100_rows_fit()
    {
        _world.Create(new Wide());
        Assert.That(CapacityOf<Wide>(), Is.EqualTo(32_768 / (12 + 192)));
    }

    [Test]
    public void Takes_other_sizes_from_the_world()
    {
        using World small = World.Create(chunkSizeInBytes: 256, minimumAmountOfEntitiesPerChunk: 1);
        small.Create(new Place(0));
        foreach (ref Chunk chunk in small.Query(new QueryDescription()))
        {
            Assert.That(chunk.Capacity, Is.EqualTo(16));
        }
    }

    [Test]
    public void Spans_are_as_long_as_the_capacity()
    {
        _world.Create(new Place(0), new Weight(0));
        foreach (ref Chunk chunk in _world.Query(new QueryDescription()))
        {
            Assert.That(chunk.Count, Is.EqualTo(1));
            Assert.That(chunk.GetSpan<Place>().Length, Is.EqualTo(chunk.Capacity));
            Assert.That(chunk.GetSpan<Weight>().Length, Is.EqualTo(chunk.Capacity));
            Assert.That(chunk.Entities, Has.Length.EqualTo(chunk.Capacity));
        }
    }

    [Test]
    public void Rows_of_all_spans_belong_together()
    {
        Entity[] entities = [.. Enumerable.Range(0, 10).Select(i => _world.Create(new Place(i), new Weight(i / 2f)))];
        foreach (ref Chunk chunk in _world.Query(new QueryDescription()))
        {
            Assert.That(chunk.Has<Weight>(), Is.True);
            Assert.That(chunk.Has<Mark>(), Is.False);
            Span<Weight> weights = chunk.GetSpan<Weight>();
            for (int i = 0; i < chunk.Count; i++)
            {
                Assert.That(chunk.Entity(i), Is.EqualTo(entities[i]));
                Assert.That(chunk.Entities[i], Is.EqualTo(entities[i]));
                Assert.That(weights[i].Value, Is.EqualTo(chunk.Get<Place>(i).Index / 2f));
            }
        }
    }

    [Test]
    public void Writing_to_a_span_changes_the_entity()
    {
        Entity entity = _world.Create(new Place(0));
        foreach (ref Chunk chunk in _world.Query(new QueryDescription()))
        {
            chunk.GetSpan<Place>()[0].Index = 8;
        }

        Assert.That(_world.Get<Place>(entity).Index, Is.EqualTo(8));
    }

    private int CapacityOf<T>()
    {
        int capacity = 0;
        foreach (ref Chunk chunk in _world.Query(new QueryDescription().WithAll<T>()))
        {
            capacity += chunk.Capacity;
        }

        return capacity;
    }
}
