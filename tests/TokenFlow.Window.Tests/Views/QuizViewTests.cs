using System.Numerics;
using TokenFlow.Session.Runs;
using TokenFlow.Studies.Evidence;
using TokenFlow.Studies.Quiz;
using TokenFlow.Ui.Screens.Learning;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Window.Tests.Views;

public sealed class QuizViewTests
{
    private static readonly Vector2 Usual = new(1280, 720);

    [Test]
    public void A_key_answers_and_the_proof_is_there()
    {
        using ViewHand hand = Quiz(out QuizView view);
        Assert.That((view.Question!.Number, view.Answer, view.Evidence), Is.EqualTo((1, (int?)null, (QuizEvidence?)null)));
        hand.Draw("quiz-asked");
        hand.Press("C");
        Assert.That(view.Answer, Is.EqualTo(2));
        Assert.That(view.Evidence!.Figures.Single().Value, Is.EqualTo(1));
        hand.Wait(8);
        hand.Draw("quiz-answered");
        Assert.That(view.State.Hash, Is.Not.Zero, "the run that shows it plays");
    }

    [Test]
    public void A_click_answers_too_and_the_first_answer_counts()
    {
        using ViewHand hand = Quiz(out QuizView view);
        hand.Click(view.PointOf(1));
        Assert.That(view.Answer, Is.EqualTo(1));
        hand.Press("A");
        hand.Click(view.PointOf(3));
        Assert.That(view.Answer, Is.EqualTo(1));
        hand.Click(view.PointOfNext());
        Assert.That((view.Question!.Number, view.Answer), Is.EqualTo((2, (int?)null)));
    }

    [Test]
    public void A_question_waits_for_its_answer_and_the_score_comes_at_the_end()
    {
        using ViewHand hand = Quiz(out QuizView view);
        hand.Press("Enter");
        Assert.That(view.Question!.Number, Is.EqualTo(1));
        hand.Press("B", "Enter", "A", "Enter", "B", "Enter");
        Assert.That((view.Question, view.Right), Is.EqualTo(((QuizQuestion?)null, 2)));
        hand.Draw("quiz-score");
        hand.Press("Enter");
        Assert.That((view.Question!.Number, view.Right), Is.EqualTo((1, 0)));
    }

    [Test]
    public void Away_from_a_stepped_run_the_proof_comes_in_the_background()
    {
        using var hand = new ViewHand(new QuizView(ViewHand.Services(3, isStepped: false) with { Quiz = Book() }, "light"), Usual);
        var view = (QuizView)hand.View;
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        hand.Press("B");
        while (view.Evidence is null)
        {
            Assert.That(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds, Is.LessThan(30));
            hand.Wait();
            hand.Draw();
        }

        Assert.That(view.Evidence.Holds, Is.True);
    }

    [Test]
    public void A_scenario_that_is_missing_takes_nothing_from_the_proof()
    {
        using var hand = new ViewHand(new QuizView(ViewHand.Services(3, broken: "gone") with { Quiz = [Book()[0] with { Scenario = "gone" }] }, "dark"), Usual);
        hand.Press("B");
        hand.Wait(3);

        Assert.That(((QuizView)hand.View).Evidence!.Holds, Is.True);
        hand.Draw();
    }

    [Test]
    public void It_can_be_drawn_in_windows_of_any_size()
    {
        foreach (Vector2 size in (Vector2[])[new(1920, 1080), new(700, 500), new(320, 240), new(90, 60), new(1, 1), new(400, 1200)])
        {
            using var hand = new ViewHand(new QuizView(ViewHand.Services(3) with { Quiz = Book() }, "dark"), size);
            hand.Wait();
            Assert.That(() => hand.Draw(), Throws.Nothing, $"{size} asked");
            hand.Press("A");
            Assert.That(() => hand.Draw(), Throws.Nothing, $"{size} answered");
        }
    }

    [Test]
    public void Keys_lead_elsewhere()
    {
        using ViewHand hand = Quiz(out QuizView view);
        hand.Press("F5");
        Assert.That(view.TakeRequest(), Is.InstanceOf<ViewRequest.ShowLessons>());
        hand.Press("Esc");
        Assert.That(view.TakeRequest(), Is.InstanceOf<ViewRequest.GoBack>());
        hand.Press("L");
        Assert.That(view.Theme, Is.EqualTo("light"));
    }

    [Test]
    public void The_run_that_shows_it_is_not_written_down_as_the_users()
    {
        var log = new CountingLog();
        WindowServices services = ViewHand.Services(3);
        using var hand = new ViewHand(new QuizView(services with { Quiz = Book(), Session = services.Session with { Log = log } }, "dark"), Usual);
        hand.Press("C");
        hand.Wait(5);
        Assert.That((hand.View.State.Frame > 0, log.Ticks), Is.EqualTo((true, 0)));
    }

    private static ViewHand Quiz(out QuizView view)
    {
        view = new QuizView(ViewHand.Services(3) with { Quiz = Book() }, "dark");
        var hand = new ViewHand(view, Usual);
        hand.Wait();
        return hand;
    }

    private static QuizQuestion[] Book() =>
    [
        .. Enumerable.Range(1, 3).Select(n => new QuizQuestion(n, $"What is the answer to question {n}, which is a little longer than one line of its column?", ["This", "That", "Both", "None"], 1, "For that is how it is.", "s1", new OneFigure())),
    ];

    private sealed class CountingLog : ISessionLog
    {
        public int Ticks { get; private set; }

        public void Ticked(FlowSession session) => Ticks++;
    }

    private sealed class OneFigure : IQuizExperiment
    {
        public QuizEvidence Run(CancellationToken cancellation) => new("It was counted.", [new("one", 1, Expectation.Exactly(1), "of a thing")]);
    }
}
