using System.Globalization;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Numerics;

namespace TokenFlow.Studies.Complexity;

/// <summary>
/// How cost grows with length, measured: the edges that a plan has and the time that the kernel takes, for full attention,
/// global tokens alone, a window alone, and both together; one head, d = 64.
/// </summary>
public sealed class ComplexityStudy
{
    /// <summary>d.</summary>
    public const int HeadDim = 64;

    // Beyond this a quadratic pattern is counted but no longer timed.
    private const double MostSecondsACall = 3;

    private readonly IReadOnlyList<int> _sizes;
    private readonly int _threads;
    private readonly int _warmUpTokens;
    private readonly Action<string> _progress;
    private readonly (string Name, string Law, AttentionPattern Pattern)[] _patterns;

    /// <param name="sizes">Numbers of tokens, ascending.</param>
    /// <param name="window">w, on each side.</param>
    /// <param name="globals">g, at the start; no more than the smallest size.</param>
    /// <param name="threads">Threads of the kernel.</param>
    /// <param name="progress">Told what is being measured.</param>
    public ComplexityStudy(IReadOnlyList<int> sizes, int window, int globals, int threads, Action<string> progress)
    {
        _sizes = sizes;
        _threads = threads;
        _warmUpTokens = Math.Max(1024, globals);
        _progress = progress;
        int[] hubs = [.. Enumerable.Range(0, globals)];
        _patterns =
        [
            ("full", "O(n²)", new FullPattern()),
            ("global", "O(g n)", new GlobalPattern(hubs)),
            ("local", "O(n w)", new LocalPattern(window)),
            ("global + local", "O(g n) + O(n w)", new LongformerPattern(window, 1, hubs)),
        ];
    }

    /// <summary>Counts only: no clock, the same figures on every machine.</summary>
    public IReadOnlyList<ComplexityCurve> Count() =>
        [.. _patterns.Select(p => new ComplexityCurve(p.Name, p.Law, [.. _sizes.Select(n => new ComplexityPoint(n, Plan(p.Pattern, n).Edges, null, 0))]))];

    /// <summary>Counts and times.</summary>
    /// <param name="cancellation">Breaks off between two calls.</param>
    public IReadOnlyList<ComplexityCurve> Measure(CancellationToken cancellation)
    {
        using var peak = new FmaPeak(_threads);
        using var kernel = new SparseAttentionKernel(_threads);
        var gate = new CalibrationGate(peak);
        gate.WarmUp(100);
        var contest = new Contest(gate, new ContestLimits { ContenderSeconds = 0.4, FewestRounds = 3, MostRounds = 15, SecondChances = 1 });
        var timed = new List<(int Pattern, int Tokens, long Edges, Contender? Contender)>();

        // The runtime compiles what is called often a second time, in the background: a round that does not count lets it,
        // or the first size would be timed on slower code than the others.
        _progress("warming up");
        var first = new AttentionTensors(_warmUpTokens, 1, HeadDim);
        contest.Run([.. _patterns.Select(p => (p.Name, Plan: Plan(p.Pattern, _warmUpTokens))).Select(p => new Contender(p.Name, () => first.Run(kernel, p.Plan), first.Flop(p.Plan)))], cancellation);
        foreach (int tokens in _sizes)
        {
            _progress(string.Create(CultureInfo.InvariantCulture, $"{tokens:N0} tokens"));
            var tensors = new AttentionTensors(tokens, 1, HeadDim);
            int before = timed.Count;
            for (int i = 0; i < _patterns.Length; i++)
            {
                AttentionPlan plan = Plan(_patterns[i].Pattern, tokens);
                bool tooLong = Predict(i, plan.Edges) > MostSecondsACall;
                timed.Add((i, tokens, plan.Edges, tooLong ? null : new Contender(_patterns[i].Name, () => tensors.Run(kernel, plan), tensors.Flop(plan))));
            }

            contest.Run([.. timed.Skip(before).Select(t => t.Contender).OfType<Contender>()], cancellation);
        }

        return [.. _patterns.Select((p, i) => new ComplexityCurve(p.Name, p.Law, [.. timed.Where(t => t.Pattern == i).Select(Point)]))];

        ComplexityPoint Point((int Pattern, int Tokens, long Edges, Contender? Contender) t) => t.Contender is { } contender
            ? new ComplexityPoint(t.Tokens, t.Edges, gate.Median(contender.Samples) * 1e3, gate.Kept(contender.Samples))
            : new ComplexityPoint(t.Tokens, t.Edges, null, 0);

        // A pattern's time goes with its edges.
        double Predict(int pattern, long edges)
        {
            var last = timed.FindLast(t => t.Pattern == pattern);
            return last.Edges == 0 ? 0
                : last.Contender is { } contender ? gate.Median(contender.Samples) * edges / last.Edges
                : double.PositiveInfinity;
        }
    }

    private static AttentionPlan Plan(AttentionPattern pattern, int tokens) => AttentionPlan.Compile(pattern, tokens, heads: 1, layer: 0);
}

/// <summary>One pattern over all lengths.</summary>
/// <param name="Name">The pattern.</param>
/// <param name="Law">What theory says of its cost.</param>
/// <param name="Points">Ascending by tokens.</param>
public sealed record ComplexityCurve(string Name, string Law, IReadOnlyList<ComplexityPoint> Points)
{
    /// <summary>How the edges grow, over all lengths.</summary>
    public PowerFit EdgesFit => PowerFit.Of([.. Points.Select(p => ((double)p.Tokens, (double)p.Edges))]);

    /// <summary>How the time grows, over the longer half of the lengths that were timed.</summary>
    public PowerFit TimeFit => PowerFit.OfUpperHalf([.. Points.Where(p => p.Ms is not null).Select(p => ((double)p.Tokens, p.Ms!.Value))]);
}

/// <summary>One pattern at one length.</summary>
/// <param name="Tokens">n.</param>
/// <param name="Edges">Query-key pairs, counted from the plan.</param>
/// <param name="Ms">Milliseconds a call of the kernel; null where it was not timed.</param>
/// <param name="SamplesKept">Samples that the median rests on; 0 where none passed the calibration.</param>
public sealed record ComplexityPoint(int Tokens, long Edges, double? Ms, int SamplesKept);
