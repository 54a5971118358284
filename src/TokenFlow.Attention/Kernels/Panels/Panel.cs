using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TokenFlow.Attention.Kernels.Lanes;

namespace TokenFlow.Attention.Kernels.Panels;

/// <summary>
/// The softmax of a panel of query rows in progress, one row a lane (Milakov and Gimelshein 2018, "Online normalizer
/// calculation for softmax"; Dao et al. 2022, "FlashAttention", section 3.1, for the blocks). Keys come in any order and
/// are worked off a chunk at a time, so that scores, sums and the chunk's values stay in the first-level cache; what was
/// summed is rescaled where a chunk raises a row's maximum well above what was subtracted so far. Everything is in base 2.
/// </summary>
/// <remarks>
/// Lanes that hold no live row compute what another lane does and are written nowhere. A key that only some lanes read
/// has a mask, which is applied to its score; its weight is then 0, and 0 times a value that is not finite would still be
/// NaN: rows that end up not finite are told to the caller, who does them again by themselves.
/// </remarks>
internal unsafe ref struct Panel<TLanes, TVector> : IKeySink
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Keys a chunk: a multiple of the tile, even.</summary>
    private const int Chunk = 90;

    private readonly float* _keysMatrix;
    private readonly float* _valuesMatrix;
    private readonly float* _extra;
    private readonly float* _randomExtra;
    private readonly int _d;
    private readonly int _e;
    private readonly uint _dead;

    // Whether only the first half of the lanes holds rows, as with a few hubs.
    private readonly bool _narrow;
    private readonly float* _constants;
    private readonly float* _maxima;
    private readonly float* _bases;
    private readonly float* _totals;
    private readonly float* _known;
    private readonly float* _factors;
    private readonly float* _queries;
    private readonly float* _sums;
    private readonly float* _scores;
    private readonly float** _rows;
    private readonly int* _keys;
    private readonly uint* _masks;
    private readonly int* _random;
    private int _count;
    private RowsAhead _ahead;

    // The chunk's keys are _keys[0], _keys[0] + _step, ... while _even.
    private int _step;
    private bool _even;

    // Where weights are summed by blocks of keys instead of weighing values: a row of block sums, and the block's size.
    private float* _blockSums;
    private int _blockTokens;

    /// <param name="run">What is computed.</param>
    /// <param name="head">The head.</param>
    /// <param name="global">Whether the rows are hubs', which may have projections of their own.</param>
    /// <param name="rows">[lanes]: the query rows; only those of live lanes are read.</param>
    /// <param name="live">Bit i: whether lane i holds a row. Not 0.</param>
    /// <param name="scratch">As long as <see cref="ScratchLength"/> says.</param>
    public Panel(in KernelRun run, int head, bool global, int* rows, uint live, float* scratch)
    {
        RowSources sources = run.Sources(head, 0, global);
        _keysMatrix = sources.Keys;
        _valuesMatrix = sources.Values;
        _extra = sources.Extra;
        _randomExtra = sources.RandomExtra;
        _d = sources.HeadDim;
        _e = sources.ExtraColumns;
        _dead = ~live;
        _narrow = live >> TLanes.Count == 0;
        int lanes = Lanes;
        _constants = Take(ref scratch, Exponential.Constants.Length * lanes);
        _maxima = Take(ref scratch, lanes);
        _bases = Take(ref scratch, lanes);
        _totals = Take(ref scratch, lanes);
        _known = Take(ref scratch, lanes);
        _factors = Take(ref scratch, lanes);
        _queries = Take(ref scratch, _d * lanes);
        _scores = Take(ref scratch, Chunk * lanes);
        _rows = (float**)Take(ref scratch, 2 * Chunk);
        _keys = (int*)Take(ref scratch, Chunk);
        _masks = (uint*)Take(ref scratch, Chunk);
        _random = (int*)Take(ref scratch, Chunk);
        _sums = Take(ref scratch, (_d + _e) * lanes);

        PanelMath<TLanes, TVector>.WriteConstants(_constants);
        new Span<float>(_maxima, lanes).Fill(float.MinValue);
        new Span<float>(_bases, lanes).Fill(PanelMath<TLanes, TVector>.FirstBase);
        new Span<float>(_totals, lanes).Clear();
        new Span<float>(_sums, (_d + _e) * lanes).Clear();
        int any = rows[BitOperations.TrailingZeroCount(live)];
        for (int lane = 0; lane < lanes; lane++)
        {
            _rows[lane] = sources.Query + ((long)((live >> lane & 1) != 0 ? rows[lane] : any) * _d);
        }

        Transposition.Pack(_rows, lanes, _d, sources.Scale, _queries);
    }

    public static int Lanes => PanelMath<TLanes, TVector>.Lanes;

    /// <summary>[headDim + extraColumns][lanes]: the weighted sums so far, unnormalised.</summary>
    public readonly float* Sums => _sums;

    /// <summary>[lanes]: what is subtracted from scores, a whole number near the largest so far.</summary>
    public readonly float* Bases => _bases;

    /// <summary>[lanes]: the sums of 2^(score - base) so far.</summary>
    public readonly float* Totals => _totals;

    /// <summary>Scratch numbers that a panel needs.</summary>
    public static int ScratchLength(int d, int e) =>
        ((Exponential.Constants.Length + 5 + Chunk + (2 * d) + e) * Lanes) + (5 * Chunk) + (16 * 16);

    /// <inheritdoc/>
    public void Add(int first, int count, int stride, uint lanes, bool random)
    {
        while (count > 0)
        {
            int at = _count;
            int taken = Math.Min(count, Chunk - at);
            if (at == 0)
            {
                _even = true;
            }
            else if (_even && (first - _keys[at - 1] != (at == 1 ? first - _keys[0] : _step)))
            {
                _even = false;
            }

            int step = at == 1 ? first - _keys[0] : stride;
            if (at > 1 && stride != _step && taken > 1)
            {
                _even = false;
            }
            else if (at == 1 && taken > 1 && stride != step)
            {
                _even = false;
            }

            if (at < 2)
            {
                _step = step;
            }

            Fill(_keys + at, _masks + at, first, taken, stride, lanes | _dead);
            if (_e > 0)
            {
                new Span<int>(_random + at, taken).Fill(random ? 1 : 0);
            }

            first += taken * stride;
            count -= taken;
            _count = at + taken;
            if (_count == Chunk)
            {
                Flush();
            }
        }
    }

    /// <summary>What to ask for from memory on the way.</summary>
    public void LookAhead(RowsAhead rows) => _ahead = rows;

    /// <summary>From now on sums weights by blocks of keys, for rows whose softmax is known, and weighs no values.</summary>
    /// <param name="logSumExp">[lanes], base 2; +infinity for lanes that give nothing.</param>
    /// <param name="blockTokens">Keys a block.</param>
    /// <param name="sums">Where block b's weights are added: at b.</param>
    public void SumBlocks(float* logSumExp, int blockTokens, float* sums)
    {
        Unsafe.CopyBlock(_known, logSumExp, (uint)(Lanes * sizeof(float)));
        new Span<float>(_bases, Lanes).Clear();
        _blockTokens = blockTokens;
        _blockSums = sums;
    }

    /// <summary>Works off the keys taken so far.</summary>
    public void Flush()
    {
        if (_count == 0)
        {
            return;
        }

        int lanes = Lanes;
        int padded = _count;
        for (; padded % PanelMath<TLanes, TVector>.Tile != 0; padded++)
        {
            _keys[padded] = _keys[_count - 1];
            _masks[padded] = 0;
        }
        if (_blockSums != null)
        {
            FlushBlocks(padded);
            return;
        }
        nint even = _even ? _count == 1 ? 1 : _step : 0;
        int narrow = even != 0 && _narrow && _count >= NarrowTiles<TLanes, TVector>.Tile && AreForAll() ? _count : 0;
        int done = narrow - (narrow % NarrowTiles<TLanes, TVector>.Tile);
        if (done > 0)
        {
            NarrowTiles<TLanes, TVector>.Scores(_queries, _keysMatrix + ((nint)_keys[0] * _d), even * _d, done, _d, _scores, _maxima);
        }

        PanelMath<TLanes, TVector>.Scores(
            _queries, _keysMatrix, _keys + done, _masks + done, padded - done, _d, _scores + ((nint)done * lanes), _maxima, ref _ahead);
        if (LaneMath<TLanes, TVector>.Raise(_maxima, _bases, _factors))
        {
            LaneMath<TLanes, TVector>.Multiply(_totals, 1, _factors);
            LaneMath<TLanes, TVector>.Multiply(_sums, _d + _e, _factors);
        }
        PanelMath<TLanes, TVector>.Exponentiate(_scores, padded, _bases, _totals, _constants);

        Locate(_keys, _valuesMatrix, even == 0 ? _count : 1, _d);
        int c = 0;
        for (; narrow > 0 && c + NarrowTiles<TLanes, TVector>.Tile <= _d; c += NarrowTiles<TLanes, TVector>.Tile)
        {
            NarrowTiles<TLanes, TVector>.AddWeighted(_scores, _rows[0] + c, even * _d, _count, _sums + ((nint)c * lanes));
        }

        if (c > 0)
        {
            _rows[0] += c;
        }

        PanelMath<TLanes, TVector>.AddWeighted(_scores, _rows, even * _d, _count, _d - c, _sums + ((nint)c * lanes));
        if (_e > 0)
        {
            for (int j = 0; j < _count; j++)
            {
                _rows[j] = (_random[j] == 0 ? _extra : _randomExtra) + ((nint)_keys[j] * _e);
            }

            PanelMath<TLanes, TVector>.AddWeighted(_scores, _rows, 0, _count, _e, _sums + ((nint)_d * lanes));
        }
        _count = 0;
    }

    private readonly bool AreForAll()
    {
        uint masks = uint.MaxValue;
        for (int j = 0; j < _count; j++)
        {
            masks &= _masks[j];
        }

        return masks == uint.MaxValue;
    }

    private void FlushBlocks(int padded)
    {
        PanelMath<TLanes, TVector>.Scores(_queries, _keysMatrix, _keys, _masks, padded, _d, _scores, _maxima, ref _ahead);
        LaneMath<TLanes, TVector>.Subtract(_scores, padded, _known);
        PanelMath<TLanes, TVector>.Exponentiate(_scores, padded, _bases, _totals, _constants);
        for (int from = 0; from < _count;)
        {
            int block = _keys[from] / _blockTokens;
            int to = from + 1;
            while (to < _count && _keys[to] / _blockTokens == block)
            {
                to++;
            }

            _blockSums[block] += LaneMath<TLanes, TVector>.Sum(_scores, from, to);
            from = to;
        }
        _count = 0;
    }

    private readonly void Locate(int* keys, float* matrix, int count, int width)
    {
        float** rows = _rows;
        for (int j = 0; j < count; j++)
        {
            rows[j] = matrix + ((nint)keys[j] * width);
        }
    }

    private static void Fill(int* keys, uint* masks, int first, int count, int stride, uint mask)
    {
        int i = 0;
        Vector128<int> key = Vector128.Create(first, first + stride, first + (2 * stride), first + (3 * stride));
        Vector128<int> step = Vector128.Create(4 * stride);
        Vector128<uint> four = Vector128.Create(mask);
        for (; i + 4 <= count; i += 4, key += step)
        {
            key.Store(keys + i);
            four.Store(masks + i);
        }
        for (; i < count; i++)
        {
            keys[i] = first + (i * stride);
            masks[i] = mask;
        }
    }

    private static float* Take(ref float* scratch, int numbers)
    {
        float* taken = scratch;
        scratch += (numbers + 15) & -16;
        return taken;
    }
}
