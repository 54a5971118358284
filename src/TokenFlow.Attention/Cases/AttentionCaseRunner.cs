using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Cases;

/// <summary>Runs an attention case through a kernel, with the scale 1/sqrt(headDim).</summary>
public static class AttentionCaseRunner
{
    // The references take a second for some 10^8 of these; a case is refused rather than left running for hours.
    private const long MostPairs = 1L << 28;
    private const long MostProducts = 1L << 34;

    /// <summary>Turns the command line's words into a kernel.</summary>
    /// <param name="kernel"><c>reference</c> or <c>fast</c>.</param>
    /// <param name="float64">Whether to compute in double precision, which only the reference does.</param>
    /// <exception cref="FaultException"><see cref="FaultKind.Usage"/>: an unknown kernel, or a fast one in double precision.</exception>
    public static CaseKernel Choose(string kernel, bool float64) => (kernel, float64) switch
    {
        ("reference", true) => CaseKernel.ReferenceFloat64,
        ("reference", false) => CaseKernel.Reference,
        ("fast", false) => CaseKernel.Fast,
        ("fast", true) => throw new FaultException(FaultKind.Usage, "the fast kernel has no double precision", "--float64", "add --kernel reference"),
        _ => throw new FaultException(FaultKind.Usage, $"nobody knows the kernel '{kernel}'", "--kernel", "give reference or fast"),
    };

    /// <summary>Runs a case.</summary>
    /// <param name="subject">The case.</param>
    /// <param name="kernel">Which kernel computes it.</param>
    /// <param name="threads">Threads of the fast kernel; no result depends on it.</param>
    /// <exception cref="FaultException"><see cref="FaultKind.OutOfRange"/>: the tensors are so large that scores overflow, or the case too long for a reference.</exception>
    public static AttentionCaseResult Run(AttentionCase subject, CaseKernel kernel, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(subject);
        AttentionPlan plan = AttentionPlan.Compile(subject.Pattern, subject.Rows, subject.Heads, 0, PatternEdits.Empty.WithPadding(subject.Padding));
        RefuseEndless(subject, plan, kernel);
        double maxRowSumError;
        double[] output;
        if (kernel == CaseKernel.ReferenceFloat64)
        {
            ReferenceResult result = DenseReference.Run(Double(subject), plan);
            maxRowSumError = result.MaxRowSumError;
            output = TokenMajor(subject, result.Output);
        }
        else
        {
            output = RunSingle(subject, plan, kernel, threads, out maxRowSumError);
        }
        foreach (double number in output)
        {
            if (!double.IsFinite(number))
            {
                throw new FaultException(FaultKind.OutOfRange, "the scores of this case overflow", "q, k", "scale the tensors down, or compute in double precision (--kernel reference --float64)");
            }
        }
        return new()
        {
            Rows = subject.Rows,
            Columns = subject.Heads * subject.HeadDim,
            Output = output,
            EdgesByHead = [.. Enumerable.Range(0, plan.Heads).Select(head => plan.Head(head).CountEdges())],
            MaxRowSumError = maxRowSumError,
            Kernel = kernel switch
            {
                CaseKernel.Fast => "fast",
                CaseKernel.Reference => "reference",
                _ => "reference float64",
            },
            MaxError = subject.Expected.Length == 0 ? null : MaxDifference(output, subject.Expected),
        };
    }

    private static void RefuseEndless(AttentionCase subject, AttentionPlan plan, CaseKernel kernel)
    {
        double pairs = (double)subject.Heads * subject.Rows * subject.Rows;
        double products = (double)subject.Heads * plan.Edges * subject.HeadDim;
        if ((kernel == CaseKernel.ReferenceFloat64 && pairs > MostPairs) || (kernel == CaseKernel.Reference && products > MostProducts))
        {
            throw new FaultException(FaultKind.OutOfRange, $"{subject.Rows} tokens are too many for a reference", "tokens", "use --kernel fast");
        }
    }

    private static double[] RunSingle(AttentionCase subject, AttentionPlan plan, CaseKernel kernel, int threads, out double maxRowSumError)
    {
        var inputs = new AttentionInputs
        {
            Heads = subject.Heads,
            HeadDim = subject.HeadDim,
            Scale = (float)(1 / Math.Sqrt(subject.HeadDim)),
            Q = Narrow(HeadMajor(subject, subject.Q)),
            K = Narrow(HeadMajor(subject, subject.K)),
            V = Narrow(HeadMajor(subject, subject.V)),
            GlobalQ = Narrow(HeadMajor(subject, subject.GlobalQ)),
            GlobalK = Narrow(HeadMajor(subject, subject.GlobalK)),
            GlobalV = Narrow(HeadMajor(subject, subject.GlobalV)),
        };
        var output = new float[inputs.Q.Length];
        var logSumExp = new float[plan.Heads * plan.Tokens];
        var outputs = new AttentionOutputs { Output = output, LogSumExp = logSumExp };
        if (kernel == CaseKernel.Fast)
        {
            using var fast = new SparseAttentionKernel(threads);
            fast.Run(inputs, plan, outputs);
        }
        else
        {
            new ScalarSparseKernel().Run(inputs, plan, outputs);
        }
        maxRowSumError = RowSumError(inputs, plan, logSumExp);
        return TokenMajor(subject, Array.ConvertAll(output, number => (double)number));
    }

