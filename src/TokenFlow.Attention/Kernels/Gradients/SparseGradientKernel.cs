using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;

namespace TokenFlow.Attention.Kernels.Gradients;

/// <summary>
/// The working backward pass: all patterns, multi-head, on a team of threads, in two passes over the edges. The first goes
/// by blocks of queries and writes dQ; the second by tiles of keys and writes dK, dV and the gradients of the further
/// columns. Every number is written by one work item that adds in a fixed order, so the bits are the same on any number
/// of threads. Scratch is some kilobytes a thread and one number a row (its D); once warm a call allocates nothing.
/// </summary>
/// <remarks>
/// Recomputing the weights in both passes costs two products more an edge than one pass with partial sums of dK and dV,
/// which would need O(threads x tokens) of them, or an order of adding that depends on the threads.
/// </remarks>
public sealed unsafe class SparseGradientKernel : IAttentionGradientKernel, IDisposable
{
    private const int QueryBlock = 64;
    private const int KeyTile = 64;
    private const int KeyBatch = 512;

    // Weights and score gradients of a batch.
    private const int WorkerScratch = 2 * KeyBatch;

    private readonly WorkerTeam _team;
    private readonly bool _ownsTeam;
    private readonly ScratchMemory _scratch = new();
    private readonly Action<int, int> _queryBody;
    private readonly Action<int, int> _keyBody;
    private GradientRun _run;
    private AttentionPlan? _plan;
    private int[] _tiles = [];
    private AttentionPlan? _tiledPlan;
    private int _hubItems;
    private int _blocks;
    private bool _headsTogether;

    /// <param name="threads">How many threads compute, the caller included; at least 1.</param>
    public SparseGradientKernel(int threads)
        : this(new WorkerTeam(threads))
    {
        _ownsTeam = true;
    }

    /// <param name="team">The threads. They stay the caller's, who ends them after the kernel.</param>
    public SparseGradientKernel(WorkerTeam team)
    {
        ArgumentNullException.ThrowIfNull(team);
        _team = team;
        _queryBody = QueryItem;
        _keyBody = KeyItem;
    }

    /// <inheritdoc/>
    public string Name => "blocked sparse gradients";

    /// <summary>How many threads compute.</summary>
    public int Threads => _team.Threads;

    /// <summary>Scratch memory held, in bytes.</summary>
    internal long ScratchBytes => _scratch.Bytes;

    /// <inheritdoc/>
    public void Run(in AttentionInputs inputs, AttentionPlan plan, in GradientInputs saved, in AttentionGradients gradients)
    {
        GradientShapes.Check(inputs, plan, saved, gradients);
        fixed (float* q = inputs.Q, k = inputs.K, v = inputs.V)
        fixed (float* globalQ = inputs.GlobalQ, globalK = inputs.GlobalK, globalV = inputs.GlobalV)
        fixed (float* extra = inputs.Extra, randomExtra = inputs.RandomExtra)
        fixed (float* output = saved.Output, outputExtra = saved.Extra, logSumExp = saved.LogSumExp)
        fixed (float* outputGradient = saved.OutputGradient, extraGradient = saved.ExtraGradient)
        fixed (float* gradientQ = gradients.Q, gradientK = gradients.K, gradientV = gradients.V)
        fixed (float* gradientGlobalQ = gradients.GlobalQ, gradientGlobalK = gradients.GlobalK, gradientGlobalV = gradients.GlobalV)
        fixed (float* gradientExtra = gradients.Extra, gradientRandomExtra = gradients.RandomExtra)
        {
            int workers = _team.Threads * WorkerScratch;
            _scratch.Reserve(workers + ((long)plan.Heads * plan.Tokens));
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
                OutputGradient = outputGradient,
                ExtraGradient = extraGradient,
                GradientQ = gradientQ,
                GradientK = gradientK,
                GradientV = gradientV,
                GradientGlobalQ = gradientGlobalQ,
                GradientGlobalK = gradientGlobalK,
                GradientGlobalV = gradientGlobalV,
                GradientExtra = gradientExtra,
                GradientRandomExtra = inputs.RandomExtra.IsEmpty ? gradientExtra : gradientRandomExtra,
                RowDots = _scratch.Numbers + workers,
                Tokens = plan.Tokens,
                HeadDim = inputs.HeadDim,
                ExtraColumns = saved.ExtraGradient.IsEmpty ? 0 : inputs.ExtraColumns,
                Scale = inputs.Scale,
            };
            _plan = plan;
            try
            {
                CutIntoItems(plan);
                _team.Run(_hubItems + (plan.Heads * _blocks), _queryBody);
                _team.Run(_tiles.Length * (_headsTogether ? 1 : plan.Heads), _keyBody);
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
        if (_ownsTeam)
        {
            _team.Dispose();
        }

        _scratch.Dispose();
    }

    private void CutIntoItems(AttentionPlan plan)
    {
        _hubItems = plan.Heads * plan.Head(0).Hubs.Length;
        _blocks = (plan.Tokens + QueryBlock - 1) / QueryBlock;
        // The further columns are the same for all heads, so their gradient is a sum over heads.
        _headsTogether = _run.ExtraColumns > 0;
        if (ReferenceEquals(plan, _tiledPlan))
        {
            return;
        }
        // Tiles with a hub's column have all queries: they go first.
        int count = (int)(((long)plan.Tokens + KeyTile - 1) / KeyTile);
        if (_tiles.Length != count)
        {
            _tiles = new int[count];
        }

        int at = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            for (int tile = 0; tile < count; tile++)
            {
                if (KeyReaders.HasHub(plan.Head(0), tile * KeyTile, TileEnd(tile, plan.Tokens)) == (pass == 0))
                {
                    _tiles[at++] = tile;
                }
            }
        }
        _tiledPlan = plan;
    }

