using System.Diagnostics;
using System.Globalization;
using System.Text;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Studies.Complexity;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Benchmarks.SideBySide;

/// <summary>
/// Measures implementations of the same attention in one process and one run: same inputs, outputs compared before any
/// timing, interleaved rounds, calibrated samples.
/// </summary>
internal sealed class SideBySideStudy : IDisposable
{
    /// <summary>Our kernel's name in the rows.</summary>
    public const string Ours = "tokenflow";

    /// <summary>The scalar definition's name in the rows.</summary>
    public const string Scalar = "tokenflow scalar";

    /// <summary>The rival's name, dense.</summary>
    public const string Dense = "onnxruntime dense";

    /// <summary>The rival's name, masked to the pattern's edges.</summary>
    public const string Masked = "onnxruntime masked";

    private const int HeadDim = SideBySideOptions.HeadDim;
    private const double MostSecondsScalar = 1.5;
    private const double MostSecondsRival = 12;
    private const double MostError = 1e-4;
    private const double ShareOfMemory = 0.6;
    private readonly SideBySideOptions _options;
    private readonly Action<string> _progress;
    private readonly CancellationToken _cancellation;
    private readonly FmaPeak _peak;
    private readonly FmaPeak _singlePeak;
    private readonly CalibrationGate _gate;
    private readonly SparseAttentionKernel _kernel;
    private readonly SparseAttentionKernel _single;
    private readonly ScalarSparseKernel _scalar = new();
    private readonly ContestLimits _limits;
    private readonly List<Entry> _entries = [];
    private readonly List<Check> _checks = [];
    private readonly List<string> _skipped = [];
    private readonly List<Goal> _goals = [];
    private readonly Dictionary<(string, int), double> _secondsOf = [];

    /// <param name="options">How to run.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Breaks off.</param>
    public SideBySideStudy(SideBySideOptions options, Action<string> progress, CancellationToken cancellation)
    {
        _options = options;
        _progress = progress;
        _cancellation = cancellation;
        _peak = new FmaPeak(options.Threads);
        _singlePeak = new FmaPeak(1);
        _gate = new CalibrationGate(_peak);
        _kernel = new SparseAttentionKernel(options.Threads);
        _single = new SparseAttentionKernel(1);
        _limits = options.Quick
            ? new ContestLimits { ContenderSeconds = 0.5, FewestRounds = 3, MostRounds = 9, SecondChances = 1 }
            : new ContestLimits();
    }

