using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.App.Films;
using TokenFlow.App.Lessons;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Studies.Evidence;
using TokenFlow.Studies.Lessons;
using TokenFlow.Studies.Recall;

namespace TokenFlow.App.Commands;

/// <summary>Tells a lesson stop by stop; without one, lists them.</summary>
internal sealed class LessonCommand : Verb
{
    private readonly Terminal _terminal;
    private readonly LessonLibrary _library;
    private readonly PictureOptions _pictures = new();
    private readonly Argument<string> _lesson = new("LESSON") { Description = "A lesson's name, or the path of a lesson file. Without, the list.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _all = new("--all") { Description = "Do not wait at stops. From a pipe it never does." };
    private readonly Option<string?> _picture = new("--picture") { Description = "Write a picture a stop, LESSON-1.png and so on, into this folder.", HelpName = "DIR" };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a line: a stop each (stop, layer, frame, text, figures, pass, hash), or a lesson each (name, title, summary, scenario, stops)." };
    private readonly Option<int> _threads = ThreadsOption.Create();

    public LessonCommand(Terminal terminal, ScenarioLibrary scenarios)
        : base(
            "lesson",
            """
            Take a lesson: a run that stops where there is something to see, and says what. Without a name, list the lessons.

            Every figure in a lesson's text is measured in the run at that stop, and held to what the lesson expects; where one
            is otherwise, the verb fails with exit code 10. Enter goes on to the next stop. In the window a lesson is taken with
            'tokenflow run --lesson NAME', and 'tokenflow record --lesson NAME' makes a film of it.

            Example:
              tokenflow lesson
              tokenflow lesson one-hub
              tokenflow lesson longformer --all --picture stops
              tokenflow lesson cost --json
            """)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        _terminal = terminal;
        _library = new LessonLibrary(ContentFolder.Find, scenarios);
        Arguments.Add(_lesson);
        Options.Add(_all);
        Options.Add(_picture);
        Options.Add(_json);
        _pictures.AddTo(this);
        Options.Add(_threads);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(_lesson) is not { } name)
        {
            List(parsed.GetValue(_json));
            return 0;
        }

        Lesson lesson = _library.Load(name);
        Scenario scenario = _library.ScenarioOf(lesson);
        using var run = new LessonRun(lesson, scenario, _library.BesideOf(lesson));
        Sequence sequence = new SequenceBuilder(_terminal.In).Build(scenario);
        string? folder = parsed.GetValue(_picture);
        if (folder is not null)
        {
            OutputPath.MakeFolder(folder);
        }

        FlowOptions options = (folder is null ? FlowOptions.Undrawn : FlowOptions.Drawn(sequence.Count)) with { Threads = ThreadsOption.Checked(parsed.GetValue(_threads)) };
        using var simulation = FlowRun.Open(scenario, sequence, options);
        using LessonStills? stills = folder is null ? null : new LessonStills(lesson, folder, _pictures.Theme(parsed), _pictures.Size(parsed));
        Tell(run, simulation, stills, parsed.GetValue(_json), parsed.GetValue(_all), cancellation);
        return 0;
    }

    private void Tell(LessonRun run, FlowSimulation simulation, LessonStills? stills, bool isJson, bool isAll, CancellationToken cancellation)
    {
        var page = new Page(_terminal);
        var talk = new LessonTalk(page);
        if (!isJson)
        {
            talk.Begin(run.Lesson);
        }

        (LessonMoment Moment, Figure Figure)? wrong = null;
        int of = run.Lesson.Stops.Count;
        foreach (LessonMoment moment in run.Play(simulation))
        {
            cancellation.ThrowIfCancellationRequested();
            if (isJson)
            {
                JsonLine.Write(_terminal.Out, LessonStopResult.Of(moment, simulation.Snapshot), VerbJson.Default.LessonStopResult);
            }
            else
            {
                talk.Stop(moment, of, simulation.Snapshot);
            }

            if (stills?.Write(moment, simulation.Snapshot) is { } path && !isJson)
            {
                page.Line(path, "dim", "   picture  ");
            }

            if (wrong is null && moment.Figures.FirstOrDefault(f => !f.Holds) is { } figure)
            {
                wrong = (moment, figure);
            }

            if (!isJson && !isAll && moment.Number < of && !GoesOn(page))
            {
                break;
            }
        }

        if (wrong is { } w)
        {
            throw new FaultException(
                FaultKind.CheckFailed,
                $"a claim is not borne out: {w.Figure.Name} is {w.Figure.Text}, should be {w.Figure.Expected}",
                $"lesson {run.Lesson.Name}, stop {w.Moment.Number}",
                "mend the lesson, or report this if it is one of the program's");
        }
    }

    private bool GoesOn(Page page)
    {
        if (_terminal.ReadKey is not { } read)
        {
            return true;
        }

        page.Line();
        page.Prompt("Enter goes on (Esc ends): ");
        ConsoleKeyInfo key = read();
        page.Line();
        return key.Key is not (ConsoleKey.Escape or ConsoleKey.Q);
    }

    private void List(bool isJson)
    {
        IReadOnlyList<Lesson> all = _library.All();
        int width = all.Max(l => l.Name.Length);
        foreach (Lesson lesson in all)
        {
            if (isJson)
            {
                JsonLine.Write(_terminal.Out, LessonResult.Of(lesson), VerbJson.Default.LessonResult);
            }
            else
            {
                _terminal.Out.WriteLine($"{lesson.Name.PadRight(width)}  {lesson.Summary}");
            }
        }
    }
}
