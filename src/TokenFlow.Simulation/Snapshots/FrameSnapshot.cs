using System.Collections.Concurrent;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Hubs;

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

/// <summary>A token as a picture needs it.</summary>
/// <param name="Role">What the token is.</param>
/// <param name="IsHub">Whether it is a hub now (global by pattern or made one by hand).</param>
/// <param name="IsCut">Whether it is a hub whose links are cut.</param>
public readonly record struct TokenSnapshot(TokenRole Role, bool IsHub, bool IsCut);

/// <summary>What a token is in the sequence, whatever its part in attention may be at the moment.</summary>
public enum TokenRole : byte
{
    /// <summary>A piece of the text.</summary>
    Text = 0,

    /// <summary>An added [CLS] or [SEP].</summary>
    Special = 1,

    /// <summary>A memory token put in front of the sequence.</summary>
    Memory = 2,

    /// <summary>Padding: attends to nothing and nothing attends to it.</summary>
    Padding = 3,
}

/// <summary>A hub's meters in the running layer.</summary>
/// <param name="Position">The hub's token.</param>
/// <param name="Load">Mean attention weight that all rows give to the hub, in [0, 1]: the share of all reading that it serves.</param>
/// <param name="Dye">Dye that the hub holds (all tracers, all ways), blended by progress.</param>
/// <param name="IsCut">Whether its links are cut.</param>
public readonly record struct HubSnapshot(int Position, float Load, float Dye, bool IsCut)
{
    /// <summary>What it can carry.</summary>
    public HubLimits Limits { get; init; }

    /// <summary>What it took, sent and refused.</summary>
    public HubFlow Flow { get; init; }
}

/// <summary>One attention edge that the kernel computed in this frame. Information runs from <paramref name="Key"/> to <paramref name="Query"/>.</summary>
/// <param name="Query">The token that reads.</param>
/// <param name="Key">The token that is read.</param>
/// <param name="Weight">Softmax weight, the mean over the heads, in [0, 1].</param>
/// <param name="Flow">Dye that this edge moves in this layer: (1 - residual) x weight x dye at the key, summed over tracers.</param>
/// <param name="Way">Window, random or hub.</param>
/// <param name="Tracer">The tracer of which the edge moves most.</param>
public readonly record struct EdgeSnapshot(int Query, int Key, float Weight, float Flow, EdgeWay Way, byte Tracer);

/// <summary>
/// All edges between two groups of tokens that are not drawn one by one. Drawn edges and bundles together are all edges:
/// counts, weights and flows add up to the exact totals. A group is a bin of consecutive tokens, or one hub.
/// </summary>
/// <param name="QueryGroup">The reading group: a bin's number, or -1 - h for hub number h of the snapshot.</param>
/// <param name="KeyGroup">The group that is read, numbered likewise.</param>
/// <param name="Edges">How many edges the bundle holds.</param>
/// <param name="Weight">The sum of their weights.</param>
/// <param name="Flow">The sum of their flows.</param>
/// <param name="Way">Window, random or hub: one bundle never mixes them.</param>
public readonly record struct BundleSnapshot(int QueryGroup, int KeyGroup, long Edges, float Weight, float Flow, EdgeWay Way);

/// <summary>A fact that was written into a token, and how many readers tell it now.</summary>
/// <param name="Token">Where it was written.</param>
/// <param name="Word">Its number in the vocabulary.</param>
/// <param name="Readers">How many readers tell it.</param>
public readonly record struct FactSnapshot(int Token, int Word, int Readers);

/// <summary>A reader, and how many facts it tells now.</summary>
/// <param name="Token">The token that reads.</param>
/// <param name="Facts">How many facts it tells.</param>
public readonly record struct ReaderSnapshot(int Token, int Facts);

/// <summary>Snapshots given back by their readers, to be filled again: once warm, a frame allocates nothing.</summary>
internal sealed class SnapshotPool
{
    private readonly ConcurrentBag<FrameSnapshot> _free = [];
    private readonly Action<FrameSnapshot> _giveBack;

    public SnapshotPool() => _giveBack = _free.Add;

    public FrameSnapshot Rent() => _free.TryTake(out FrameSnapshot? snapshot) ? snapshot.Reopen() : new FrameSnapshot(_giveBack);

    /// <summary>Grows a buffer where it is too short; its content is not kept.</summary>
    public static void Fit<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new T[length];
        }
    }
}
