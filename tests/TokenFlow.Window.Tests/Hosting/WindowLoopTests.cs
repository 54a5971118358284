using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Hosting;
using TokenFlow.Ui.Input;

namespace TokenFlow.Window.Tests.Hosting;

public sealed class WindowLoopTests
{
    [Test]
    public void With_a_limit_of_frames_every_picture_is_one_tick()
    {
        var host = new StillHost();
        var app = new CountingApp();
        long drawn = new WindowLoop(host, app, new LoopSettings { Frames = 17, WritePicture = (_, _) => { } }).Run(default);
        Assert.That((drawn, app.Ticks, app.Drawn), Is.EqualTo((17L, 17, 17)));
    }

    [Test]
    public void Writes_the_last_picture()
    {
        var written = new List<(string, int)>();
        var app = new CountingApp();
        new WindowLoop(new StillHost(), app, new LoopSettings { Frames = 3, Screenshot = "a.png", WritePicture = (path, _) => written.Add((path, app.Drawn)) }).Run(default);
        Assert.That(written, Is.EqualTo(new[] { ("a.png", 3) }));
    }

    [Test]
    public void A_window_put_away_goes_on_without_drawing()
    {
        var host = new StillHost { IsMinimised = true, SecondsAStep = 0.1 };
        var app = new CountingApp { CloseAfterTicks = 9 };
        new WindowLoop(host, app, new LoopSettings { WritePicture = (_, _) => { } }).Run(default);
        Assert.That((app.Drawn, app.Ticks), Is.EqualTo((0, 9)));
    }

    [Test]
    public void The_time_that_a_window_is_put_away_is_no_pictures_time()
    {
        long now = 0;
        var host = new StillHost { SecondsAStep = 0.01 };
        var app = new CountingApp { CloseAfterTicks = 100 };
        // Put away from the third step to the twentieth, an hour each; else a picture takes a millisecond.
        host.OnEnd = () => now += System.Diagnostics.Stopwatch.Frequency / 1000;
        host.OnRest = () => now += 3600 * System.Diagnostics.Stopwatch.Frequency;
        host.IsAway = step => step is > 3 and < 20;
        var loop = new WindowLoop(host, app, new LoopSettings { WritePicture = (_, _) => { } }, () => now);
        loop.Run(default);

        Assert.That(app.Drawn, Is.GreaterThan(20));
        Assert.That(loop.Times.Frame, Is.EqualTo(1).Within(0.01));
    }

    [Test]
    public void The_screen_is_not_filled_twice_by_one_key()
    {
        var host = new StillHost { SecondsAStep = 0.1 };
        var app = new CountingApp { CloseAfterTicks = 60, WantsFull = true };
        new WindowLoop(host, app, new LoopSettings { WritePicture = (_, _) => { } }).Run(default);
        Assert.That(host.Filled, Is.InRange(2, 5), "in two seconds of asking all the time");
    }

    [Test]
    public void Ends_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var app = new CountingApp { OnDraw = cancellation.Cancel };
        Assert.That(new WindowLoop(new StillHost(), app, new LoopSettings { WritePicture = (_, _) => { } }).Run(cancellation.Token), Is.EqualTo(1));
    }

    private sealed class CountingApp : IWindowApp
    {
        public int Ticks { get; private set; }

        public int Drawn { get; private set; }

        public int CloseAfterTicks { get; init; } = int.MaxValue;

        public Action OnDraw { get; init; } = () => { };

        public string Title => "";

        public int TicksPerSecond => 30;

        public bool IsClosing => Ticks >= CloseAfterTicks;

        public bool IsOverButton => false;

        public void Update(in InputFrame input, int ticks) => Ticks += ticks;

        public void Draw(ICanvas canvas)
        {
            Drawn++;
            OnDraw();
        }

        public bool WantsFull { get; init; }

        public bool TakeFullScreenRequest() => WantsFull;

        public Vector2? PointOf(ScriptTarget target) => null;
    }

    private sealed class StillHost : IWindowHost
    {
        private double _seconds;
        private int _steps;

        public double SecondsAStep { get; init; }

        public Vector2 Size { get; private set; } = new(64, 64);

        public float PixelsPerPoint => 1;

        public bool WantsToClose => false;

        public bool IsMinimised { get; init; }

        bool IWindowHost.IsMinimised => IsMinimised || (IsAway?.Invoke(_steps) ?? false);

        public Func<int, bool>? IsAway { get; set; }

        public Action? OnRest { get; set; }

        public Action? OnEnd { get; set; }

        public int Filled { get; private set; }

        public double Seconds
        {
            get
            {
                _steps++;
                return _seconds += SecondsAStep;
            }
        }

        public TokenFlow.Ui.Hosting.DrawCount LastDrawn => default;

        public float CurveTolerance { get; set; }

        public void Gather(InputCollector collector)
        {
        }

        public ICanvas BeginPicture() => null!;

        public void EndPicture() => OnEnd?.Invoke();

        public void Rest() => OnRest?.Invoke();

        public Pixels ReadPixels() => new(1, 1, new byte[4]);

        public void Resize(Vector2 size) => Size = size;

        public void SetTitle(string title)
        {
        }

        public void ToggleFullScreen() => Filled++;

        public void ShowHand(bool isHand)
        {
        }

        public void Dispose()
        {
        }
    }
}