    private static int TileEnd(int tile, int tokens) => (int)Math.Min(tokens, (tile + 1L) * KeyTile);

    private void QueryItem(int item, int worker)
    {
        float* weights = _scratch.Numbers + ((long)worker * WorkerScratch);
        if (item < _hubItems)
        {
            int hubs = _plan!.Head(0).Hubs.Length;
            int head = item / hubs;
            QueryRow(_plan.Head(head), head, _plan.Head(head).Hubs[item % hubs], weights);
            return;
        }
        item -= _hubItems;
        int itsHead = item / _blocks;
        AttentionLayout layout = _plan!.Head(itsHead);
        int from = item % _blocks * QueryBlock;
        int to = Math.Min(layout.Tokens, from + QueryBlock);
        for (int query = from; query < to; query++)
        {
            if (!layout.IsHub(query))
            {
                QueryRow(layout, itsHead, query, weights);
            }
        }
    }

    private void QueryRow(AttentionLayout layout, int head, int query, float* weights)
    {
        float* scores = weights + KeyBatch;
        int d = _run.HeadDim, e = _run.ExtraColumns;
        long at = ((long)head * layout.Tokens) + query;
        new Span<float>(_run.GradientQ + (at * d), d).Clear();
        if (_run.GlobalQ != null)
        {
            new Span<float>(_run.GradientGlobalQ + (at * d), d).Clear();
        }

        GradientRow row = _run.Row(layout, head, query);
        float rowDot = RowMath.Dot(row.OutputGradient, _run.Output + (at * d), d);
        if (e > 0)
        {
            rowDot += RowMath.Dot(row.ExtraGradient, _run.OutputExtra + (at * e), e);
        }

        _run.RowDots[at] = rowDot;
        foreach (KeyRun run in new RowRuns(layout, query))
        {
            for (int start = run.Start; start < run.End; start += KeyBatch)
            {
                KeyRun batch = new(start, Math.Min(run.End, start + KeyBatch), run.Way);
                _run.Weigh(row, rowDot, batch, weights, scores);
                RowMath.AddWeighted(row.GradientQuery, scores, row.Keys + ((long)start * d), batch.Length, d);
            }
        }
    }

    private void KeyItem(int item, int worker)
    {
        float* weights = _scratch.Numbers + ((long)worker * WorkerScratch);
        int heads = _plan!.Heads, e = _run.ExtraColumns;
        int tile = _tiles[_headsTogether ? item : item / heads];
        int from = tile * KeyTile;
        int to = TileEnd(tile, _run.Tokens);
        if (!_headsTogether)
        {
            KeyTileOf(item % heads, from, to, weights);
            return;
        }
        new Span<float>(_run.GradientExtra + ((long)from * e), (to - from) * e).Clear();
        new Span<float>(_run.GradientRandomExtra + ((long)from * e), (to - from) * e).Clear();
        for (int head = 0; head < heads; head++)
        {
            KeyTileOf(head, from, to, weights);
        }
    }

    private void KeyTileOf(int head, int from, int to, float* weights)
    {
        float* scores = weights + KeyBatch;
        AttentionLayout layout = _plan!.Head(head);
        int d = _run.HeadDim, e = _run.ExtraColumns;
        long first = (((long)head * layout.Tokens) + from) * d;
        int length = (to - from) * d;
        new Span<float>(_run.GradientK + first, length).Clear();
        new Span<float>(_run.GradientV + first, length).Clear();
        if (_run.GlobalQ != null)
        {
            new Span<float>(_run.GradientGlobalK + first, length).Clear();
            new Span<float>(_run.GradientGlobalV + first, length).Clear();
        }
        foreach (int query in new KeyReaders(layout, from, to))
        {
            GradientRow row = _run.Row(layout, head, query);
            float rowDot = _run.RowDots[((long)head * layout.Tokens) + query];
            foreach (KeyRun run in new RowRuns(layout, query, from))
            {
                if (run.Start >= to)
                {
                    break;
                }

                KeyRun part = run with { End = Math.Min(run.End, to) };
                _run.Weigh(row, rowDot, part, weights, scores);
                long at = (long)part.Start * d;
                GradientMath.Scatter(row.GradientValues + at, weights, row.OutputGradient, part.Length, d);
                GradientMath.Scatter(row.GradientKeys + at, scores, row.Query, part.Length, d);
                if (e > 0)
                {
                    float* extra = part.Way == EdgeWay.Random ? _run.GradientRandomExtra : _run.GradientExtra;
                    GradientMath.Scatter(extra + ((long)part.Start * e), weights, row.ExtraGradient, part.Length, e);
                }
            }
        }
    }
}
