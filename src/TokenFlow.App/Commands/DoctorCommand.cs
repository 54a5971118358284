using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.App.Doctor;
using TokenFlow.Scenarios.Library;

namespace TokenFlow.App.Commands;

/// <summary>Says what this machine has and lacks, and what works without.</summary>
internal sealed class DoctorCommand : Verb
{
    private readonly Terminal _terminal;
    private readonly ScenarioLibrary _library;
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a finding, a line each." };

    public DoctorCommand(Terminal terminal, ScenarioLibrary library)
        : base(
            "doctor",
            """
            Say what this machine has and lacks for TokenFlow, and what works without.

            Example:
              tokenflow doctor
            """)
    {
        _terminal = terminal;
        _library = library;
        Options.Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        foreach (Finding finding in new Examination(_library).Findings())
        {
            if (parsed.GetValue(_json))
            {
                JsonLine.Write(_terminal.Out, finding, VerbJson.Default.Finding);
            }
            else
            {
                string remedy = finding.Remedy.Length > 0 ? $"; {finding.Remedy}" : "";
                _terminal.Out.WriteLine($"{(finding.Ok ? "ok  " : "--  ")}{finding.Subject,-12}{finding.Found}{remedy}");
            }
        }

        return 0;
    }
}
