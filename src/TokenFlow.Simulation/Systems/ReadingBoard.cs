using Arch.Core;
using TokenFlow.Simulation.Components;

namespace TokenFlow.Simulation.Systems;

/// <summary>
/// Where a meter puts down, in its phase, which facts each reader tells: the sums become components of the facts and readers.
/// It is the meters' only way to write into the world.
/// </summary>
public sealed class ReadingBoard
{
    private readonly World _world;
    private QueryDescription _facts = new QueryDescription().WithAll<FactComponent, FactToldComponent>();
    private QueryDescription _readers = new QueryDescription().WithAll<ReaderComponent, ReaderTellsComponent>();

    internal ReadingBoard(World world) => _world = world;

    /// <summary>Puts it down.</summary>
    /// <param name="reads">[readers x facts], a row a reader: whether it tells the fact.</param>
    /// <param name="facts">Facts in a row.</param>
    public void Write(ReadOnlySpan<bool> reads, int facts)
    {
        foreach (ref Chunk chunk in _world.Query(in _facts))
        {
            Span<FactComponent> of = chunk.GetSpan<FactComponent>();
            Span<FactToldComponent> told = chunk.GetSpan<FactToldComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                int count = 0;
                for (int at = of[i].Number; at < reads.Length; at += facts)
                {
                    count += reads[at] ? 1 : 0;
                }

                told[i] = new FactToldComponent(count);
            }
        }

        foreach (ref Chunk chunk in _world.Query(in _readers))
        {
            Span<ReaderComponent> of = chunk.GetSpan<ReaderComponent>();
            Span<ReaderTellsComponent> tells = chunk.GetSpan<ReaderTellsComponent>();
            for (int i = 0; i < chunk.Count; i++)
            {
                tells[i] = new ReaderTellsComponent(reads.Slice(of[i].Number * facts, facts).Count(true));
            }
        }
    }
}