    /// <summary>Measures everything.</summary>
    /// <exception cref="FaultException">CheckFailed: two outputs differ.</exception>
    public SideBySideReport Run()
    {
        long start = Stopwatch.GetTimestamp();
        _progress("multiply-add peak of this machine");
        _gate.WarmUp(300);
        List<(int, int, double)> peaks = Peaks();

        foreach (int heads in SideBySideOptions.Heads)
        {
            foreach (int tokens in _options.Tokens)
            {
                Rivals(tokens, heads);
            }
        }

        Lengths();
        Variants();
        Frame();
        double peak = _gate.Best, singlePeak = peaks.Where(p => p.Item1 == 1).Max(p => p.Item3);
        return new SideBySideReport
        {
            Machine = MachineFacts.OfThisMachine(),
            OnnxRuntime = OnnxAttention.Version,
            Threads = _options.Threads,
            PeakGflops = peak,
            Peaks = peaks,
            Checks = _checks,
            Rows = Rows(peak, singlePeak),
            Skipped = _skipped,
            Goals = [.. ShareGoals(), .. _goals],
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _peak.Dispose();
        _singlePeak.Dispose();
        _kernel.Dispose();
        _single.Dispose();
    }

    private static LongformerPattern Longformer() => new(SideBySideOptions.Window, 1, [.. Enumerable.Range(0, SideBySideOptions.Globals)]);

    private static string Size(int tokens, int heads) => string.Create(CultureInfo.InvariantCulture, $"n = {tokens:N0}, H = {heads}");

    private List<(int, int, double)> Peaks()
    {
        var found = new List<(int, int, double)>();
        foreach (int threads in new SortedSet<int> { 1, _options.Threads })
        {
            foreach (int lanes in new SortedSet<int> { Math.Min(8, FmaPeak.WidestLanes), FmaPeak.WidestLanes })
            {
                using var loop = new FmaPeak(threads, lanes);
                found.Add((threads, lanes, Enumerable.Range(0, 60).Max(_ => loop.Measure())));
            }
        }

        return found;
    }

    // Ours, its scalar definition, and the rival dense and masked, on the same inputs.
    private void Rivals(int tokens, int heads)
    {
        string size = Size(tokens, heads);
        _progress($"{size}: outputs compared");
        var tensors = new AttentionTensors(tokens, heads, HeadDim);
        AttentionPlan plan = AttentionPlan.Compile(Longformer(), tokens, heads, layer: 0);
        AttentionPlan full = AttentionPlan.Compile(new FullPattern(), tokens, heads, layer: 0);
        var reference = new SampledReference(tensors, plan);
        var contest = new List<Entry> { Sparse(Ours, tensors, plan, _kernel, _options.Threads) };
        tensors.Run(_kernel, plan);
        Compare("tokenflow, rows in float64", tokens, heads, reference.LargestError(tensors.Output));
        float[] ours = [.. tensors.Output];

        if (Allows(Scalar, size, Predict(Scalar, heads, 1, plan.Edges), MostSecondsScalar))
        {
            tensors.Run(_scalar, plan);
            Compare("tokenflow scalar, rows in float64", tokens, heads, reference.LargestError(tensors.Output));
            Compare("tokenflow and its scalar definition, all rows", tokens, heads, LargestDifference(ours, tensors.Output));
            contest.Add(Sparse(Scalar, tensors, plan, _scalar, 1));
        }

        using OnnxAttention? dense = Rival(Dense, tensors, full, mask: null, 0);
        using OnnxAttention? masked = Rival(Masked, tensors, plan, plan, OnnxAttention.BytesMasked(tokens, heads));
        if (dense is not null)
        {
            dense.Run();
            Compare("onnxruntime dense, rows in float64", tokens, heads, new SampledReference(tensors, full).LargestError(dense.HeadMajorOutput()));
            contest.Add(Timed(Dense, dense.Run, tensors, full));
        }

        if (masked is not null)
        {
            masked.Run();
            float[] output = masked.HeadMajorOutput();
            Compare("onnxruntime masked, rows in float64", tokens, heads, reference.LargestError(output));
            Compare("tokenflow and onnxruntime masked, all rows", tokens, heads, LargestDifference(ours, output));
            contest.Add(Timed(Masked, masked.Run, tensors, plan));
        }

        Hold(size, contest);
        foreach (Entry entry in contest)
        {
            _secondsOf[(entry.Impl, heads)] = Seconds(entry) / (entry.Impl == Scalar ? entry.Edges : (double)tokens * tokens);
        }

        Against(Dense, 4096, 12, 9);
        Against(Masked, 4096, 12, 18);
        Against(Dense, 16384, 1, 32);

        void Against(string rival, int n, int h, double bound)
        {
            if (tokens == n && heads == h && contest.Find(e => e.Impl == rival) is { } other)
            {
                _goals.Add(new Goal($"against {rival}, {size}", Seconds(other) / Seconds(contest[0]), Kept(other, contest[0]), bound, true, "x"));
            }
        }
    }

    private OnnxAttention? Rival(string name, AttentionTensors tensors, AttentionPlan plan, AttentionPlan? mask, long bytes)
    {
        string size = Size(tensors.Tokens, tensors.Heads);
        double pairs = (double)tensors.Tokens * tensors.Tokens;
        if (bytes > ShareOfMemory * MachineFacts.AvailableMemory())
        {
            _skipped.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}, {size}: it needs {bytes / 1e9:0.0} GB, of {MachineFacts.AvailableMemory() / 1e9:0.0} GB that are free"));
            return null;
        }

        return Allows(name, size, Predict(name, tensors.Heads, 1, (long)pairs), MostSecondsRival)
            ? new OnnxAttention(tensors, _options.Threads, mask)
            : null;
    }

    // From the time a pair that the same implementation took at the last size with as many heads.
    private double Predict(string name, int heads, int headsThen, long pairs) =>
        _secondsOf.TryGetValue((name, heads), out double then) ? then * pairs
        : _secondsOf.TryGetValue((name, headsThen), out then) ? then * pairs * heads / headsThen
        : 0;

    private bool Allows(string name, string size, double seconds, double most)
    {
        if (seconds <= most)
        {
            return true;
        }

        _skipped.Add(string.Create(CultureInfo.InvariantCulture, $"{name}, {size}: a call would take about {seconds:0.0} s, and a comparison needs several"));
        return false;
    }

