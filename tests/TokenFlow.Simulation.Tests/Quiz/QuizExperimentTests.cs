using TokenFlow.Attention.Patterns;
using TokenFlow.Studies.Quiz;

namespace TokenFlow.Simulation.Tests.Quiz;

/// <summary>Every experiment finds what its answer says, and says so when the mechanism is broken.</summary>
public sealed class QuizExperimentTests
{
    private static readonly StreamingPattern Causal = new(4, 16);
    private static readonly LongformerPattern Hub = new(6, 1, [121]);

    private static IEnumerable<TestCaseData> Questions => QuizBook.All.Select(q => new TestCaseData(q).SetArgDisplayNames($"question {q.Number}"));

    private static IEnumerable<TestCaseData> Broken =>
    [
        Case("a hub that is none", new HubRowExperiment(new LocalPattern(6), 192, 121), "hubKeys", "hubReaders"),
        Case("a hub that reads backwards only", new HubRowExperiment(Causal, 192, 0), "hubKeys"),
        Case("all are hubs", new HubRowExperiment(new FullPattern(), 192, 121), "plainKeys"),
        Case("a window of 512 a side", new WindowCountExperiment(new LongformerPattern(512, 1, [0]), 4_096), "before", "behind", "neighbours"),
        Case("a window without [CLS]", new WindowCountExperiment(new LocalPattern(256), 4_096), "keysWithHub"),
        Case("[CLS] hears its window only", new ClsReadOutExperiment(new LocalPattern(4), new LocalPattern(4)), "accuracyGlobal"),
        Case("the rival has a hub too", new ClsReadOutExperiment(new ClsHubPattern(4), new ClsHubPattern(4)), "accuracyPlain"),
        Case("nothing goes far", new LongRangeExperiment(new LocalPattern(6)), "farDye", "farShareByHub"),
        Case("random links go far", new LongRangeExperiment(new BigBirdPattern(8, 2, 7)), "farDyeCut", "reachCut"),
        Case("all read all", new LongRangeExperiment(new FullPattern()), "farShareByHub", "farDyeCut"),
        Case("one hub however many are asked for", new HubEdgesExperiment(_ => new GlobalPattern([0])), "exponentHubs"),
        Case("no hub at all", new HubEdgesExperiment(_ => new LocalPattern(4)), "exponentTokens"),
        Case("no way to token 1000 but on foot", new TwoHopsExperiment(new LocalPattern(1), new LocalPattern(1)), "hops", "arrival"),
        Case("one hop anywhere", new TwoHopsExperiment(new FullPattern(), new LocalPattern(1)), "hops", "arrival"),
        Case("the bare window is wider", new TwoHopsExperiment(new LongformerPattern(1, 1, [500]), new LocalPattern(2)), "hopsWithout"),
        Case("full attention passed off as global", new GlobalCostExperiment(_ => new FullPattern()), "exponentTokens", "exponentHubs"),
        Case("a window beside the hubs", new GlobalCostExperiment(g => new LongformerPattern(256, 1, [.. Enumerable.Range(0, g)])), "exponentHubs"),
        Case("nothing gets through", new BottleneckExperiment(_ => new LocalPattern(4), new LocalPattern(4)), "recallFew", "recallMoreHubs"),
        Case("sixteen hubs that are one", new BottleneckExperiment(_ => new LongformerPattern(4, 1, [0]), new LocalPattern(4)), "recallMoreHubs"),
        Case("a hub where there should be none", new BottleneckExperiment(g => new LongformerPattern(4, 1, [.. Enumerable.Range(0, g)]), new LongformerPattern(4, 1, [0])), "recallWithoutHub"),
    ];

    [TestCaseSource(nameof(Questions))]
    public void An_experiment_bears_its_answer_out(QuizQuestion question)
    {
        QuizEvidence evidence = question.Experiment.Run(CancellationToken.None);

        Assert.That(evidence.Figures.Where(f => !f.Holds), Is.Empty);
        Assert.That(evidence.Figures, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Questions))]
    public void An_experiment_finds_the_same_again(QuizQuestion question) =>
        Assert.That(
            question.Experiment.Run(CancellationToken.None).Figures.Select(f => f.Value),
            Is.EqualTo(question.Experiment.Run(CancellationToken.None).Figures.Select(f => f.Value)));

    [TestCaseSource(nameof(Broken))]
    public void A_broken_mechanism_contradicts_the_answer(IQuizExperiment experiment, string[] figures)
    {
        QuizEvidence evidence = experiment.Run(CancellationToken.None);

        Assert.That(evidence.Holds, Is.False);
        Assert.That(evidence.Figures.Where(f => !f.Holds).Select(f => f.Name), Is.SupersetOf(figures));
    }

    [TestCaseSource(nameof(Questions))]
    public void An_experiment_can_be_broken_off(QuizQuestion question) =>
        Assert.That(() => question.Experiment.Run(new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void The_questions_and_their_right_answers_stand_in_the_order_that_was_asked_for()
    {
        Assert.That(QuizBook.All.Select(q => q.Number), Is.EqualTo(Enumerable.Range(1, QuizBook.All.Count)));
        Assert.That(QuizBook.All.Select(q => q.RightLetter), Is.EqualTo("BBBBBCCB".Take(QuizBook.All.Count)));
        Assert.That(QuizBook.All.Select(q => q.Choices.Count), Is.All.EqualTo(4));
        Assert.That(QuizBook.All.Select(q => q.Choices.Distinct().Count()), Is.All.EqualTo(4));
    }

    [Test]
    public void Every_question_names_a_scenario_that_is_there() =>
        Assert.That(QuizBook.All.Select(q => File.Exists(Path.Combine(ContentTests.ScenarioFolder, q.Scenario + ".json"))), Is.All.True);

    [Test]
    public void The_hub_of_the_usual_experiment_is_the_one_that_is_broken() =>
        Assert.That(new HubRowExperiment(Hub, 192, 121).Run(CancellationToken.None).Holds, Is.True);

    private static TestCaseData Case(string what, IQuizExperiment experiment, params string[] figures) =>
        new TestCaseData(experiment, figures).SetArgDisplayNames(what);
}
