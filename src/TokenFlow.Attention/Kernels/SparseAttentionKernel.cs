using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TokenFlow.Attention.Patterns;
using TokenFlow.Attention.Threading;

namespace TokenFlow.Attention.Kernels;

/// <summary>
/// The working kernel: all patterns, multi-head, on a team of threads. Work items are a head's block of query rows, and
/// apart from them the long rows of the hubs, split over keys where there are too few of them to go round. How the work
/// is cut depends on shapes alone and partial sums are merged in a fixed order, so the bits are the same on any number of
/// threads. Scratch memory is a few kilobytes a thread; once warm a call allocates nothing.
/// </summary>
public sealed unsafe class SparseAttentionKernel : IAttentionKernel, IDisposable
{
    private const int QueryBlock = 64;
    private const int KeyChunk = 512;

    // Below this many hub rows they are split over keys, to keep a team busy; above it each row is an item.
    private const int HubItems = 64;
    private const int Alignment = 64;

    private readonly WorkerTeam _team;
    private readonly Action<int, int> _body;
    private KernelRun _run;
    private AttentionPlan? _plan;
    private int _hubItems;
    private int _hubSplits;
    private int _hubSpan;
    private int _blocks;
    private float* _scratch;
    private long _scratchLength;
    private int _workerScratch;
    private int _partialSize;

    /// <param name="threads">How many threads compute, the caller included; at least 1.</param>
    public SparseAttentionKernel(int threads)
    {
        _team = new WorkerTeam(threads);
        _body = RunItem;
    }

    /// <inheritdoc/>
    public string Name => "blocked sparse";

    /// <summary>How many threads compute.</summary>
    public int Threads => _team.Threads;

    /// <summary>Scratch memory held, in bytes.</summary>
    internal long ScratchBytes => _scratchLength * sizeof(float);

