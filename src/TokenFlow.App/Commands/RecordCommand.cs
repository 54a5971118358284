using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
using TokenFlow.App.Films;
using TokenFlow.App.Lessons;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Library;
using TokenFlow.Studies.Lessons;

namespace TokenFlow.App.Commands;

/// <summary>Records a film of a scenario.</summary>
internal sealed class RecordCommand : FilmVerb
{
    private readonly Terminal _terminal;
    private readonly ScenarioOptions _scenario;
    private readonly PictureOptions _picture = new();
    private readonly Option<string> _out = new("--out", "-o")
    {
        Description = "film.mp4 (needs ffmpeg), or film.webp, film.gif, DIR/%05d.png (need nothing).",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _lesson = new("--lesson") { Description = "Film a lesson in place of a scenario: it holds at every stop as long as one reads.", HelpName = "NAME" };
    private readonly LessonLibrary _lessons;
    private readonly Option<string?> _replay = new("--replay") { Description = "Write a replay as well: every frame's state, for 'tokenflow replay'.", HelpName = "FILE.replay" };

    public RecordCommand(Terminal terminal, ScenarioLibrary library)
        : base(
            "record",
            """
            Record a film of a scenario. The file appears under its name only when it is whole.

            Whatever ends a recording, the frames so far stay beside it (film.part.mp4 for film.mp4), as a film that plays;
            the same command with --resume goes on.

            A saved session plays from the start, with the edits that were made in it.

            Example:
              tokenflow record longformer-512 --out longformer.webp
              tokenflow record bigbird --text notes.txt --set layers=4 --size 1920x1080 --out notes.mp4
              tokenflow record bigbird --out bigbird.mp4 --resume
              tokenflow record --lesson one-hub --out one-hub.mp4
            """)
    {
        _terminal = terminal;
        _scenario = new ScenarioOptions(library);
        _lessons = new LessonLibrary(ContentFolder.Find, library);
        _scenario.AddOptionalTo(this, "A scenario's name (see 'tokenflow scenarios'), or the path of a scenario file or saved session. None with --lesson.");
        Options.Add(_out);
        Options.Add(_lesson);
        Options.Add(_replay);
        _picture.AddTo(this);
        Film.AddTo(this);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string path = parsed.GetValue(_out)!;
        FilmOrder order = Film.Order(parsed, path, _picture) with { Replay = parsed.GetValue(_replay) };
        FilmSummary film = LessonOf(parsed, order) is { } lesson
            ? new LessonFilmMaker(_terminal, _lessons).Make(lesson, order, cancellation)
            : new FilmMaker(_terminal).Make(Film.WithCards(parsed, _scenario.Load(parsed)), order, cancellation);
        Say(parsed, _terminal.Out, film);
        return 0;
    }

    // A lesson brings its scenario along; without one there has to be a scenario.
    private Lesson? LessonOf(ParseResult parsed, FilmOrder order)
    {
        bool isNamed = _scenario.IsNamed(parsed);
        if (parsed.GetValue(_lesson) is not { } name)
        {
            return isNamed ? null : throw new FaultException(FaultKind.Usage, "there is nothing to film", remedy: "name a scenario, as in 'tokenflow record bigbird --out bigbird.webp', or a lesson with --lesson");
        }

        return isNamed ? throw new FaultException(FaultKind.Usage, "there is a scenario besides", "--lesson", "leave the scenario out; a lesson brings its own")
            : order.Replay is not null ? throw new FaultException(FaultKind.Usage, "a lesson's film has no replay", "--replay", "leave it out")
            : _lessons.Load(name);
    }
}
