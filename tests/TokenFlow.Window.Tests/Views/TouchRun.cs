using System.Numerics;
using System.Text;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Run;
using TokenFlow.Ui.Screens.Shell;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Window.Tests.Views;

/// <summary>A run's picture with the parts that touch it, without a window: gestures go in, pictures are drawn on a bitmap.</summary>
internal sealed class TouchRun : IDisposable
{
    private const string Small = """
        {"text": {"inline": "the keeper lit the lamp and the light went over the water to the ships that came home late"},
         "tokenizer": "words", "pattern": {"kind": "longformer", "window": 2, "globals": [9]}, "heads": 2, "headDim": 4,
         "weights": "content", "layers": 3, "framesPerLayer": 8, "tracers": [{"token": 2}]}
        """;

    private readonly FontBook _fonts = new();
    private readonly InputCollector _collector = new();
    private readonly IRunPart[] _parts;
    private RasterPicture? _picture;
    private Vector2 _size;
    private double _seconds;

    public TouchRun(string? json = null, int width = 1280, int height = 720, Func<long>? now = null)
    {
        Scenario scenario = ScenarioReader.Parse("touch.json", Encoding.UTF8.GetBytes(json ?? Small), [], ".");
        var places = new PicturePlaces();
        Session = new FlowSession(scenario);
        Run = new RunContext
        {
            Session = Session,
            Commands = RunCommands.Table(),
            Services = new WindowServices { Session = new SessionServices(), ScenarioNames = () => [], Load = _ => scenario },
            Run = command => SessionCommands.TryRun(Session, command),
        };
        Places = places;
        Touch = new TouchPart(places);
        Inspector = new InspectorPart(places);
        Matrix = new MatrixPart();
        SelfCheck = new SelfCheckPart();
        Times = new TokenFlow.Ui.Hosting.SystemTimes(now ?? (() => 0));
        Overlay = new OverlayPart(Times);
        _parts = [Touch, Inspector, Matrix, SelfCheck, Overlay];
        Resize(width, height);
        Frame();
    }

    public FlowSession Session { get; }

    public RunContext Run { get; }

    public PicturePlaces Places { get; }

    public TouchPart Touch { get; }

    public InspectorPart Inspector { get; }

    public MatrixPart Matrix { get; }

    public SelfCheckPart SelfCheck { get; }

    public TokenFlow.Ui.Hosting.SystemTimes Times { get; }

    public OverlayPart Overlay { get; }

    public ulong Hash => Session.Snapshot.StateHash;

    public static string Long(int tokens) => $$"""
        {"tokens": {{tokens}}, "pattern": {"kind": "longformer", "window": 8, "globals": [0]}, "heads": 1, "headDim": 4,
         "layers": 2, "framesPerLayer": 4, "tracers": [{"token": {{Math.Min(100, tokens / 2)}}}]}
        """;

    public void Resize(int width, int height)
    {
        _size = new Vector2(width, height);
        _collector.Resize(_size);
        _picture?.Dispose();
        _picture = new RasterPicture(_size, width, height, _fonts);
    }

    // A frame as the view has it: input from the topmost down, then the picture.
    public void Frame(Modifiers held = Modifiers.None)
    {
        _collector.Hold(held);
        InputFrame input = _collector.Next(_seconds);
        _seconds += 1;
        Run.IsOverButton = false;
        Run.Dress(_size);
        for (int i = _parts.Length - 1; i >= 0; i--)
        {
            _parts[i].Update(Run, ref input);
        }

        Run.Dress(_size);
        _picture!.Draw(canvas =>
        {
            canvas.Clear(Run.Theme.Background);
            Run.DrawPicture(canvas);
            foreach (IRunPart part in _parts)
            {
                part.Draw(Run, canvas);
            }
        });
    }

    public void Move(Vector2 to, Modifiers held = Modifiers.None)
    {
        _collector.MoveTo(to);
        Frame(held);
    }

    public void Click(Vector2 at, Modifiers held = Modifiers.None, MouseButton button = MouseButton.Left)
    {
        _collector.MoveTo(at);
        _collector.ButtonDown(button);
        Frame(held);
        _collector.ButtonUp(button);
        Frame(held);
    }

    public void DoubleClick(Vector2 at)
    {
        _seconds -= 1.5;
        Click(at);
        _seconds -= 1.9;
        Click(at);
    }

    public void Drag(Vector2 from, Vector2 to)
    {
        _collector.MoveTo(from);
        _collector.ButtonDown(MouseButton.Left);
        Frame();
        for (int i = 1; i <= 4; i++)
        {
            Move(Vector2.Lerp(from, to, i / 4f));
        }

        _collector.ButtonUp(MouseButton.Left);
        Frame();
    }

    public void Wheel(Vector2 at, float notches)
    {
        _collector.MoveTo(at);
        _collector.Scroll(new Vector2(0, notches));
        Frame();
    }

    public Vector2 PointOf(ScriptTargetKind kind, int token, int key = 0) =>
        Touch.PointOf(Run, new ScriptTarget(kind, token, key)) ?? throw new InvalidOperationException($"{kind} {token} {key} is not to be seen");

    public byte[] Pixels() => _picture!.Pixels.ToArray();

    public void Dispose()
    {
        Session.Dispose();
        _picture?.Dispose();
        _fonts.Dispose();
    }
}
