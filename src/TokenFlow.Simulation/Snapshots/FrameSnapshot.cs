namespace TokenFlow.Simulation.Snapshots;

/// <summary>
/// Everything that a picture of one frame needs, and nothing of the world. It does not change once it is handed out. Several
/// may hold it, on any thread: its run until the next frame, and whoever retains it until they dispose of it; when the last one
/// lets go its buffers are used for another frame. Spans are valid as long as one holds it.
/// </summary>
public sealed class FrameSnapshot : IDisposable
{
    private readonly Action<FrameSnapshot>? _giveBack;
    private int _holders = 1;
    internal List<object> ReadingList { get; } = [];

    internal TokenSnapshot[] TokenBuffer = [];
    internal EdgeSnapshot[] EdgeBuffer = [];
    internal BundleSnapshot[] BundleBuffer = [];
    internal FactSnapshot[] FactBuffer = [];
    internal ReaderSnapshot[] ReaderBuffer = [];
    internal int TokenCount { get; set; }
    internal int EdgeCount { get; set; }
    internal int BundleCount { get; set; }
    internal int FactCount { get; set; }
    internal int ReaderCount { get; set; }

    internal FrameSnapshot(Action<FrameSnapshot>? giveBack) => _giveBack = giveBack;

    /// <summary>What stays the same through the run.</summary>
    public Subject Subject { get; internal set; } = null!;

    /// <summary>The frame's number from the start of the run.</summary>
    public long Frame { get; internal set; }

    /// <summary>Simulated time in seconds.</summary>
    public double Seconds { get; internal set; }

    /// <summary>Layers that are finished; the running one is number CompletedLayers + 1.</summary>
    public int CompletedLayers { get; internal set; }

    /// <summary>How far the running layer is, in [0, 1).</summary>
    public float Progress { get; internal set; }

    /// <summary>Whether all layers are finished.</summary>
    public bool IsFinished => CompletedLayers >= Subject.Layers;

    /// <summary>The pattern as it stands in this frame, for the bottom line: kind and parameters.</summary>
    public string PatternLabel { get; internal set; } = "";

    /// <summary>One-sided window in tokens, where the pattern has one; else 0.</summary>
    public int Window { get; internal set; }

    /// <summary>Tokens between neighbours of the window; 1 where the pattern does not dilate.</summary>
    public int Dilation { get; internal set; } = 1;

    /// <summary>Residual weight alpha in [0, 1]: X' = alpha X + (1 - alpha) A X.</summary>
    public float Residual { get; internal set; }

    /// <summary>A 64-bit hash of the whole state of the simulation at this frame.</summary>
    public ulong StateHash { get; internal set; }

    /// <summary>What was measured.</summary>
    public Meters Meters { get; internal set; }

    /// <summary>What meters measured that were handed to the run; each is shared by the frames between two changes and never changed.</summary>
    public IReadOnlyList<object> Readings => ReadingList;

    /// <summary>What a meter of some kind measured; null where there is none.</summary>
    /// <typeparam name="T">The kind of reading.</typeparam>
    public T? Reading<T>()
        where T : class
    {
        foreach (object reading in ReadingList)
        {
            if (reading is T wanted)
            {
                return wanted;
            }
        }

        return null;
    }

    /// <summary>[tokens] in position order.</summary>
    public ReadOnlySpan<TokenSnapshot> Tokens => TokenBuffer.AsSpan(0, TokenCount);

    /// <summary>The hubs in position order.</summary>
    public IReadOnlyList<HubSnapshot> Hubs => HubList;

    /// <summary>[facts] in the order of the task; none where nothing was written.</summary>
    public ReadOnlySpan<FactSnapshot> Facts => FactBuffer.AsSpan(0, FactCount);

    /// <summary>[readers] in the order of the task; none where nobody is asked.</summary>
    public ReadOnlySpan<ReaderSnapshot> Readers => ReaderBuffer.AsSpan(0, ReaderCount);

    /// <summary>The tracers; the first is the one that the meters speak of.</summary>
    public IReadOnlyList<TracerSnapshot> Tracers => TracerList;

    /// <summary>The strongest edges of the running layer, one by one: those that move most dye first, then by weight.</summary>
    public ReadOnlySpan<EdgeSnapshot> Edges => EdgeBuffer.AsSpan(0, EdgeCount);

    /// <summary>All other edges, gathered.</summary>
    public ReadOnlySpan<BundleSnapshot> Bundles => BundleBuffer.AsSpan(0, BundleCount);

    /// <summary>How many bins of consecutive tokens the bundles' groups have; bin b holds tokens [b n / bins, (b + 1) n / bins).</summary>
    public int Bins { get; internal set; }

    internal List<HubSnapshot> HubList { get; } = [];

    internal List<TracerSnapshot> TracerList { get; } = [];

    /// <summary>One more holder, who disposes of the snapshot once; ask for it while it is held, by oneself or by the run.</summary>
    /// <returns>This snapshot.</returns>
    /// <exception cref="ObjectDisposedException">Nobody holds it any more.</exception>
    public FrameSnapshot Retain()
    {
        int holders;
        do
        {
            holders = Volatile.Read(ref _holders);
            ObjectDisposedException.ThrowIf(holders == 0, this);
        }
        while (Interlocked.CompareExchange(ref _holders, holders + 1, holders) != holders);
        return this;
    }

    /// <summary>One holder fewer; the last one gives the buffers back. Do not touch the snapshot afterwards: it may be another frame's by then.</summary>
    public void Dispose()
    {
        int holders;
        do
        {
            holders = Volatile.Read(ref _holders);
            if (holders == 0)
            {
                return;
            }
        }
        while (Interlocked.CompareExchange(ref _holders, holders - 1, holders) != holders);
        if (holders == 1)
        {
            _giveBack?.Invoke(this);
        }
    }

    /// <summary>Takes the snapshot out of the pool again, for one holder.</summary>
    internal FrameSnapshot Reopen()
    {
        Volatile.Write(ref _holders, 1);
        return this;
    }
}
