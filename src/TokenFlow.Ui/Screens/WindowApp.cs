using System.Numerics;
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
    private readonly ScreenStack _screens;
    private bool _wantsFullScreen;

    /// <param name="first">What shows first.</param>
    /// <param name="services">What the window has from outside.</param>
    /// <param name="gallery">Makes the gallery, in a theme.</param>
    /// <param name="race">Makes a race on a scenario's text, in a theme.</param>
    public WindowApp(IView first, WindowServices services, Func<string, IView> gallery, Func<Scenario, string, IView> race)
    {
        _screens = new ScreenStack(first);
        _services = services;
        _gallery = gallery;
        _race = race;
    }

    /// <summary>The view that shows.</summary>
    public IView View => _screens.Top;

    /// <inheritdoc/>
    public string Title => View.Title;

    /// <inheritdoc/>
    public int TicksPerSecond => View.TicksPerSecond;

    /// <inheritdoc/>
    public bool IsClosing { get; private set; }

    /// <inheritdoc/>
    public bool IsOverButton => View.IsOverButton;

    /// <inheritdoc/>
    public void Update(in InputFrame input, int ticks)
    {
        View.Update(input, ticks);
        switch (View.TakeRequest())
        {
            case null:
                break;
            case ViewRequest.GoBack:
                _screens.Pop();
                break;
            case ViewRequest.FullScreen:
                _wantsFullScreen = !_wantsFullScreen;
                break;
            case ViewRequest.Quit:
                IsClosing = true;
                break;
            case { } request:
                _screens.Push(() => Made(request, View.Theme));
                break;
        }
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas) => View.Draw(canvas);

    /// <inheritdoc/>
    public bool TakeFullScreenRequest()
    {
        bool wants = _wantsFullScreen;
        _wantsFullScreen = false;
        return wants;
    }

    /// <inheritdoc/>
    public Vector2? PointOf(ScriptTarget target) => View.PointOf(target);

    /// <inheritdoc/>
    public void Dispose() => _screens.Dispose();

    // The view that is asked for, in the theme of the one that asks.
    private IView Made(ViewRequest request, string theme) => request switch
    {
        ViewRequest.ShowGallery => _gallery(theme),
        ViewRequest.RunScenario run => Run(_services.Load(run.Name), theme),
        ViewRequest.StartRace race => _race(race.Scenario, theme),
        ViewRequest.ShowLessons => new LessonsView(_services, theme),
        ViewRequest.StartLesson lesson => new RunView(_services.LoadLesson(lesson.Lesson), _services, theme, lesson.Lesson),
        ViewRequest.ShowQuiz => new QuizView(_services, theme),
        _ => throw new ArgumentOutOfRangeException(nameof(request)),
    };

    private RunView Run(Scenario scenario, string theme) => new(scenario, _services, scenario.Session is null ? theme : null);
}
