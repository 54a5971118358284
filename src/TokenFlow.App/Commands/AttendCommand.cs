using System.CommandLine;
using System.Text.Json;
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
        JsonLine.Write(_terminal.Out, json => Write(json, result, kernel));
        return 0;
    }

    private static void Write(Utf8JsonWriter json, AttentionCaseResult result, CaseKernel kernel)
    {
        json.WriteStartObject();
        json.WriteStartArray("output");
        for (int row = 0; row < result.Rows; row++)
        {
            json.WriteStartArray();
            for (int column = 0; column < result.Columns; column++)
            {
                double value = result.Output[(row * result.Columns) + column];

                // A single-precision result has no more digits than a float; printing more would claim what is not known.
                if (kernel == CaseKernel.ReferenceFloat64)
                {
                    json.WriteNumberValue(value);
                }
                else
                {
                    json.WriteNumberValue((float)value);
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteNumber("edges", result.Edges);
        json.WriteNumber("maxRowSumError", result.MaxRowSumError);
        json.WriteString("kernel", result.Kernel);
        if (result.MaxError is { } error)
        {
            json.WriteNumber("maxError", error);
        }

        json.WriteEndObject();
    }
}
