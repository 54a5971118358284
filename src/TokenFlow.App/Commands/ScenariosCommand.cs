using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;

namespace TokenFlow.App.Commands;

/// <summary>Lists the scenarios that come with the program.</summary>
internal sealed class ScenariosCommand : Verb
{
    private readonly Terminal _terminal;
    private readonly ScenarioLibrary _library;
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a scenario, a line each." };

    public ScenariosCommand(Terminal terminal, ScenarioLibrary library)
        : base(
            "scenarios",
            """
            List the scenarios that come with the program.

            Example:
              tokenflow scenarios
            """)
    {
        _terminal = terminal;
        _library = library;
        Options.Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        int width = _library.Names.Max(n => n.Length);
        foreach (string name in _library.Names)
        {
            Scenario scenario = _library.Load(name, []);
            if (parsed.GetValue(_json))
            {
                JsonLine.Write(_terminal.Out, new ScenarioResult(name, scenario.Title, scenario.Summary, scenario.Pattern.Label), VerbJson.Default.ScenarioResult);
            }
            else
            {
                _terminal.Out.WriteLine($"{name.PadRight(width)}  {scenario.Summary}");
            }
        }

        return 0;
    }
}

/// <summary>A scenario of the program's.</summary>
internal sealed record ScenarioResult(string Name, string Title, string Summary, string Pattern);
