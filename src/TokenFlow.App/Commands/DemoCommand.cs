using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
using TokenFlow.App.Films;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;

namespace TokenFlow.App.Commands;

/// <summary>Makes the film that shows what TokenFlow is, on any machine.</summary>
internal sealed class DemoCommand : FilmVerb
{
    private const string Default = "hub-in-two-hops";
    private readonly Terminal _terminal;
    private readonly ScenarioOptions _scenario;
    private readonly PictureOptions _picture = new();
    private readonly Option<string?> _out = new("--out", "-o")
    {
        Description = "Where to; demo.mp4 here where ffmpeg is present, else demo.webp.",
        HelpName = "FILE",
    };

    public DemoCommand(Terminal terminal, ScenarioLibrary library)
        : base(
            "demo",
            """
            Make the demo film: a real text whose information spreads through a global hub. Needs neither display, fonts nor ffmpeg.

            Example:
              tokenflow demo
              tokenflow demo three-hubs --out hubs.gif
            """)
    {
        _terminal = terminal;
        _scenario = new ScenarioOptions(library);
        _scenario.AddTo(this, Default);
        Options.Add(_out);
        _picture.AddTo(this);
        Film.AddTo(this);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string path = parsed.GetValue(_out) ?? (FfmpegProgram.Find() is null ? "demo.webp" : "demo.mp4");
        FilmOrder order = Film.Order(parsed, path, _picture);
        Scenario scenario = Film.WithCards(parsed, _scenario.Load(parsed));
        FilmSummary film = new FilmMaker(_terminal).Make(scenario, order, cancellation);
        Say(parsed, _terminal.Out, film);
        if (path.EndsWith(".webp", StringComparison.OrdinalIgnoreCase))
        {
            _terminal.Error.WriteLine("open it in any browser; with ffmpeg installed the demo is an mp4");
        }

        return 0;
    }
}
