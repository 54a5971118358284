namespace Arch.Core;

/// <content>Queries with a callback: newest archetype, last chunk, last entity first.</content>
/// <remarks>
/// The callback may destroy the entity it is called with and create others. Destroying others, adding and removing move
/// entities into rows that are visited already or twice; with the package they do so silently, here they throw.
/// </remarks>
public sealed partial class World
{
    /// <summary>Calls <paramref name="forEntity"/> with every matching entity.</summary>
    public void Query(in QueryDescription queryDescription, ForEach forEntity)
    {
        BeginVisits();
        try
        {
            foreach (ref Chunk chunk in Query(in queryDescription).Visits())
            {
                foreach (int row in chunk)
                {
                    forEntity(Visit(chunk.Entities[row]));
                }
            }
        }
        finally
        {
            EndVisits();
        }
    }

    /// <inheritdoc cref="Query(in QueryDescription, ForEach)"/>
    public void Query<T0>(in QueryDescription description, ForEach<T0> forEach)
    {
        BeginVisits();
        try
        {
            foreach (ref Chunk chunk in Query(in description).Visits())
            {
                Entity[] entities = chunk.Entities;
                T0[] t0 = chunk.Array<T0>();
                foreach (int row in chunk)
                {
                    Visit(entities[row]);
                    forEach(ref t0[row]);
                }
            }
        }
        finally
        {
            EndVisits();
        }
    }

    /// <inheritdoc cref="Query(in QueryDescription, ForEach)"/>
    public void Query<T0, T1>(in QueryDescription description, ForEach<T0, T1> forEach)
    {
        BeginVisits();
        try
        {
            foreach (ref Chunk chunk in Query(in description).Visits())
            {
                Entity[] entities = chunk.Entities;
                T0[] t0 = chunk.Array<T0>();
                T1[] t1 = chunk.Array<T1>();
                foreach (int row in chunk)
                {
                    Visit(entities[row]);
                    forEach(ref t0[row], ref t1[row]);
                }
            }
        }
        finally
        {
            EndVisits();
        }
    }

    /// <inheritdoc cref="Query(in QueryDescription, ForEach)"/>
    public void Query<T0, T1, T2>(in QueryDescription description, ForEach<T0, T1, T2> forEach)
    {
        BeginVisits();
        try
        {
            foreach (ref Chunk chunk in Query(in description).Visits())
            {
                Entity[] entities = chunk.Entities;
                T0[] t0 = chunk.Array<T0>();
                T1[] t1 = chunk.Array<T1>();
                T2[] t2 = chunk.Array<T2>();
                foreach (int row in chunk)
                {
                    Visit(entities[row]);
                    forEach(ref t0[row], ref t1[row], ref t2[row]);
                }
            }
        }
        finally
        {
            EndVisits();
        }
    }

    /// <inheritdoc cref="Query(in QueryDescription, ForEach)"/>
    public void Query<T0, T1, T2, T3>(in QueryDescription description, ForEach<T0, T1, T2, T3> forEach)
    {
        BeginVisits();
        try
        {
            foreach (ref Chunk chunk in Query(in description).Visits())
            {
                Entity[] entities = chunk.Entities;
                T0[] t0 = chunk.Array<T0>();
                T1[] t1 = chunk.Array<T1>();
                T2[] t2 = chunk.Array<T2>();
                T3[] t3 = chunk.Array<T3>();
                foreach (int row in chunk)
                {
                    Visit(entities[row]);
                    forEach(ref t0[row], ref t1[row], ref t2[row], ref t3[row]);
                }
            }
        }
        finally
        {
            EndVisits();
        }
    }

    /// <inheritdoc cref="Query(in QueryDescription, ForEach)"/>
    public void Query<T0>(in QueryDescription description, ForEachWithEntity<T0> forEach)
    {
        BeginVisits();
        try
        {
            foreach (ref Chunk chunk in Query(in description).Visits())
            {
                Entity[] entities = chunk.Entities;
                T0[] t0 = chunk.Array<T0>();
                foreach (int row in chunk)
                {
                    forEach(Visit(entities[row]), ref t0[row]);
                }
            }
        }
        finally
        {
            EndVisits();
        }
    }

    /// <inheritdoc cref="Query(in QueryDescription, ForEach)"/>
    public void Query<T0, T1>(in QueryDescription description, ForEachWithEntity<T0, T1> forEach)
    {
        BeginVisits();
        try
        {
            foreach (ref Chunk chunk in Query(in description).Visits())
            {
                Entity[] entities = chunk.Entities;
                T0[] t0 = chunk.Array<T0>();
                T1[] t1 = chunk.Array<T1>();
                foreach (int row in chunk)
                {
                    forEach(Visit(entities[row]), ref t0[row], ref t1[row]);
                }
            }
        }
        finally
        {
            EndVisits();
        }
    }

    /// <inheritdoc cref="Query(in QueryDescription, ForEach)"/>
    public void Query<T0, T1, T2>(in QueryDescription description, ForEachWithEntity<T0, T1, T2> forEach)
    {
        BeginVisits();
        try
        {
            foreach (ref Chunk chunk in Query(in description).Visits())
            {
                Entity[] entities = chunk.Entities;
                T0[] t0 = chunk.Array<T0>();
                T1[] t1 = chunk.Array<T1>();
                T2[] t2 = chunk.Array<T2>();
                foreach (int row in chunk)
                {
                    forEach(Visit(entities[row]), ref t0[row], ref t1[row], ref t2[row]);
                }
            }
        }
        finally
        {
            EndVisits();
        }
    }

    /// <inheritdoc cref="Query(in QueryDescription, ForEach)"/>
    public void Query<T0, T1, T2, T3>(in QueryDescription description, ForEachWithEntity<T0, T1, T2, T3> forEach)
    {
        BeginVisits();
        try
        {
            foreach (ref Chunk chunk in Query(in description).Visits())
            {
                Entity[] entities = chunk.Entities;
                T0[] t0 = chunk.Array<T0>();
                T1[] t1 = chunk.Array<T1>();
                T2[] t2 = chunk.Array<T2>();
                T3[] t3 = chunk.Array<T3>();
                foreach (int row in chunk)
                {
                    forEach(Visit(entities[row]), ref t0[row], ref t1[row], ref t2[row], ref t3[row]);
                }
            }
        }
        finally
        {
            EndVisits();
        }
    }
}
