using Arch.Core;
using CsCheck;

namespace TokenFlow.Substitutes.Tests.Ecs;

/// <summary>Random histories against a plain model: what is alive, what it holds, and in which order a query meets it.</summary>
public sealed class WorldModelTests
{
    private static readonly QueryDescription Everything = new();

    private static readonly Gen<(int Kind, int Pick, int Value)[]> Histories =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 10_000], Gen.Int[0, 1_000_000]).Array[0, 300];

    [Test]
    public void Any_history_leaves_what_the_model_expects()
        => Histories.Sample(history =>
        {
            // Chunks of 8 rows or less, so that holes are filled across chunks.
            using World world = World.Create(chunkSizeInBytes: 128, minimumAmountOfEntitiesPerChunk: 4);
            var model = new WorldModel();
            foreach ((int kind, int pick, int value) in history)
            {
                Step(world, model, kind, pick, value);
            }

            Assert.That(world.Size, Is.EqualTo(model.Alive.Count));
            Entity[] walked = new Entity[world.Size];
            world.GetEntities(in Everything, walked);
            Assert.That(walked, Is.EqualTo(model.InOrderOfWalk()));
            foreach (Entity entity in walked)
            {
                WorldModel.Row row = model.Alive[entity];
                Assert.That(world.IsAlive(entity), Is.True);
                Assert.That(world.TryGet(entity, out Place place), Is.EqualTo(row.Place is not null));
                Assert.That(world.TryGet(entity, out Mark mark), Is.EqualTo(row.Mark is not null));
                Assert.That(place, Is.EqualTo(row.Place ?? default));
                Assert.That(mark, Is.EqualTo(row.Mark ?? default));
                Assert.That(world.Has<Hub>(entity), Is.EqualTo(row.IsHub));
            }

            Assert.That(model.Dead.Any(world.IsAlive), Is.False);
        });

    private static void Step(World world, WorldModel model, int kind, int pick, int value)
    {
        if (kind <= 1)
        {
            model.Create(world.Create(new Place(value)), new(new Place(value), null, false));
        }

        if (kind == 2)
        {
            model.Create(world.Create(new Mark(value), new Place(value)), new(new Place(value), new Mark(value), false));
        }

        if (kind <= 2 || model.Alive.Count == 0)
        {
            return;
        }

        Entity entity = model.Alive.Keys.ElementAt(pick % model.Alive.Count);
        WorldModel.Row row = model.Alive[entity];
        switch (kind)
        {
            case 3 or 4:
                world.Destroy(entity);
                model.Destroy(entity);
                break;
            case 5:
                if (row.IsHub)
                {
                    world.Remove<Hub>(entity);
                }
                else
                {
                    world.Add<Hub>(entity);
                }

                model.Reshape(entity, row with { IsHub = !row.IsHub });
                break;
            case 6 or 7:
                if (row.Mark is null)
                {
                    world.Add(entity, new Mark(value));
                }
                else
                {
                    world.Remove<Mark>(entity);
                }

                model.Reshape(entity, row with { Mark = row.Mark is null ? new Mark(value) : null });
                break;
            case 8:
                if (row.Place is null)
                {
                    world.Add(entity, new Place(value));
                }
                else
                {
                    world.Remove<Place>(entity);
                }

                model.Reshape(entity, row with { Place = row.Place is null ? new Place(value) : null });
                break;
            default:
                if (row.Place is null)
                {
                    break;
                }

                world.Set(entity, new Place(value));
                model.Alive[entity] = row with { Place = new Place(value) };
                break;
        }
    }
}
