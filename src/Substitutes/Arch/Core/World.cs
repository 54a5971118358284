namespace Arch.Core;

/// <summary>Entities and their components, grouped by archetype.</summary>
/// <remarks>
/// Reading may go on in several threads, anything that creates, destroys or changes shape may not. An entity's rows move
/// when others are destroyed or change shape: references into components do not outlive that.
/// </remarks>
public sealed partial class World : IDisposable
{
    private readonly Dictionary<Signature, Archetype> _archetypes = [];
    private readonly Dictionary<QueryDescription, Query> _queries = [];
    private readonly Queue<(int Id, int Version)> _free = [];
    private readonly int _chunkBytes;
    private readonly int _minimumRows;
    private EntityRecord[] _records;
    private Entity _visited;
    private int _visits;
    private bool _isDisposed;

    private World(int chunkBytes, int minimumRows, int entityCapacity)
    {
        Id = WorldIds.Take();
        _chunkBytes = chunkBytes;
        _minimumRows = minimumRows;
        _records = new EntityRecord[Math.Max(1, entityCapacity)];
    }

    /// <summary>Number of this world among those alive.</summary>
    public int Id { get; }

    /// <summary>Number of entities alive.</summary>
    public int Size { get; private set; }

    /// <summary>In order of creation.</summary>
    internal List<Archetype> Archetypes { get; } = [];

    /// <summary>Counts what invalidates a walk over chunks: creation, destruction, changes of shape.</summary>
    internal int Changes { get; private set; }

