using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels;

/// <summary>
/// One row's softmax in progress (Milakov and Gimelshein 2018, "Online normalizer calculation for softmax"): keys come in
/// batches of up to <see cref="Batch"/>, and what was summed is rescaled when a batch raises the maximum. A row that fits
/// in one batch is an ordinary two-pass softmax. Everything is in base 2.
/// </summary>
internal unsafe ref struct SoftmaxRow
{
    /// <summary>Keys a batch: the scores stay in the first-level cache.</summary>
    public const int Batch = 1024;

    private const int MostPieces = 96;
    private readonly float* _scores;
    private readonly float* _sums;
    private readonly RowSources _sources;
    private readonly Span<KeyRun> _pieces;
    private int _pieceCount;
    private int _keyCount;

    /// <param name="sources">What the row reads from.</param>
    /// <param name="scores">Scratch of <see cref="Batch"/> numbers.</param>
    /// <param name="sums">[headDim + extraColumns], where the weighted sums are gathered; cleared here.</param>
    /// <param name="pieces">Scratch of <see cref="PieceScratch"/> runs.</param>
    public SoftmaxRow(in RowSources sources, float* scores, float* sums, Span<KeyRun> pieces)
    {
        _sources = sources;
        _scores = scores;
        _sums = sums;
        _pieces = pieces;
        Maximum = float.NegativeInfinity;
        new Span<float>(sums, sources.HeadDim + sources.ExtraColumns).Clear();
    }

    public static int PieceScratch => MostPieces;

    /// <summary>The largest score so far, base 2.</summary>
    public float Maximum { get; private set; }

    /// <summary>The sum of 2^(score - maximum) so far.</summary>
    public float Sum { get; private set; }

    /// <summary>Takes the keys of a run.</summary>
    public void Add(KeyRun run)
    {
        while (run.Length > 0)
        {
            int length = Math.Min(run.Length, Batch - _keyCount);
            _pieces[_pieceCount++] = new(run.Start, run.Start + length, run.Way);
            _keyCount += length;
            run = new(run.Start + length, run.End, run.Way);
            if (_keyCount == Batch || _pieceCount == _pieces.Length)
            {
                Flush();
            }
        }
    }

    /// <summary>Works off the keys taken so far.</summary>
    public void Flush()
    {
        if (_keyCount == 0)
        {
            return;
        }

        int d = _sources.HeadDim, e = _sources.ExtraColumns;
        float* scores = _scores;
        foreach (KeyRun piece in _pieces[.._pieceCount])
        {
            RowMath.Dots(_sources.Query, _sources.Keys + ((long)piece.Start * d), piece.Length, d, _sources.Scale, scores);
            scores += piece.Length;
        }

        float maximum = MathF.Max(Maximum, RowMath.Maximum(_scores, _keyCount));
        if (Sum > 0 && maximum > Maximum)
        {
            float shrink = Exponential.Exp2(Maximum - maximum);
            Sum *= shrink;
            RowMath.Multiply(_sums, d + e, shrink);
        }
        Maximum = maximum;
        Sum += RowMath.Exponentiate(_scores, _keyCount, maximum);

        scores = _scores;
        foreach (KeyRun piece in _pieces[.._pieceCount])
        {
            RowMath.AddWeighted(_sums, scores, _sources.Values + ((long)piece.Start * d), piece.Length, d);
            if (e > 0)
            {
                float* extra = piece.Way == EdgeWay.Random ? _sources.RandomExtra : _sources.Extra;
                RowMath.AddWeighted(_sums + d, scores, extra + ((long)piece.Start * e), piece.Length, e);
            }
            scores += piece.Length;
        }
        _pieceCount = 0;
        _keyCount = 0;
    }
}
