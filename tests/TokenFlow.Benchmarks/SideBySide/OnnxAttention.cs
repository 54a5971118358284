using Microsoft.ML.OnnxRuntime;
using TokenFlow.Attention.Patterns;
using TokenFlow.Studies.Complexity;

namespace TokenFlow.Benchmarks.SideBySide;

/// <summary>
/// onnxruntime's MultiHeadAttention on the CPU, dense, or with an attention_bias that leaves exactly a plan's edges. Inputs and
/// output are bound to arrays of ours once, in the layout that the operator wants, so that a call times the operator alone.
/// </summary>
internal sealed class OnnxAttention : IDisposable
{
    // Far enough below any score that its exponential is 0, and finite, as the operator adds it.
    private const float Masked = -1e9f;

    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly List<OrtValue> _values = [];
    private readonly AttentionTensors _tensors;
    private readonly float[] _output;

    /// <param name="tensors">The inputs; all heads share a mask, so those of <paramref name="mask"/> must not differ.</param>
    /// <param name="threads">Threads of the operator.</param>
    /// <param name="mask">Whose edges are left, or null for dense attention.</param>
    public OnnxAttention(AttentionTensors tensors, int threads, AttentionPlan? mask = null)
    {
        _tensors = tensors;
        using var session = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // Its threads spin while it runs, as by default, but not into the next contender's time.
        session.AddSessionConfigEntry("session.force_spinning_stop", "1");
        int n = tensors.Tokens, width = tensors.Heads * tensors.HeadDim;
        byte[] model = OnnxModel.MultiHeadAttention(n, tensors.Heads, tensors.HeadDim, tensors.Scale, mask is not null);
        _session = new InferenceSession(model, session);
        _binding = _session.CreateIoBinding();
        long[] shape = [1, n, width];
        _binding.BindInput("query", Value(TokenMajor(tensors.Q), shape));
        _binding.BindInput("key", Value(TokenMajor(tensors.K), shape));
        _binding.BindInput("value", Value(TokenMajor(tensors.V), shape));
        if (mask is not null)
        {
            _binding.BindInput("bias", Value(Bias(mask.Head(0)), [1, 1, n, n]));
        }

        _output = new float[n * width];
        _binding.BindOutput("output", Value(_output, shape));
    }

    /// <summary>onnxruntime's version.</summary>
    public static string Version => OrtEnv.Instance().GetVersionString();

    /// <summary>
    /// What a masked call needs at least, in bytes: the mask, and one n x n of scores a head, which the operator keeps as
    /// soon as there is a mask.
    /// </summary>
    public static long BytesMasked(int tokens, int heads) => (heads + 1L) * tokens * tokens * sizeof(float);

    /// <summary>One call.</summary>
    public void Run() => _session.RunWithBinding(_options, _binding);

    /// <summary>The output of the last call as [heads][tokens][headDim].</summary>
    public float[] HeadMajorOutput()
    {
        int n = _tensors.Tokens, h = _tensors.Heads, d = _tensors.HeadDim;
        var headMajor = new float[_output.Length];
        for (int head = 0; head < h; head++)
        {
            for (int token = 0; token < n; token++)
            {
                _output.AsSpan(((token * h) + head) * d, d).CopyTo(headMajor.AsSpan(((head * n) + token) * d, d));
            }
        }

        return headMajor;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _binding.Dispose();
        foreach (OrtValue value in _values)
        {
            value.Dispose();
        }

        _options.Dispose();
        _session.Dispose();
    }

    private static float[] Bias(AttentionLayout layout)
    {
        int n = layout.Tokens;
        var bias = new float[checked(n * n)];
        Array.Fill(bias, Masked);
        for (int query = 0; query < n; query++)
        {
            foreach (KeyRun run in layout.Runs(query))
            {
                bias.AsSpan((query * n) + run.Start, run.Length).Clear();
            }
        }

        return bias;
    }

    private OrtValue Value(float[] numbers, long[] shape)
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(numbers, shape);
        _values.Add(value);
        return value;
    }

    private float[] TokenMajor(float[] headMajor)
    {
        int n = _tensors.Tokens, h = _tensors.Heads, d = _tensors.HeadDim;
        var tokenMajor = new float[headMajor.Length];
        for (int head = 0; head < h; head++)
        {
            for (int token = 0; token < n; token++)
            {
                headMajor.AsSpan(((head * n) + token) * d, d).CopyTo(tokenMajor.AsSpan(((token * h) + head) * d, d));
            }
        }

        return tokenMajor;
    }
}