    /// <summary>Creates a world; dispose it when done.</summary>
    /// <param name="chunkSizeInBytes">A chunk's size is a multiple of this.</param>
    /// <param name="minimumAmountOfEntitiesPerChunk">A chunk holds at least so many entities.</param>
    /// <param name="archetypeCapacity">Expected number of archetypes.</param>
    /// <param name="entityCapacity">Expected number of entities.</param>
    public static World Create(int chunkSizeInBytes = 16_384, int minimumAmountOfEntitiesPerChunk = 100, int archetypeCapacity = 2, int entityCapacity = 64)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunkSizeInBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimumAmountOfEntitiesPerChunk);
        ArgumentOutOfRangeException.ThrowIfNegative(archetypeCapacity);
        ArgumentOutOfRangeException.ThrowIfNegative(entityCapacity);
        return new World(chunkSizeInBytes, minimumAmountOfEntitiesPerChunk, entityCapacity);
    }

    /// <summary>The same as <see cref="Dispose"/>.</summary>
    public static void Destroy(World world) => world.Dispose();

    /// <summary>Ends the world and every entity in it. A second call does nothing.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        Size = 0;
        Changes++;
        _records = [];
        _free.Clear();
        _queries.Clear();
        _archetypes.Clear();
        Archetypes.Clear();
        WorldIds.Return(Id);
    }

    /// <summary>Whether the entity is alive: its id in use and of its generation.</summary>
    /// <exception cref="InvalidOperationException">The entity is of another world.</exception>
    public bool IsAlive(Entity entity)
    {
        if (entity.Version <= 0)
        {
            return false;
        }

        if (entity.WorldId != Id)
        {
            throw Misuse.ForeignWorld(entity, Id);
        }

        return IsHere(entity);
    }

    /// <summary>Ends an entity. The archetype's last one moves into its row; its id is used again, first freed first.</summary>
    /// <exception cref="InvalidOperationException">It is not alive, or a query's callback that visits another runs.</exception>
    public void Destroy(Entity entity)
    {
        ref EntityRecord record = ref Find(entity);
        if (_visits > 1 || (_visits == 1 && entity != _visited))
        {
            throw Misuse.MovedUnderQuery(entity);
        }

        Leave(in record);
        record.Archetype = null;
        _free.Enqueue((entity.Id, unchecked(entity.Version + 1)));
        Size--;
    }

    /// <summary>Whether the entity has a <typeparamref name="T"/>.</summary>
    /// <exception cref="InvalidOperationException">It is not alive.</exception>
    public bool Has<T>(Entity entity) => Find(entity).Archetype!.Has(Component<T>.ComponentType);

    /// <summary>The entity's <typeparamref name="T"/>, in place; good until entities are next destroyed or change shape.</summary>
    /// <exception cref="InvalidOperationException">It is not alive or lacks the component.</exception>
    public ref T Get<T>(Entity entity)
    {
        ref EntityRecord record = ref Find(entity);
        return ref record.Archetype!.ChunkAt(record.Chunk).Array<T>()[record.Row];
    }

    /// <summary>The entity's <typeparamref name="T"/>, if it has one.</summary>
    /// <exception cref="InvalidOperationException">It is not alive.</exception>
    public bool TryGet<T>(Entity entity, out T? component)
    {
        bool has = Has<T>(entity);
        component = has ? Get<T>(entity) : default;
        return has;
    }

    /// <summary>Changes the entity's <typeparamref name="T"/>.</summary>
    /// <exception cref="InvalidOperationException">It is not alive or lacks the component.</exception>
    public void Set<T>(Entity entity, in T? component = default)
    {
        ref T place = ref Get<T>(entity);
        place = component!;
    }

    /// <summary>Gives the entity a tag, a component without data.</summary>
    /// <exception cref="InvalidOperationException">It is not alive, has one already, <typeparamref name="T"/> has data, or a query's callback runs.</exception>
    public void Add<T>(Entity entity)
    {
        if (!Component<T>.IsTag)
        {
            throw Misuse.NeedsValue(typeof(T));
        }

        Add(entity, default(T)!);
    }

    /// <summary>Gives the entity a <typeparamref name="T"/> more.</summary>
    /// <exception cref="InvalidOperationException">It is not alive, has one already, or a query's callback runs.</exception>
    public void Add<T>(Entity entity, in T component)
    {
        ref EntityRecord record = ref Find(entity);
        if (record.Archetype!.Has(Component<T>.ComponentType))
        {
            throw Misuse.HasAlready(entity, typeof(T));
        }

        // By value: the reference may point into the very chunk that is about to change.
        T value = component;
        Move(entity, ref record, record.Archetype.With(Component<T>.ComponentType, this));
        record.Archetype!.ChunkAt(record.Chunk).Array<T>()[record.Row] = value;
    }

    /// <summary>Takes the entity's <typeparamref name="T"/> away.</summary>
    /// <exception cref="InvalidOperationException">It is not alive, lacks the component, or a query's callback runs.</exception>
    public void Remove<T>(Entity entity)
    {
        ref EntityRecord record = ref Find(entity);
        if (!record.Archetype!.Has(Component<T>.ComponentType))
        {
            throw Misuse.Lacks(typeof(T));
        }

        Move(entity, ref record, record.Archetype.Without(Component<T>.ComponentType, this));
    }

    /// <summary>The query of a description; made once, then the same.</summary>
    public Query Query(in QueryDescription queryDescription)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_queries.TryGetValue(queryDescription, out Query? query))
        {
            _queries.Add(queryDescription, query = new Query(this, in queryDescription));
        }

        return query;
    }

    /// <summary>Number of entities that match.</summary>
    public int CountEntities(in QueryDescription queryDescription) => Query(in queryDescription).CountEntities();

    /// <summary>Writes the entities that match into <paramref name="list"/>, from <paramref name="start"/> on.</summary>
    /// <exception cref="IndexOutOfRangeException">The list is too short.</exception>
    public void GetEntities(in QueryDescription queryDescription, Span<Entity> list, int start = 0)
    {
        foreach (ref Chunk chunk in Query(in queryDescription))
        {
            foreach (int row in chunk)
            {
                list[start++] = chunk.Entities[row];
            }
        }
    }

    internal Archetype ArchetypeOf(in Signature signature)
    {
        if (_archetypes.TryGetValue(signature, out Archetype? archetype))
        {
            return archetype;
        }

        archetype = new Archetype(signature, _chunkBytes, _minimumRows);
        _archetypes.Add(signature, archetype);
        Archetypes.Add(archetype);
        return archetype;
    }

    private Entity Place(in Signature signature, out Chunk chunk, out int row)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Archetype archetype = ArchetypeOf(in signature);
        (int id, int version) = _free.TryDequeue(out (int, int) freed) ? freed : (Size, 1);
        if (id == _records.Length)
        {
            Array.Resize(ref _records, id * 2);
        }

        var entity = new Entity(id, Id, version);
        ref EntityRecord record = ref _records[id];
        record.Archetype = archetype;
        record.Version = version;
        (record.Chunk, record.Row) = archetype.Append(entity);
        Size++;
        Changes++;
        chunk = archetype.ChunkAt(record.Chunk);
        row = record.Row;
        return entity;
    }

    private void Move(Entity entity, ref EntityRecord record, Archetype target)
    {
        if (_visits > 0)
        {
            throw Misuse.MovedUnderQuery(entity);
        }

        (int chunk, int row) = target.Append(entity);
        record.Archetype!.ChunkAt(record.Chunk).CopyRowTo(record.Archetype.Signature.Types, record.Row, in target.ChunkAt(chunk), row);
        Leave(in record);
        (record.Archetype, record.Chunk, record.Row) = (target, chunk, row);
    }

    private void Leave(in EntityRecord record)
    {
        Entity moved = record.Archetype!.Remove(record.Chunk, record.Row);
        (_records[moved.Id].Chunk, _records[moved.Id].Row) = (record.Chunk, record.Row);
        Changes++;
    }

    private ref EntityRecord Find(Entity entity)
    {
        if (entity.Version > 0 && entity.WorldId != Id)
        {
            throw Misuse.ForeignWorld(entity, Id);
        }

        if (!IsHere(entity))
        {
            throw Misuse.Dead(entity);
        }

        return ref _records[entity.Id];
    }

    private bool IsHere(Entity entity)
        => (uint)entity.Id < (uint)_records.Length && _records[entity.Id].Archetype is not null && _records[entity.Id].Version == entity.Version;

    private void BeginVisits() => Interlocked.Increment(ref _visits);

    private void EndVisits() => Interlocked.Decrement(ref _visits);

    private Entity Visit(Entity entity)
    {
        _visited = entity;
        return entity;
    }
}
