using System.Numerics;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Hosting;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Learning;
using TokenFlow.Ui.Screens.Run;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Ui.Screens;

/// <summary>What runs in the window: one view at a time, and the way from one to the next.</summary>
public sealed class WindowApp : IWindowApp, IDisposable
{
    private readonly WindowServices _services;
    private readonly Func<string, IView> _gallery;
    private readonly Func<Scenario, string, IView> _race;
    private readonly Stack<IView> _before = [];
    private IView _view;
    private bool _wantsFullScreen;

    /// <param name="first">What shows first.</param>
    /// <param name="services">What the window has from outside.</param>
    /// <param name="gallery">Makes the gallery, in a theme.</param>
    /// <param name="race">Makes a race on a scenario's text, in a theme.</param>
    public WindowApp(IView first, WindowServices services, Func<string, IView> gallery, Func<Scenario, string, IView> race)
    {
        _view = first;
        _services = services;
        _gallery = gallery;
        _race = race;
    }

    /// <summary>The view that shows.</summary>
    public IView View => _view;

    /// <inheritdoc/>
    public string Title => _view.Title;

    /// <inheritdoc/>
    public int TicksPerSecond => _view.TicksPerSecond;

    /// <inheritdoc/>
    public bool IsClosing { get; private set; }

    /// <inheritdoc/>
    public bool IsOverButton => _view.IsOverButton;

    /// <inheritdoc/>
    public void Update(in InputFrame input, int ticks)
    {
        _view.Update(input, ticks);
        switch (_view.TakeRequest())
        {
            case ViewRequest.ShowGallery:
                Show(() => _gallery(_view.Theme));
                break;
            case ViewRequest.RunScenario run:
                Show(() =>
                {
                    Scenario scenario = _services.Load(run.Name);
                    return new RunView(scenario, _services, scenario.Session is null ? _view.Theme : null);
                });
                break;
            case ViewRequest.StartRace race:
                Show(() => _race(race.Scenario, _view.Theme));
                break;
            case ViewRequest.ShowLessons:
                Show(() => new LessonsView(_services, _view.Theme));
                break;
            case ViewRequest.StartLesson lesson:
                Show(() => new RunView(_services.LoadLesson(lesson.Lesson), _services, _view.Theme, lesson.Lesson));
                break;
            case ViewRequest.ShowQuiz:
                Show(() => new QuizView(_services, _view.Theme));
                break;
            case ViewRequest.GoBack when _before.Count > 0:
                _view.Dispose();
                _view = _before.Pop();
                break;
            case ViewRequest.FullScreen:
                _wantsFullScreen = !_wantsFullScreen;
                break;
            case ViewRequest.Quit:
                IsClosing = true;
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas) => _view.Draw(canvas);

    /// <inheritdoc/>
    public bool TakeFullScreenRequest()
    {
        bool wants = _wantsFullScreen;
        _wantsFullScreen = false;
        return wants;
    }

    /// <inheritdoc/>
    public Vector2? PointOf(ScriptTarget target) => _view.PointOf(target);

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        while (_before.TryPop(out IView? view))
            view.Dispose();
    }

    // A few views back are kept, so that looking at another scenario loses nothing of this one.
    private void Show(Func<IView> make)
    {
        const int Most = 4;
        IView view;
        try
        {
            view = make();
        }
        catch (FaultException e)
        {
            _view.Tell(e.Message);
            return;
        }

        _before.Push(_view);
        _view = view;
        if (_before.Count <= Most)
            return;
        IView[] kept = [.. _before];
        kept[^1].Dispose();
        _before.Clear();
        for (int i = kept.Length - 2; i >= 0; i--)
            _before.Push(kept[i]);
    }
}