    // Our kernel at all lengths in the same rounds: does an edge cost the same?
    private void Lengths()
    {
        foreach (int heads in SideBySideOptions.Heads)
        {
            var contest = new List<Entry>();
            foreach (int tokens in _options.LongTokens > 0 ? [.. _options.Tokens, _options.LongTokens] : _options.Tokens)
            {
                _progress($"{Size(tokens, heads)}: inputs");
                var tensors = new AttentionTensors(tokens, heads, HeadDim);
                AttentionPlan plan = AttentionPlan.Compile(Longformer(), tokens, heads, layer: 0);
                contest.Add(Sparse(Ours, tensors, plan, _kernel, _options.Threads));
            }

            Hold($"all lengths, H = {heads}", contest);
            if (heads == 12 && _options.LongTokens > 0)
            {
                double[] anEdge = [.. contest.Select(e => Seconds(e) / e.Edges)];
                _goals.Add(new Goal("time an edge, largest over smallest, n = 1,024 to 65,536, H = 12", anEdge.Max() / anEdge.Min(), Kept([.. contest]), 1.08, false));
            }
        }
    }

    // Other patterns, tracers, one thread: variants of one call, in the same rounds.
    private void Variants()
    {
        const int tokens = 4096, heads = 12, tracers = 8;
        var tensors = new AttentionTensors(tokens, heads, HeadDim);
        AttentionPlan plan = AttentionPlan.Compile(Longformer(), tokens, heads, layer: 0);
        AttentionPlan local = AttentionPlan.Compile(new LocalPattern(SideBySideOptions.Window), tokens, heads, layer: 0);
        AttentionPlan bigBird = AttentionPlan.Compile(new BigBirdPattern(64, 3), tokens, heads, layer: 0);
        Entry ours = Sparse(Ours, tensors, plan, _kernel, _options.Threads);
        Entry band = Sparse(Ours, tensors, local, _kernel, _options.Threads);
        Entry blocks = Sparse(Ours, tensors, bigBird, _kernel, _options.Threads);
        Entry traced = Timed($"{Ours}, {tracers} tracers", () => tensors.Run(_kernel, plan, tracers), tensors, plan);
        Entry one = Sparse($"{Ours}, 1 thread", tensors, plan, _single, 1);
        foreach ((Entry entry, AttentionPlan its) in new[] { (band, local), (blocks, bigBird) })
        {
            tensors.Run(_kernel, its);
            Compare($"tokenflow, {entry.Pattern}, rows in float64", tokens, heads, new SampledReference(tensors, its).LargestError(tensors.Output));
        }

        (VectorPath Path, SparseAttentionKernel Kernel)[] widths =
            [.. Narrower(_kernel.Path).Select(path => (path, new SparseAttentionKernel(_options.Threads, path)))];
        Entry[] narrow = [.. widths.Select(w => Sparse($"{Ours}, {w.Path}", tensors, plan, w.Kernel, _options.Threads))];
        var reference = new SampledReference(tensors, plan);
        foreach ((VectorPath path, SparseAttentionKernel kernel) in widths)
        {
            tensors.Run(kernel, plan);
            Compare($"tokenflow, {path}, rows in float64", tokens, heads, reference.LargestError(tensors.Output));
        }

        Hold($"variants, {Size(tokens, heads)}", [ours, band, blocks, traced, one, .. narrow]);
        foreach ((VectorPath _, SparseAttentionKernel kernel) in widths)
        {
            kernel.Dispose();
        }

        _goals.Add(new Goal("bigbird (b = 64, r = 3), time an edge against the band's", Seconds(blocks) / blocks.Contender.Flop / (Seconds(band) / band.Contender.Flop), Kept(blocks, band), 1.15, false));
        _goals.Add(new Goal($"{tracers} tracer columns added, d = 64", Seconds(traced) / Seconds(ours), Kept(traced, ours), 1.15, false, "x"));
        // Only where there are both: the peak is the same for either, so the ratio of times is that of shares.
        Entry? half = _kernel.Path == VectorPath.Vector512 ? Array.Find(narrow, e => e.Impl.EndsWith(nameof(VectorPath.Vector256), StringComparison.Ordinal)) : null;
        _goals.Add(half is null
            ? new Goal("Vector256 against Vector512, share of peak", double.NaN, 0, 0.9, true)
            : new Goal("Vector256 against Vector512, share of peak", Seconds(ours) / Seconds(half), Kept(half, ours), 0.9, true));
        if (_options.Threads == 2)
        {
            _goals.Add(new Goal("2 threads against 1", Seconds(one) / Seconds(ours), Kept(one, ours), 1.9, true, "x"));
        }
    }

    // Every narrower vector path. The path of single numbers is held against the others by the tests; here it would take seconds.
    private static IEnumerable<VectorPath> Narrower(VectorPath widest) =>
        Enum.GetValues<VectorPath>().Where(path => path < widest && path != VectorPath.Scalar);

