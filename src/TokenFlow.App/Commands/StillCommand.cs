using System.CommandLine;
using System.Numerics;
using TokenFlow.App.Cli;
using TokenFlow.App.Content;
using TokenFlow.App.Data;
using TokenFlow.App.Films;
using TokenFlow.App.Stills;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Shots;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.App.Commands;

/// <summary>Draws one picture of a scenario.</summary>
internal sealed class StillCommand : Verb
{
    private const double MostSeconds = 86_400;
    private readonly Terminal _terminal;
    private readonly ScenarioOptions _scenario;
    private readonly PictureOptions _picture = new();
    private readonly Option<double?> _at = new("--at") { Description = "The moment, in seconds of the film; its last frame where the film is shorter. A saved session has a moment of its own.", HelpName = "SECONDS" };
    private readonly Option<string> _out = new("--out", "-o") { Description = "picture.png, .svg or .pdf.", HelpName = "FILE", Required = true };
    private readonly Option<string?> _data = new("--data") { Description = "Write every number that the picture shows as well, .csv or .json.", HelpName = "FILE" };
    private readonly Option<int> _threads = ThreadsOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Say what was drawn as one JSON object: path, frame, width, height, bytes, hash." };

    public StillCommand(Terminal terminal, ScenarioLibrary library)
        : base(
            "still",
            """
            Draw one picture of a scenario, at a moment of its film.

            A saved session is drawn where it was left, unless --at says otherwise.

            Example:
              tokenflow still hub-in-two-hops --at 3.2 --out hub.png
              tokenflow still bigbird --at 4 --theme light --size 1920x1080 --out bigbird.pdf
              tokenflow still bottleneck --at 7.8 --out bottleneck.svg --data bottleneck.csv
              tokenflow still saved.json --out saved.png
            """)
    {
        _terminal = terminal;
        _scenario = new ScenarioOptions(library);
        _scenario.AddTo(this);
        Options.Add(_at);
        Options.Add(_out);
        Options.Add(_data);
        _picture.AddTo(this);
        Options.Add(_threads);
        Options.Add(_json);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        using var interruption = new Interruption(cancellation);
        string path = parsed.GetValue(_out)!;
        _ = PictureWriter.FormatOf(path);
        OutputPath.Check(path);
        string? data = parsed.GetValue(_data);
        if (data is not null)
        {
            DataWriter.Check(data);
        }

        double? seconds = parsed.GetValue(_at);
        if (seconds is { } given && !(given >= 0 && given <= MostSeconds))
        {
            throw new FaultException(FaultKind.OutOfRange, $"{given} seconds are out of range", "--at", $"give a number from 0 to {MostSeconds:0}");
        }

        (int width, int height) = _picture.Size(parsed);
        SceneTheme theme = _picture.Theme(parsed);
        Scenario scenario = _scenario.Load(parsed);
        if (seconds is null && scenario.Session is null)
        {
            throw new FaultException(FaultKind.Usage, "the moment is missing", "--at", "give it in seconds, as in --at 3.2; only a saved session has one of its own");
        }

        Sequence sequence = new SequenceBuilder(_terminal.In).Build(scenario);
        FlowOptions options = FlowOptions.Drawn(sequence.Count) with { Threads = ThreadsOption.Checked(parsed.GetValue(_threads)) };
        using var simulation = FlowRun.Open(scenario, sequence, options);
        var script = new FilmScript(scenario);
        (int frame, long simulated) = seconds is { } moment
            ? script.At(moment)
            : (script.FilmFrame(scenario.Session!.Frame), scenario.Session.Frame);
        simulation.Seek(simulated);
        FrameSnapshot snapshot = simulation.Snapshot;
        var drawer = new ShotDrawer();
        using Shot shown = script.ShotAt(frame, snapshot.Retain(), new ShotView(theme.Name) { Track = new CameraTrack(scenario, sequence.Count) });
        using var fonts = new FontBook();
        new PictureWriter(fonts).Write(path, new Vector2(width, height), width, height, canvas =>
        {
            interruption.Token.ThrowIfCancellationRequested();
            if (PictureWriter.FormatOf(path) == PictureFormat.Png)
            {
                drawer.Draw(canvas, shown);
            }
            else
            {
                CommandCaption.Draw(canvas, theme, parsed, snapshot.StateHash, on => drawer.Draw(on, shown));
            }

            interruption.Token.ThrowIfCancellationRequested();
        });
        if (data is not null)
        {
            DataWriter.Write(data, snapshot);
        }

        if (!parsed.GetValue(_json))
        {
            _terminal.Out.WriteLine(FormattableString.Invariant($"{path}: {width} x {height}, frame {frame} of the film, state {snapshot.StateHash:x16}"));
            return 0;
        }

        JsonLine.Write(_terminal.Out, new StillResult(path, frame, width, height, new FileInfo(path).Length, JsonNumbers.Hash(snapshot.StateHash)), VerbJson.Default.StillResult);
        return 0;
    }
}

/// <summary>What was drawn.</summary>
/// <param name="Path">Where to.</param>
/// <param name="Frame">The film's frame that it shows.</param>
/// <param name="Width">In pixels, or points of a vector picture.</param>
/// <param name="Height">The same.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Hash">The state's.</param>
internal sealed record StillResult(string Path, int Frame, int Width, int Height, long Bytes, string Hash);
