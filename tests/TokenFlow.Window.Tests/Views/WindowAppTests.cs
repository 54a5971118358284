using System.Numerics;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens;
using TokenFlow.Ui.Screens.Gallery;
using TokenFlow.Ui.Screens.Race;
using TokenFlow.Ui.Screens.Run;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Window.Tests.Views;

public sealed class WindowAppTests
{
    private readonly InputCollector _collector = new();

    [Test]
    public void A_film_ends_with_the_run_that_it_is_of()
    {
        var recorder = new SpyRecorder();
        using WindowApp app = App(recorder);
        FlowSession first = Session(app);
        Press(app, "F9", "Space");
        Wait(app, 5);
        Press(app, "G");
        int filmed = recorder.Films["s0-1.mp4"];
        Assert.That((recorder.IsFilming, first.Keeping.IsFilming), Is.EqualTo((false, false)));
        Press(app, "Enter");
        Assert.That(Session(app).Message.Text, Is.Null.Or.Empty, "the gallery has told of the film");
        Press(app, "Space");
        Wait(app, 5);

        Assert.That(Session(app), Is.Not.SameAs(first));
        Assert.That(recorder.Films, Is.EqualTo(new Dictionary<string, int> { ["s0-1.mp4"] = filmed }));
        Assert.That(first.Message.Text, Does.Contain("s0-1.mp4").And.Contain("finished"));
    }

    [Test]
    public void A_film_is_told_of_to_its_run_alone()
    {
        var recorder = new SpyRecorder();
        using WindowApp app = App(recorder);
        Press(app, "F9", "G", "Enter");
        recorder.News.Add(new RecorderNews("s0-1.mp4", "film: s0-1.mp4", IsFault: false));
        Wait(app, 3);
        Assert.That(Session(app).Message.Text, Is.Null.Or.Empty);

        Press(app, "F9", "F4");
        Assert.That(app.View, Is.InstanceOf<RaceView>());
        Press(app, "Esc");
        Assert.That(Session(app).Message.Text, Does.Contain("s1-2.mp4"), "left for a race, it says so when it shows again");
    }

    [Test]
    public void Another_scenario_dropped_on_the_run_ends_its_film()
    {
        var recorder = new SpyRecorder();
        using var session = new FlowSession(ViewHand.Small("s0", 0), new SessionServices { Recorder = recorder });
        session.Keeping.ToggleFilm();
        session.Tick();
        session.Editor.SetSeed(7);
        Assert.That(session.Keeping.IsFilming, Is.True, "the same scenario, changed");
        session.Editor.Open(ViewHand.Small("s1", 1));
        Assert.That((recorder.IsFilming, session.Message.Text), Is.EqualTo((false, "opened s1; the film s0-1.mp4 ends here")));
        session.Keeping.ToggleFilm();
        session.Editor.Undo();
        Assert.That((recorder.IsFilming, session.Message.Text), Is.EqualTo((false, "undone: opened s1; the film s1-2.mp4 ends here")));
    }

    [Test]
    public void A_view_that_cannot_be_made_is_told_of_and_the_film_goes_on()
    {
        var recorder = new SpyRecorder();
        using WindowApp app = App(recorder, gallery: _ => throw new FaultException(FaultKind.DocumentInvalid, "no gallery", "here", "go on"));
        Press(app, "F9", "G");
        Assert.That((recorder.IsFilming, Session(app).Message.IsFault), Is.EqualTo((true, true)));
    }

    [Test]
    public void Views_below_are_kept_but_not_without_end()
    {
        using WindowApp app = App(new SpyRecorder());
        FlowSession first = Session(app);
        Press(app, "G", "F4");
        Press(app, "Esc", "Esc");
        Assert.That(Session(app), Is.SameAs(first));
        Press(app, "Esc");
        Assert.That(Session(app), Is.SameAs(first), "there is nothing below");
        for (int i = 0; i < ScreenStack.MostBelow; i++)
        {
            Press(app, "G", "Enter");
        }

        for (int i = 0; i < ScreenStack.MostBelow + 3; i++)
        {
            Press(app, "G", "Esc");
        }

        Assert.That(Session(app), Is.Not.SameAs(first));
    }

    [TestCase("Alt+Enter")]
    [TestCase("F11")]
    public void A_key_held_down_fills_the_screen_once(string chord)
    {
        using WindowApp app = App(new SpyRecorder());
        foreach (string way in (string[])["", "F5", "F6", "G", "F4"])
        {
            if (way.Length > 0)
            {
                Press(app, way);
            }

            Assert.That(KeyChord.TryParse(chord, out KeyChord read), Is.True);
            int times = 0;
            for (int i = 0; i < 9; i++)
            {
                _collector.Hold(read.With);
                _collector.Press(read, isRepeat: i > 0);
                Wait(app);
                times += app.TakeFullScreenRequest() ? 1 : 0;
            }

            Assert.That(times, Is.EqualTo(1), app.View.Title);
        }
    }

    private static FlowSession Session(WindowApp app) => ((RunView)app.View).Session;

    private static WindowApp App(SpyRecorder recorder, Func<string, IView>? gallery = null)
    {
        WindowServices services = ViewHand.Services(3);
        services = services with { Session = services.Session with { Recorder = recorder } };
        Scenario scenario = ViewHand.Small("s0", 0);
        gallery ??= theme =>
        {
            var view = new GalleryView(services, theme);
            var hand = new InputCollector();
            hand.Resize(new Vector2(1280, 720));
            hand.Press(Key.Right);
            view.Update(hand.Next(0), 1);
            return view;
        };
        return new WindowApp(new RunView(scenario, services), services, gallery, (s, theme) => new RaceView(s, services, theme));
    }

    private void Press(WindowApp app, params ReadOnlySpan<string> chords)
    {
        foreach (string text in chords)
        {
            Assert.That(KeyChord.TryParse(text, out KeyChord chord), Is.True, text);
            _collector.Hold(chord.With);
            _collector.Press(chord);
            Wait(app);
        }
    }

    private void Wait(WindowApp app, int pictures = 1)
    {
        for (int i = 0; i < pictures; i++)
        {
            _collector.Resize(new Vector2(1280, 720));
            app.Update(_collector.Next(i / 30.0), 1);
            _collector.Hold(Modifiers.None);
        }
    }
}
