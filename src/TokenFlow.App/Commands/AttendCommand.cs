using System.CommandLine;
using System.Text.Json.Serialization;
using TokenFlow.App.Cli;
using TokenFlow.Attention.Cases;

namespace TokenFlow.App.Commands;

/// <summary>Runs the kernel on somebody's own tensors, so that anyone can hold it against another implementation.</summary>
internal sealed class AttendCommand : Verb
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _case = new("CASE") { Description = "A case file (JSON): heads, headDim, tokens, pattern, q, k, v. See the README." };
    private readonly Option<string?> _kernel = new("--kernel")
    {
        Description = "fast (the working kernel, default) or reference (its scalar definition).",
        HelpName = "NAME",
    };

    private readonly Option<bool> _float64 = new("--float64") { Description = "The reference in double precision: dense, masked." };
    private readonly Option<int> _threads = ThreadsOption.Create();

    public AttendCommand(Terminal terminal)
        : base(
            "attend",
            """
            Run attention on the tensors of a case file and print the result as JSON: output, edges, maxRowSumError, kernel.

            Example:
              tokenflow attend case.json
              tokenflow attend case.json --float64
            """)
    {
        _terminal = terminal;
        Arguments.Add(_case);
        Options.Add(_kernel);
        Options.Add(_float64);
        Options.Add(_threads);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        bool float64 = parsed.GetValue(_float64);
        CaseKernel kernel = AttentionCaseRunner.Choose(parsed.GetValue(_kernel) ?? (float64 ? "reference" : "fast"), float64);
        AttentionCase subject = AttentionCase.Load(parsed.GetValue(_case)!);
        AttentionCaseResult result = AttentionCaseRunner.Run(subject, kernel, ThreadsOption.Checked(parsed.GetValue(_threads)));

        // A single-precision result has no more digits than a float; printing more would claim what is not known.
        if (kernel == CaseKernel.ReferenceFloat64)
        {
            JsonLine.Write(_terminal.Out, AttendResult<double>.Of(result, value => value), VerbJson.Default.AttendResultDouble);
        }
        else
        {
            JsonLine.Write(_terminal.Out, AttendResult<float>.Of(result, value => (float)value), VerbJson.Default.AttendResultSingle);
        }

        return 0;
    }
}

/// <summary>What a kernel made of a case.</summary>
/// <param name="Output">[rows][columns].</param>
/// <param name="Edges">Query-key pairs of head 0.</param>
/// <param name="MaxRowSumError">How far a row's weights are from adding up to 1, at most.</param>
/// <param name="Kernel">Which kernel ran.</param>
/// <param name="MaxError">How far the output is from what the case expects, at most; null where it does not say.</param>
internal sealed record AttendResult<T>(
    IEnumerable<T[]> Output,
    long Edges,
    double MaxRowSumError,
    string Kernel,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? MaxError)
{
    public static AttendResult<T> Of(AttentionCaseResult result, Func<double, T> number) => new(
        result.Output.Select(number).Chunk(result.Columns), result.Edges, result.MaxRowSumError, result.Kernel, result.MaxError);
}
