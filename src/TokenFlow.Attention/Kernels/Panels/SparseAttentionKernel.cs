using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;

namespace TokenFlow.Attention.Kernels.Panels;

/// <summary>
/// The working kernel: all patterns, multi-head, on a team of threads. Query rows are computed in panels, a row a vector
/// lane, against whatever keys they read; one pass does scores, softmax and weighted values of a panel while it stays in
/// cache. The long rows of the hubs are panels too, and work items of their own, split over keys where there are too few of
/// them to go round.
/// </summary>
/// <remarks>
/// How the work is cut depends on shapes alone and partial sums are merged in a fixed order, so the bits are the same on
/// any number of threads. Scratch memory is some tens of kilobytes a thread; once warm a call allocates nothing. Keys and
/// values are read as they lie: nothing is packed but a panel's queries, so there is nothing to keep between calls.
/// One run at a time: calls from several threads queue up.
/// </remarks>
public sealed unsafe class SparseAttentionKernel : IAttentionKernel, IDisposable
{
    private const int KeyChunk = 512;

    // Panels of neighbours share most of their keys: several in a row make a work item, unless there are too few items
    // to go round evenly.
    private const int MostPanelsAnItem = 8;
    private const int RowItems = 64;

    // Below this many hub panels they are split over keys, to keep a team busy; above it each panel is an item.
    private const int HubItems = 32;

    private readonly Lock _entry = new();
    private readonly WorkerTeam _team;
    private readonly bool _ownsTeam;
    private readonly ScratchMemory _scratch = new();
    private readonly PanelEngine _engine;
    private readonly Action<int, int> _body;
    private readonly Action<int, int> _blockSumBody;
    private KernelRun _run;
    private AttentionPlan? _plan;
    private int _hubPanels;
    private int _hubItems;
    private int _hubSplits;
    private int _hubSpan;
    private int _panelsAnItem;
    private int _blocks;
    private int _workerScratch;
    private int _partialSize;
    private int* _splitsLeft;

    /// <summary>A kernel on the widest vectors that the hardware has.</summary>
    /// <param name="threads">How many threads compute, the caller included; at least 1.</param>
    public SparseAttentionKernel(int threads)
        : this(threads, PanelEngine.Widest)
    {
    }

    /// <summary>A kernel on vectors of a chosen width. Every width gives right results on any hardware; wider than the hardware's is slow.</summary>
    /// <param name="threads">How many threads compute, the caller included; at least 1.</param>
    /// <param name="path">The width.</param>
    public SparseAttentionKernel(int threads, VectorPath path)
        : this(new WorkerTeam(threads), path)
    {
        _ownsTeam = true;
    }

    /// <summary>A kernel on the widest vectors that the hardware has, on threads that it shares with others.</summary>
    /// <param name="team">The threads. They stay the caller's, who ends them after the kernel.</param>
    public SparseAttentionKernel(WorkerTeam team)
        : this(team, PanelEngine.Widest)
    {
    }

    private SparseAttentionKernel(WorkerTeam team, VectorPath path)
    {
        ArgumentNullException.ThrowIfNull(team);
        _engine = PanelEngine.Create(path);
        Path = path;
        _team = team;
        _body = RunItem;
        _blockSumBody = SumBlocks;
    }

    /// <inheritdoc/>
    public string Name => "blocked sparse";

    /// <summary>How wide it computes.</summary>
    public VectorPath Path { get; }

    /// <summary>How many threads compute.</summary>
    public int Threads => _team.Threads;

    /// <summary>Scratch memory held, in bytes.</summary>
    internal long ScratchBytes => _scratch.Bytes;

    /// <inheritdoc/>
    public void Run(in AttentionInputs inputs, AttentionPlan plan, in AttentionOutputs outputs)
    {
        AttentionShapes.Check(inputs, plan, outputs);
        lock (_entry)
        {
            RunAlone(inputs, plan, outputs);
        }
    }

    /// <summary>Frees the scratch memory and ends the threads, where they are the kernel's own.</summary>
    public void Dispose()
    {
        if (_ownsTeam)
        {
            _team.Dispose();
        }

        _scratch.Dispose();
    }

