using System.Globalization;
using System.Numerics;
using TokenFlow.App.Cli;
using TokenFlow.App.Films;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Cards;
using TokenFlow.Scene.Shots;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.App.Gallery;

/// <summary>Makes the gallery's files: a contact sheet, a loop a scenario, the README's pictures.</summary>
internal sealed class GalleryMaker : IDisposable
{
    /// <summary>Frames a second of the loops.</summary>
    public const int LoopRate = 15;

    // Six seconds of run and one of rest: what is longer goes faster.
    private const int MostLoopFrames = 6 * LoopRate;
    private const int RestFrames = LoopRate;

    // Where in its run a scenario is looked at for the sheet: when it has come to something, and is still on its way.
    private const double Moment = 0.62;

    private readonly Terminal _terminal;
    private readonly ScenarioLibrary _library;
    private readonly FontBook _fonts = new();
    private readonly int _threads;
    private readonly CancellationToken _cancellation;

    public GalleryMaker(Terminal terminal, ScenarioLibrary library, int threads, CancellationToken cancellation)
    {
        _terminal = terminal;
        _library = library;
        _threads = threads;
        _cancellation = cancellation;
    }

    /// <summary>Draws the contact sheet.</summary>
    public void Sheet(string path, IReadOnlyList<string> names, SceneTheme theme)
    {
        var shown = new List<ShownScenario>();
        try
        {
            foreach (string name in names)
            {
                shown.Add(Look(name));
            }

            var sheet = new ContactSheet(theme, shown);
            Vector2 size = sheet.Size;
            new PictureWriter(_fonts).Write(path, size, (int)size.X, (int)size.Y, canvas =>
            {
                _cancellation.ThrowIfCancellationRequested();
                sheet.Draw(canvas);
            });
        }
        finally
        {
            shown.ForEach(s => s.Dispose());
        }
    }

    /// <summary>Records a scenario's loop.</summary>
    /// <returns>Its frames.</returns>
    public int Loop(string path, string name, int width, int height, SceneTheme theme)
    {
        var settings = new FilmSettings { Width = width, Height = height, FramesPerSecond = LoopRate };
        Scenario scenario = _library.Load(name, []).AtFrameRate(LoopRate);
        using FlowSimulation simulation = Run(scenario);
        long end = simulation.Clock.EndFrame;
        int moving = (int)Math.Min(end, MostLoopFrames);
        using IFrameSink sink = FilmPath.OpenSink(path, settings);
        var view = new ShotView(theme.Name);
        int frames = moving + RestFrames;
        new FilmRecorder(_fonts).Record(
            settings,
            new Vector2(width, height),
            frames,
            Frames(),
            () => new ShotDrawer().Draw,
            sink,
            _threads,
            progress: null,
            _cancellation);
        return frames;

        IEnumerable<Shot> Frames()
        {
            for (int k = 0; k < frames; k++)
            {
                long frame = Math.Min(end, end * k / moving);
                if (simulation.Frame != frame)
                {
                    simulation.Seek(frame);
                }

                yield return new Shot(simulation.Snapshot.Retain(), view);
            }
        }
    }

    /// <summary>Draws a picture of the README.</summary>
    public void Picture(string path, ListedPicture picture)
    {
        Scenario scenario = _library.Load(picture.Scenario, []);
        using FlowSimulation simulation = Run(scenario);
        var script = new FilmScript(scenario);
        (int frame, long simulated) = script.At(picture.Seconds);
        simulation.Seek(simulated);
        using Shot shot = script.ShotAt(frame, simulation.Snapshot.Retain(), new ShotView(picture.Theme));
        new PictureWriter(_fonts).Write(path, new Vector2(picture.Width, picture.Height), picture.Width, picture.Height, canvas =>
        {
            _cancellation.ThrowIfCancellationRequested();
            new ShotDrawer().Draw(canvas, shot);
        });
    }

    /// <inheritdoc />
    public void Dispose() => _fonts.Dispose();

    private ShownScenario Look(string name)
    {
        _cancellation.ThrowIfCancellationRequested();
        Scenario scenario = _library.Load(name, []);
        using FlowSimulation simulation = Run(scenario);
        simulation.Seek((long)(simulation.Clock.EndFrame * Moment));
        FrameSnapshot snapshot = simulation.Snapshot.Retain();
        string facts = string.Create(CultureInfo.InvariantCulture, $"{snapshot.Tokens.Length:N0} tokens  {snapshot.PatternLabel}");
        return new ShownScenario(name, new ScenarioWords(scenario.Title, scenario.Summary, facts), snapshot);
    }

    private FlowSimulation Run(Scenario scenario)
    {
        Sequence sequence = new SequenceBuilder(_terminal.In).Build(scenario);
        return FlowRun.Open(scenario, sequence, FlowOptions.Drawn(sequence.Count) with { Threads = _threads });
    }
}

/// <summary>A scenario at the moment that stands for it.</summary>
internal sealed record ShownScenario(string Name, ScenarioWords Words, FrameSnapshot Snapshot) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Snapshot.Dispose();
}