    private static double RowSumError(in AttentionInputs inputs, AttentionPlan plan, ReadOnlySpan<float> logSumExp)
    {
        double worst = 0;
        for (int head = 0; head < plan.Heads; head++)
        {
            int longest = plan.Head(head).MaxRowKeys;
            var keys = new int[longest];
            var weights = new float[longest];
            for (int query = 0; query < plan.Tokens; query++)
            {
                int count = EdgeWeights.CopyRow(inputs, plan, logSumExp, head, query, keys, weights, []);
                if (count == 0)
                {
                    continue;
                }

                double sum = 0;
                foreach (float weight in weights.AsSpan(0, count))
                {
                    sum += weight;
                }

                worst = Math.Max(worst, Math.Abs(sum - 1));
            }
        }
        return worst;
    }

    private static ReferenceInputs Double(AttentionCase subject) => new()
    {
        Heads = subject.Heads,
        HeadDim = subject.HeadDim,
        Scale = 1 / Math.Sqrt(subject.HeadDim),
        Q = HeadMajor(subject, subject.Q),
        K = HeadMajor(subject, subject.K),
        V = HeadMajor(subject, subject.V),
        GlobalQ = HeadMajor(subject, subject.GlobalQ),
        GlobalK = HeadMajor(subject, subject.GlobalK),
        GlobalV = HeadMajor(subject, subject.GlobalV),
    };

    private static double MaxDifference(double[] output, double[] expected)
    {
        double worst = 0;
        for (int i = 0; i < output.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(output[i] - expected[i]));
        }

        return worst;
    }

    private static float[] Narrow(double[] numbers) => Array.ConvertAll(numbers, number => (float)number);

    // [token][heads * headDim] to [heads][token][headDim].
    private static double[] HeadMajor(AttentionCase subject, double[] tokenMajor)
    {
        var headMajor = new double[tokenMajor.Length];
        if (tokenMajor.Length > 0)
        {
            Transpose(tokenMajor, headMajor, subject.Rows, subject.Heads, subject.HeadDim);
        }

        return headMajor;
    }

    private static double[] TokenMajor(AttentionCase subject, double[] headMajor)
    {
        var tokenMajor = new double[headMajor.Length];
        Transpose(headMajor, tokenMajor, subject.Heads, subject.Rows, subject.HeadDim);
        return tokenMajor;
    }

    // [outer][inner][width] to [inner][outer][width].
    private static void Transpose(double[] from, double[] to, int outer, int inner, int width)
    {
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < inner; i++)
            {
                from.AsSpan(((o * inner) + i) * width, width).CopyTo(to.AsSpan(((i * outer) + o) * width));
            }
        }
    }
}

/// <summary>Which kernel runs a case.</summary>
public enum CaseKernel
{
    /// <summary>The working kernel, single precision.</summary>
    Fast,

    /// <summary>The scalar definition, single precision.</summary>
    Reference,

    /// <summary>Masked dense attention in double precision.</summary>
    ReferenceFloat64,
}

/// <summary>What a kernel made of a case.</summary>
public sealed class AttentionCaseResult
{
    /// <summary>Rows of the output.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns of the output: heads * headDim.</summary>
    public required int Columns { get; init; }

    /// <summary>[rows][heads * headDim].</summary>
    public required double[] Output { get; init; }

    /// <summary>Query-key pairs of head 0.</summary>
    public long Edges => EdgesByHead[0];

    /// <summary>Query-key pairs of each head; heads differ where dilations or random links do.</summary>
    public required IReadOnlyList<long> EdgesByHead { get; init; }

    /// <summary>The largest |sum of a row's weights - 1|, from weights recomputed out of the log-sum-exp; rows without keys left out.</summary>
    public required double MaxRowSumError { get; init; }

    /// <summary>Which kernel ran.</summary>
    public required string Kernel { get; init; }

    /// <summary>The largest |output - expected| where the case says what is expected, else null.</summary>
    public required double? MaxError { get; init; }
}
