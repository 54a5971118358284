using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
using TokenFlow.App.Films;
using TokenFlow.Recording.Films;
using TokenFlow.Simulation.Scenarios;

namespace TokenFlow.App.Commands;

/// <summary>Records a film of a scenario.</summary>
internal sealed class RecordCommand : Verb
{
    private readonly Terminal _terminal;
    private readonly ScenarioOptions _scenario;
    private readonly PictureOptions _picture = new();
    private readonly FilmOptions _film = new();
    private readonly Option<string> _out = new("--out", "-o")
    {
        Description = "film.mp4 (needs ffmpeg), or film.webp, film.gif, DIR/%05d.png (need nothing).",
        HelpName = "FILE",
        Required = true,
    };

    public RecordCommand(Terminal terminal, ScenarioLibrary library)
        : base(
            "record",
            """
            Record a film of a scenario. The file appears under its name only when it is whole.

            A saved session plays from the start, with the edits that were made in it.

            Example:
              tokenflow record longformer-512 --out longformer.webp
              tokenflow record bigbird --text notes.txt --set layers=4 --size 1920x1080 --out notes.mp4
            """)
    {
        _terminal = terminal;
        _scenario = new ScenarioOptions(library);
        _scenario.AddTo(this);
        Options.Add(_out);
        _picture.AddTo(this);
        _film.AddTo(this);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string path = parsed.GetValue(_out)!;
        FilmSettings settings = _film.Settings(parsed, _picture.Size(parsed));
        Scenario scenario = _scenario.Load(parsed);
        FilmSummary film = new FilmMaker(_terminal).Make(scenario, path, settings, _picture.Theme(parsed), _film.Threads(parsed), cancellation);
        film.Write(_terminal.Out, _film.Json(parsed));
        return 0;
    }
}