    // One head of a long sequence, as the window would run it: kernel, residual, measures, snapshot.
    private void Frame()
    {
        const int tokens = 16384;
        string pattern = $$"""{ "kind": "longformer", "window": {{SideBySideOptions.Window}}, "globals": [{{string.Join(", ", Enumerable.Range(0, SideBySideOptions.Globals))}}] }""";
        string json = $$"""{ "tokens": {{tokens}}, "headDim": {{HeadDim}}, "layers": 128, "framesPerLayer": 10000, "pattern": {{pattern}} }""";
        Scenario scenario = ScenarioReader.Parse("frame.json", Encoding.UTF8.GetBytes(json), [], ".");
        Sequence sequence = new SequenceBuilder(() => Stream.Null).Build(scenario);
        using var simulation = FlowRun.Open(scenario, sequence, new FlowOptions(_options.Threads, EdgesShown: 0));
        AttentionPlan plan = AttentionPlan.Compile(Longformer(), tokens, heads: 1, layer: 0);
        var tensors = new AttentionTensors(tokens, 1, HeadDim);
        Entry frame = Timed($"{Ours}, frame of the world", simulation.Advance, tensors, plan);
        Hold($"a frame, {Size(tokens, 1)}", [frame]);
        _goals.Add(new Goal($"kernel and world a frame, {Size(tokens, 1)}", Seconds(frame) * 1e3, Kept(frame), 16.6, false, "ms"));
    }

    private IEnumerable<Goal> ShareGoals()
    {
        foreach ((int tokens, double bound) in new[] { (4096, 0.75), (1024, 0.70), (65536, 0.75) })
        {
            Entry[] entries = [.. _entries.Where(e => e.Key == (Ours, Longformer().Kind, tokens, 12))];
            Sample[] samples = [.. entries.SelectMany(e => e.Contender.Samples)];
            double share = entries.Length == 0 ? double.NaN : entries[0].Contender.Flop / _gate.Median(samples) / 1e9 / _gate.Best;
            yield return new Goal($"share of the {_options.Threads}-thread peak, {Size(tokens, 12)}", share, _gate.Kept(samples), bound, true);
        }
    }

    private Entry Sparse(string name, AttentionTensors tensors, AttentionPlan plan, IAttentionKernel kernel, int threads) =>
        Timed(name, () => tensors.Run(kernel, plan), tensors, plan) with { Threads = threads };

    private Entry Timed(string name, Action run, AttentionTensors tensors, AttentionPlan plan) =>
        new(new Contender(name, run, tensors.Flop(plan)), plan.Pattern.Kind, tensors.Tokens, tensors.Heads, plan.Edges, _options.Threads);

    private void Hold(string what, IReadOnlyList<Entry> contest)
    {
        _progress($"{what}: timed ({string.Join(", ", contest.Select(e => e.Impl == Ours ? e.Pattern : e.Impl).Distinct())})");
        new Contest(_gate, _limits).Run([.. contest.Select(e => e.Contender)], _cancellation);
        _entries.AddRange(contest);
    }

    private double Seconds(Entry entry) => _gate.Median([.. entry.Contender.Samples]);

    private int Kept(params Entry[] entries) => entries.Min(e => _gate.Kept(e.Contender.Samples));

    private void Compare(string what, int tokens, int heads, double error)
    {
        _checks.Add(new Check(what, tokens, heads, error));
        if (!(error <= MostError))
        {
            throw new FaultException(
                FaultKind.CheckFailed,
                string.Create(CultureInfo.InvariantCulture, $"outputs differ by {error:0.0e+0} where {MostError:0.0e+0} is allowed"),
                $"{what}, {Size(tokens, heads)}",
                "nothing was timed; report this");
        }
    }

    private static double LargestDifference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double largest = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double error = Math.Abs((double)a[i] - b[i]);
            largest = error <= largest ? largest : double.IsNaN(error) ? double.PositiveInfinity : error;
        }

        return largest;
    }

    private List<ResultRow> Rows(double peak, double singlePeak)
    {
        var rows = new List<ResultRow>();
        foreach (IGrouping<(string Impl, string Pattern, int Tokens, int Heads), Entry> group in _entries.GroupBy(e => e.Key))
        {
            Entry first = group.First();
            Sample[] samples = [.. group.SelectMany(e => e.Contender.Samples)];
            double seconds = _gate.Median(samples);
            double gflops = first.Contender.Flop / seconds / 1e9;
            rows.Add(new ResultRow(
                first.Impl,
                first.Pattern,
                first.Tokens,
                first.Heads,
                HeadDim,
                first.Edges,
                seconds * 1e3,
                gflops,
                gflops / (first.Threads == 1 ? singlePeak : peak),
                first.Threads,
                _gate.Kept(samples),
                samples.Length));
        }

        return rows;
    }
}
