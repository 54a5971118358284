using System.Numerics;
using System.Text;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Run;
using TokenFlow.Ui.Screens.Shell;
using MouseButton = TokenFlow.Ui.Input.MouseButton;

namespace TokenFlow.Window.Tests.Views;

/// <summary>A run's window without a window: keys and mouse go in through the collector, pictures onto a canvas that shows nothing.</summary>
internal sealed class RunStage : IDisposable
{
    private const string Json = """
        {"text": {"inline": "the keeper lit the lamp and the light went over the water to the ships that came home late"},
         "tokenizer": "words", "pattern": {"kind": "longformer", "window": 2, "globals": [9]}, "heads": 9, "headDim": 4,
         "weights": "content", "layers": 3, "framesPerLayer": 8}
        """;

    private readonly InputCollector _collector = new();
    private double _seconds;

    public RunStage(float width = 1280, float height = 720, string json = Json)
    {
        Size = new Vector2(width, height);
        View = new RunView(ScenarioReader.Parse("test.json", Encoding.UTF8.GetBytes(json), [], "."), new WindowServices
        {
            Session = new SessionServices { Flow = _ => new FlowOptions(1, 32), Recorder = Recorder, Files = Files },
            ScenarioNames = () => [],
            Load = _ => throw new NotSupportedException(),
        });
        Next(0);
    }

    public RunView View { get; }

    public FlowSession Session => View.Session;

    public SpyRecorder Recorder { get; } = new();

    public SpyFiles Files { get; } = new();

    public SilentCanvas Canvas { get; } = new();

    public Vector2 Size { get; set; }

    public T Part<T>() => View.Parts.OfType<T>().Single();

    /// <summary>A frame: update, then draw.</summary>
    public void Next(int ticks = 1)
    {
        _collector.Resize(Size);
        View.Update(_collector.Next(_seconds), ticks);
        _collector.Hold(Modifiers.None);
        _seconds += 1 / 30.0;
        Draw();
    }

    public void Draw()
    {
        Canvas.Begin(Size);
        View.Draw(Canvas);
        Assert.That(Canvas.OpenClips, Is.Zero, "clips left open");
    }

    public void Press(string chord)
    {
        Assert.That(KeyChord.TryParse(chord, out KeyChord read), Is.True, chord);
        Press(read);
    }

    public void Press(KeyChord chord)
    {
        _collector.Hold(chord.With);
        _collector.Press(chord);
        Next(0);
    }

    public void Type(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            _collector.Type(rune.Value);
        }

        Next(0);
    }

    public void Paste(string text)
    {
        _collector.Hold(Modifiers.Ctrl);
        _collector.Press(InputCollector.PasteChord);
        _collector.Paste(text);
        Next(0);
    }

    public void MoveTo(Vector2 at)
    {
        _collector.MoveTo(at);
        Next(0);
    }

    public void Wheel(float notches)
    {
        _collector.Scroll(new Vector2(0, notches));
        Next(0);
    }

    public void Click(Vector2 at, bool isFresh = true)
    {
        // So much later that it is no double click.
        if (isFresh)
        {
            _seconds += 1;
        }

        Down(at);
        Up();
    }

    public void Down(Vector2 at)
    {
        _collector.MoveTo(at);
        _collector.ButtonDown(MouseButton.Left);
        Next(0);
    }

    public void Up()
    {
        _collector.ButtonUp(MouseButton.Left);
        Next(0);
    }

    public void Dispose() => View.Dispose();
}
