using System.Numerics;
using System.Text;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Window.Tests.Views;

/// <summary>A view and the hand of one who uses it: every call is one picture and one tick.</summary>
internal sealed class ViewHand(IView view, Vector2 size) : IDisposable
{
    private static readonly string[] Kinds = ["\"kind\": \"local\", \"window\": 2", "\"kind\": \"longformer\", \"window\": 2, \"globals\": [9]", "\"kind\": \"full\""];

    private readonly InputCollector _collector = new();
    private Vector2 _size = size;
    private int _pictures;

    public IView View => view;

    /// <summary>Services of a gallery of so many small scenarios, s0 and so on; the one called "broken" cannot be read.</summary>
    public static WindowServices Services(int scenarios, bool isStepped = true, string? broken = null) => new()
    {
        Session = new SessionServices { Flow = _ => new FlowOptions(1, 40) },
        ScenarioNames = () => [.. Enumerable.Range(0, scenarios).Select(i => $"s{i}"), .. broken is null ? (string[])[] : [broken]],
        Load = name => name == broken ? throw new FaultException(FaultKind.DocumentInvalid, "cannot be read", name, "mend it") : Small(name, int.Parse(name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)),
        IsStepped = isStepped,
    };

    public static Scenario Small(string name, int number, string extra = "") => ScenarioReader.Parse(
        name,
        Encoding.UTF8.GetBytes($$"""
            {"name": "{{name}}", "title": "Scenario {{number}}", "summary": "What scenario {{number}} shows, in a sentence that needs more than one line of its card to be told.",
             "text": {"inline": "the keeper lit the lamp and the light went over the water to the ships that came home late{{extra}}"},
             "tokenizer": "words", "pattern": { {{Kinds[number % 3]}} }, "headDim": 4, "layers": 4, "framesPerLayer": 6, "tracers": [{"token": 3, "name": "dye"}]}
            """),
        [],
        ".");

    public void Resize(Vector2 to)
    {
        _size = to;
        Wait();
    }

    public void Wait(int pictures = 1)
    {
        for (int i = 0; i < pictures; i++)
        {
            _collector.Resize(_size);
            view.Update(_collector.Next(_pictures++ / 30.0), 1);
        }
    }

    public void Press(params ReadOnlySpan<string> chords)
    {
        foreach (string text in chords)
        {
            Assert.That(KeyChord.TryParse(text, out KeyChord chord), Is.True, text);
            _collector.Press(chord);
            Wait();
        }
    }

    public void MoveTo(Vector2 to)
    {
        _collector.MoveTo(to);
        Wait();
    }

    public void Click(Vector2 at)
    {
        MoveTo(at);
        _collector.ButtonDown(MouseButton.Left);
        Wait();
        _collector.ButtonUp(MouseButton.Left);
        Wait();
    }

    public void Drag(Vector2 from, Vector2 to)
    {
        MoveTo(from);
        _collector.ButtonDown(MouseButton.Left);
        Wait();
        MoveTo(to);
        _collector.ButtonUp(MouseButton.Left);
        Wait();
    }

    public void Scroll(float notches)
    {
        _collector.Scroll(new Vector2(0, notches));
        Wait(20);
    }

    /// <summary>The picture's pixels as Skia draws it; kept as a PNG where TOKENFLOW_LOOK names a folder.</summary>
    public byte[] Draw(string name = "")
    {
        using var fonts = new FontBook();
        using var picture = new RasterPicture(_size, Math.Max((int)_size.X, 1), Math.Max((int)_size.Y, 1), fonts);
        picture.Draw(view.Draw);
        if (name.Length > 0 && Environment.GetEnvironmentVariable("TOKENFLOW_LOOK") is { } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, name + ".png"), picture.EncodePng());
        }

        return picture.Pixels.ToArray();
    }

    public void Dispose() => view.Dispose();
}
