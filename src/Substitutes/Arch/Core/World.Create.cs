namespace Arch.Core;

/// <content>Creating entities with one to seven components.</content>
public sealed partial class World
{
    /// <summary>Creates an entity of this very set of components, each named once.</summary>
    /// <exception cref="InvalidOperationException">A component is named twice, or a query's chunks are being walked.</exception>
    public Entity Create<T0>(in T0? t0Component = default)
    {
        Entity entity = Place(Component<T0>.Signature, out Chunk chunk, out int row);
        chunk.Array<T0>()[row] = t0Component!;
        return entity;
    }

    /// <inheritdoc cref="Create{T0}"/>
    public Entity Create<T0, T1>(in T0? t0Component = default, in T1? t1Component = default)
    {
        Entity entity = Place(SignatureOf.Set<T0, T1>.Value, out Chunk chunk, out int row);
        chunk.Array<T0>()[row] = t0Component!;
        chunk.Array<T1>()[row] = t1Component!;
        return entity;
    }

    /// <inheritdoc cref="Create{T0}"/>
    public Entity Create<T0, T1, T2>(in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default)
    {
        Entity entity = Place(SignatureOf.Set<T0, T1, T2>.Value, out Chunk chunk, out int row);
        chunk.Array<T0>()[row] = t0Component!;
        chunk.Array<T1>()[row] = t1Component!;
        chunk.Array<T2>()[row] = t2Component!;
        return entity;
    }

    /// <inheritdoc cref="Create{T0}"/>
    public Entity Create<T0, T1, T2, T3>(in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default, in T3? t3Component = default)
    {
        Entity entity = Place(SignatureOf.Set<T0, T1, T2, T3>.Value, out Chunk chunk, out int row);
        chunk.Array<T0>()[row] = t0Component!;
        chunk.Array<T1>()[row] = t1Component!;
        chunk.Array<T2>()[row] = t2Component!;
        chunk.Array<T3>()[row] = t3Component!;
        return entity;
    }

    /// <inheritdoc cref="Create{T0}"/>
    public Entity Create<T0, T1, T2, T3, T4>(in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default, in T3? t3Component = default, in T4? t4Component = default)
    {
        Entity entity = Place(SignatureOf.Set<T0, T1, T2, T3, T4>.Value, out Chunk chunk, out int row);
        chunk.Array<T0>()[row] = t0Component!;
        chunk.Array<T1>()[row] = t1Component!;
        chunk.Array<T2>()[row] = t2Component!;
        chunk.Array<T3>()[row] = t3Component!;
        chunk.Array<T4>()[row] = t4Component!;
        return entity;
    }

    /// <inheritdoc cref="Create{T0}"/>
    public Entity Create<T0, T1, T2, T3, T4, T5>(in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default, in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default)
    {
        Entity entity = Place(SignatureOf.Set<T0, T1, T2, T3, T4, T5>.Value, out Chunk chunk, out int row);
        chunk.Array<T0>()[row] = t0Component!;
        chunk.Array<T1>()[row] = t1Component!;
        chunk.Array<T2>()[row] = t2Component!;
        chunk.Array<T3>()[row] = t3Component!;
        chunk.Array<T4>()[row] = t4Component!;
        chunk.Array<T5>()[row] = t5Component!;
        return entity;
    }

    /// <inheritdoc cref="Create{T0}"/>
    public Entity Create<T0, T1, T2, T3, T4, T5, T6>(in T0? t0Component = default, in T1? t1Component = default, in T2? t2Component = default, in T3? t3Component = default, in T4? t4Component = default, in T5? t5Component = default, in T6? t6Component = default)
    {
        Entity entity = Place(SignatureOf.Set<T0, T1, T2, T3, T4, T5, T6>.Value, out Chunk chunk, out int row);
        chunk.Array<T0>()[row] = t0Component!;
        chunk.Array<T1>()[row] = t1Component!;
        chunk.Array<T2>()[row] = t2Component!;
        chunk.Array<T3>()[row] = t3Component!;
        chunk.Array<T4>()[row] = t4Component!;
        chunk.Array<T5>()[row] = t5Component!;
        chunk.Array<T6>()[row] = t6Component!;
        return entity;
    }
}