    private void RunAlone(in AttentionInputs inputs, AttentionPlan plan, in AttentionOutputs outputs)
    {
        fixed (float* q = inputs.Q, k = inputs.K, v = inputs.V)
        fixed (float* globalQ = inputs.GlobalQ, globalK = inputs.GlobalK, globalV = inputs.GlobalV)
        fixed (float* extra = inputs.Extra, randomExtra = inputs.RandomExtra)
        fixed (float* output = outputs.Output, outputExtra = outputs.Extra, logSumExp = outputs.LogSumExp, blockSums = outputs.BlockSums)
        {
            _run = new()
            {
                Q = q,
                K = k,
                V = v,
                GlobalQ = globalQ,
                GlobalK = globalK,
                GlobalV = globalV,
                Extra = extra,
                RandomExtra = inputs.RandomExtra.IsEmpty ? extra : randomExtra,
                Output = output,
                OutputExtra = outputExtra,
                LogSumExp = logSumExp,
                BlockSums = blockSums,
                BlockTokens = outputs.BlockTokens,
                Tokens = plan.Tokens,
                HeadDim = inputs.HeadDim,
                ExtraColumns = inputs.ExtraColumns,
                Scale = inputs.Scale,
            };
            _plan = plan;
            try
            {
                CutIntoItems(plan);
                _team.Run(_hubItems + (plan.Heads * _blocks), _body);
                if (blockSums != null)
                {
                    _team.Run(plan.Heads * _run.Blocks, _blockSumBody);
                }
            }
            finally
            {
                _plan = null;
                _run = default;
            }
        }
    }

    private void CutIntoItems(AttentionPlan plan)
    {
        _hubPanels = (plan.Head(0).Hubs.Length + _engine.Lanes - 1) / _engine.Lanes;
        int hubPanels = plan.Heads * _hubPanels;
        int panels = 0;
        for (int head = 0; head < plan.Heads; head++)
        {
            panels = Math.Max(panels, new PanelGrid(plan.Head(head), _engine.Lanes).Count);
        }

        _panelsAnItem = (int)Math.Clamp((long)panels * plan.Heads / RowItems, 1, MostPanelsAnItem);
        _blocks = (panels + _panelsAnItem - 1) / _panelsAnItem;
        int chunks = (plan.Tokens + KeyChunk - 1) / KeyChunk;
        int wanted = hubPanels is 0 or >= HubItems ? 1 : Math.Min(chunks, (HubItems + hubPanels - 1) / hubPanels);
        _hubSpan = (chunks + wanted - 1) / wanted * KeyChunk;
        _hubSplits = Math.Max(1, (int)(((long)plan.Tokens + _hubSpan - 1) / _hubSpan));
        _hubItems = hubPanels * _hubSplits;

        _partialSize = _engine.PartialLength(_run.HeadDim, _run.ExtraColumns);
        _workerScratch = (_engine.ScratchLength(_run.HeadDim, _run.ExtraColumns) + 15) & -16;
        long length = ((long)_team.Threads * _workerScratch) + (_hubSplits > 1 ? ((long)_hubItems * _partialSize) + hubPanels : 0);
        _scratch.Reserve(length);
        _splitsLeft = (int*)Partial(_hubItems);
        if (_hubSplits > 1)
        {
            new Span<int>(_splitsLeft, hubPanels).Fill(_hubSplits);
        }
    }

    private float* Scratch(int worker) => _scratch.Numbers + ((long)worker * _workerScratch);

    private float* Partial(int hubItem) => Scratch(_team.Threads) + ((long)hubItem * _partialSize);

    private void RunItem(int item, int worker)
    {
        // The hubs' rows are the longest: they go first.
        if (item < _hubItems)
        {
            ReadOnlySpan<int> hubs = HubsOf(item / _hubSplits, out int head, out AttentionLayout layout);
            int from = item % _hubSplits * _hubSpan;
            int to = (int)Math.Min(layout.Tokens, (long)from + _hubSpan);
            _engine.Hubs(_run, layout, head, hubs, from, to, _hubSplits > 1 ? Partial(item) : null, Scratch(worker));

            // Whoever finishes the last part merges all, in their order.
            int hubPanel = item / _hubSplits;
            if (_hubSplits > 1 && Interlocked.Decrement(ref _splitsLeft[hubPanel]) == 0)
            {
                _engine.MergeHubs(_run, layout, head, hubs, Partial(hubPanel * _hubSplits), _hubSplits, Scratch(worker));
            }

            return;
        }
        BlockItem(item - _hubItems, Scratch(worker));
    }

    private void BlockItem(int item, float* scratch)
    {
        int head = item / _blocks;
        AttentionLayout layout = _plan!.Head(head);
        var grid = new PanelGrid(layout, _engine.Lanes);
        int from = item % _blocks * _panelsAnItem;
        int to = Math.Min(grid.Count, from + _panelsAnItem);
        for (int panel = from; panel < to; panel++)
        {
            _engine.Rows(_run, layout, head, grid[panel], scratch);
        }
    }

    private void SumBlocks(int item, int worker)
    {
        int head = item / _run.Blocks;
        _engine.SumBlocks(_run, _plan!.Head(head), head, item % _run.Blocks, Scratch(worker));
    }

    // Who is a hub is the same in all heads.
    private ReadOnlySpan<int> HubsOf(int hubPanel, out int head, out AttentionLayout layout)
    {
        head = hubPanel / _hubPanels;
        layout = _plan!.Head(head);
        int from = hubPanel % _hubPanels * _engine.Lanes;
        return layout.Hubs[from..Math.Min(layout.Hubs.Length, from + _engine.Lanes)];
    }
}