    /// <inheritdoc/>
    public void Run(in AttentionInputs inputs, AttentionPlan plan, in AttentionOutputs outputs)
    {
        AttentionShapes.Check(inputs, plan, outputs);
        fixed (float* q = inputs.Q, k = inputs.K, v = inputs.V)
        fixed (float* globalQ = inputs.GlobalQ, globalK = inputs.GlobalK, globalV = inputs.GlobalV)
        fixed (float* extra = inputs.Extra, randomExtra = inputs.RandomExtra)
        fixed (float* output = outputs.Output, outputExtra = outputs.Extra, logSumExp = outputs.LogSumExp)
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
                if (_hubSplits > 1)
                    MergeHubs(plan);
            }
            finally
            {
                _plan = null;
                _run = default;
            }
        }
    }

    /// <summary>Ends the threads and frees the scratch memory.</summary>
    public void Dispose()
    {
        _team.Dispose();
        NativeMemory.AlignedFree(_scratch);
        _scratch = null;
        _scratchLength = 0;
    }

    private void CutIntoItems(AttentionPlan plan)
    {
        int hubRows = plan.Heads * plan.Head(0).Hubs.Length;
        _blocks = (plan.Tokens + QueryBlock - 1) / QueryBlock;
        int chunks = (plan.Tokens + KeyChunk - 1) / KeyChunk;
        int wanted = hubRows is 0 or >= HubItems ? 1 : Math.Min(chunks, (HubItems + hubRows - 1) / hubRows);
        _hubSpan = (chunks + wanted - 1) / wanted * KeyChunk;
        _hubSplits = Math.Max(1, (int)(((long)plan.Tokens + _hubSpan - 1) / _hubSpan));
        _hubItems = hubRows * _hubSplits;

        // A partial row: its sums, its maximum, its sum of exponentials.
        int columns = _run.HeadDim + _run.ExtraColumns;
        _partialSize = RoundUp(columns + 2);
        _workerScratch = SoftmaxRow.Batch + RoundUp(columns);
        long length = ((long)_team.Threads * _workerScratch) + (_hubSplits > 1 ? (long)_hubItems * _partialSize : 0);
        if (length > _scratchLength)
        {
            NativeMemory.AlignedFree(_scratch);
            _scratch = (float*)NativeMemory.AlignedAlloc((nuint)(length * sizeof(float)), Alignment);
            _scratchLength = length;
        }
    }

    private static int RoundUp(int numbers) => (numbers + 15) & -16;

    private float* Partial(int hubItem) => _scratch + ((long)_team.Threads * _workerScratch) + ((long)hubItem * _partialSize);

    private void RunItem(int item, int worker)
    {
        float* scores = _scratch + ((long)worker * _workerScratch);
        float* sums = scores + SoftmaxRow.Batch;
        // The hubs' rows are the longest: they go first.
        if (item < _hubItems)
            HubItem(item, scores, sums);
        else
            BlockItem(item - _hubItems, scores, sums);
    }

    [SkipLocalsInit]
    private void BlockItem(int item, float* scores, float* sums)
    {
        int head = item / _blocks;
        AttentionLayout layout = _plan!.Head(head);
        Span<KeyRun> pieces = stackalloc KeyRun[SoftmaxRow.PieceScratch];
        int from = item % _blocks * QueryBlock;
        int to = Math.Min(layout.Tokens, from + QueryBlock);
        for (int query = from; query < to; query++)
        {
            if (layout.IsHub(query))
                continue;
            var row = new SoftmaxRow(_run.Sources(head, query, global: false), scores, sums, pieces);
            foreach (KeyRun run in new RowRuns(layout, query))
                row.Add(run);
            row.Flush();
            _run.Finish(head, query, sums, row.Maximum, row.Sum);
        }
    }

    [SkipLocalsInit]
    private void HubItem(int item, float* scores, float* sums)
    {
        int hubRow = item / _hubSplits;
        AttentionLayout layout = HubOf(hubRow, out int head, out int query);
        int from = item % _hubSplits * _hubSpan;
        int to = (int)Math.Min(layout.Tokens, (long)from + _hubSpan);
        Span<KeyRun> pieces = stackalloc KeyRun[SoftmaxRow.PieceScratch];
        float* target = _hubSplits > 1 ? Partial(item) : sums;
        var row = new SoftmaxRow(_run.Sources(head, query, global: true), scores, target, pieces);
        foreach (KeyRun run in new RowRuns(layout, query))
        {
            if (run.End <= from)
                continue;
            if (run.Start >= to)
                break;
            row.Add(new(Math.Max(run.Start, from), Math.Min(run.End, to), run.Way));
        }
        row.Flush();
        if (_hubSplits > 1)
        {
            int columns = _run.HeadDim + _run.ExtraColumns;
            target[columns] = row.Maximum;
            target[columns + 1] = row.Sum;
        }
        else
        {
            _run.Finish(head, query, sums, row.Maximum, row.Sum);
        }
    }

    // m = max m_i, l = the sum of l_i 2^(m_i - m), the splits in ascending order.
    private void MergeHubs(AttentionPlan plan)
    {
        int columns = _run.HeadDim + _run.ExtraColumns;
        int hubRows = _hubItems / _hubSplits;
        for (int hubRow = 0; hubRow < hubRows; hubRow++)
        {
            HubOf(hubRow, out int head, out int query);
            float maximum = float.NegativeInfinity;
            for (int split = 0; split < _hubSplits; split++)
                maximum = MathF.Max(maximum, Partial((hubRow * _hubSplits) + split)[columns]);
            float* sums = _scratch + SoftmaxRow.Batch;
            new Span<float>(sums, columns).Clear();
            float sum = 0;
            for (int split = 0; split < _hubSplits; split++)
            {
                float* partial = Partial((hubRow * _hubSplits) + split);
                if (partial[columns + 1] == 0)
                    continue;
                float weight = Exponential.Exp2(partial[columns] - maximum);
                sum += weight * partial[columns + 1];
                for (int c = 0; c < columns; c++)
                    sums[c] += weight * partial[c];
            }
            _run.Finish(head, query, sums, maximum, sum);
        }
    }

    // Who is a hub is the same in all heads.
    private AttentionLayout HubOf(int hubRow, out int head, out int query)
    {
        int hubs = _plan!.Head(0).Hubs.Length;
        head = hubRow / hubs;
        AttentionLayout layout = _plan.Head(head);
        query = layout.Hubs[hubRow % hubs];
        return layout;
    }
}
