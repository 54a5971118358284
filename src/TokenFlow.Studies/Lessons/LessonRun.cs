using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Time;
using TokenFlow.Studies.Evidence;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Lessons;

/// <summary>A lesson laid over its scenario: which frames its stops are at, and what is said there.</summary>
public sealed class LessonRun : IDisposable
{
    private readonly Scenario? _beside;
    private readonly LayerClock _clock;
    private readonly IReadOnlyList<LessonPhrase>?[] _unmeasured;
    private FlowSimulation? _besides;

    /// <param name="lesson">The lesson.</param>
    /// <param name="scenario">Its scenario, with the lesson's settings, at the frame rate in which it is played.</param>
    /// <param name="beside">The scenario of the run beside; null where no claim is measured in one.</param>
    /// <exception cref="FaultException">OutOfRange: a stop lies behind the last layer.</exception>
    public LessonRun(Lesson lesson, Scenario scenario, Scenario? beside = null)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        ArgumentNullException.ThrowIfNull(scenario);
        Lesson = lesson;
        _beside = beside;
        _unmeasured = new IReadOnlyList<LessonPhrase>?[lesson.Stops.Count];
        _clock = new LayerClock(scenario.Layers, scenario.FramesPerLayer, scenario.FramesPerSecond);
        for (int i = 0; i < lesson.Stops.Count; i++)
        {
            if (lesson.Stops[i].Layer > scenario.Layers)
            {
                throw new FaultException(
                    FaultKind.OutOfRange, FormattableString.Invariant($"the run has no layer {lesson.Stops[i].Layer}"), lesson.WhereIs($"stops.{i}.layer"), $"give 0 to {scenario.Layers}");
            }
        }
    }

    /// <summary>The lesson.</summary>
    public Lesson Lesson { get; }

    /// <summary>
    /// The scenario as a lesson plays it: its own captions are dropped, as the lesson does the talking.
    /// </summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="load">Loads a scenario by name with fields set.</param>
    /// <exception cref="FaultException">There is no such scenario, or it is not valid with the lesson's settings.</exception>
    public static Scenario ScenarioOf(Lesson lesson, Func<string, IReadOnlyList<KeyValuePair<string, string?>>, Scenario> load)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        ArgumentNullException.ThrowIfNull(load);
        return load(lesson.Scenario, lesson.Settings) with { Captions = [], Title = lesson.Title };
    }

    /// <summary>The scenario of a lesson's run beside; null where no claim asks for it.</summary>
    /// <inheritdoc cref="ScenarioOf"/>
    public static Scenario? BesideOf(Lesson lesson, Func<string, IReadOnlyList<KeyValuePair<string, string?>>, Scenario> load)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        ArgumentNullException.ThrowIfNull(load);
        return lesson.Stops.Any(s => s.Claims.Any(c => c.IsBeside)) ? load(lesson.Scenario, lesson.Beside) : null;
    }

    /// <summary>The frame of a stop.</summary>
    /// <param name="stop">Its number from 0.</param>
    public long FrameOf(int stop) => (long)Math.Round(Lesson.Stops[stop].Layer * _clock.FramesPerLayer, MidpointRounding.AwayFromZero);

    /// <summary>What is said at a stop: measured in a simulation that stands at its frame.</summary>
    /// <param name="stop">Its number from 0.</param>
    /// <param name="simulation">The simulation; it is read, not stepped.</param>
    /// <exception cref="FaultException">A claim names a token that is not there.</exception>
    public LessonMoment At(int stop, FlowSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        LessonStop said = Lesson.Stops[stop];
        double[] values = [.. said.Claims.Select(c => LessonMeasures.Of(c.IsBeside ? Beside(said.Layer) : simulation, c))];
        Figure[] figures = [.. said.Claims.Select((c, i) => new Figure(c.Name, values[i], c.Expected, Meaning(c)))];
        return new LessonMoment(stop + 1, FrameOf(stop), Phrases(said, values), figures, said);
    }

    /// <summary>What a stop says before anything was measured: an ellipsis for each figure. The same list every time.</summary>
    /// <param name="stop">Its number from 0.</param>
    public IReadOnlyList<LessonPhrase> Unmeasured(int stop) => _unmeasured[stop] ??= Phrases(Lesson.Stops[stop], null);

    /// <summary>Goes from stop to stop.</summary>
    /// <param name="simulation">A run of the lesson's scenario; it is stepped.</param>
    public IEnumerable<LessonMoment> Play(FlowSimulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        for (int stop = 0; stop < Lesson.Stops.Count; stop++)
        {
            simulation.Seek(FrameOf(stop));
            yield return At(stop, simulation);
        }
    }

    // The text cut at its braces.
    private static List<LessonPhrase> Phrases(LessonStop stop, double[]? values)
    {
        var phrases = new List<LessonPhrase>();
        int at = 0;
        while (at < stop.Text.Length)
        {
            int open = stop.Text.IndexOf('{', at), close = open < 0 ? -1 : stop.Text.IndexOf('}', open);
            int claim = close < 0 ? -1 : stop.Claims.ToList().FindIndex(c => c.Name == stop.Text[(open + 1)..close]);
            if (claim < 0)
            {
                phrases.Add(new LessonPhrase(stop.Text[at..], IsMeasured: false));
                break;
            }

            if (open > at)
            {
                phrases.Add(new LessonPhrase(stop.Text[at..open], IsMeasured: false));
            }

            phrases.Add(new LessonPhrase(values is null ? "…" : stop.Claims[claim].Write(values[claim]), IsMeasured: true));
            at = close + 1;
        }

        return phrases;
    }

    /// <inheritdoc/>
    public void Dispose() => _besides?.Dispose();

    // Made when a claim first asks for it.
    private FlowSimulation Beside(double layer)
    {
        Scenario scenario = _beside ?? throw new InvalidOperationException("A claim is measured in a run beside, and there is none.");
        _besides ??= FlowRun.Open(scenario, new SequenceBuilder(() => Stream.Null).Build(scenario), FlowOptions.Undrawn);
        _besides.Seek((long)Math.Round(Math.Min(layer, scenario.Layers) * scenario.FramesPerLayer, MidpointRounding.AwayFromZero));
        return _besides;
    }

    private static string Meaning(LessonClaim claim) => (claim.IsBeside ? "beside: " : "") + What(claim);

    private static string What(LessonClaim claim) =>
        LessonMeasures.OfPair.Contains(claim.Measure) ? $"{claim.Measure} from token {claim.From} to token {claim.To}"
        : LessonMeasures.OfToken.Contains(claim.Measure) ? $"{claim.Measure} of token {claim.Token}"
        : LessonMeasures.OfWay.Contains(claim.Measure) ? $"{claim.Measure} by {claim.Way}"
        : claim.Measure;
}

/// <summary>A stop that was come to: its text with the measured figures in it.</summary>
/// <param name="Number">The stop's number, from 1.</param>
/// <param name="Frame">The frame where the run waits.</param>
/// <param name="Phrases">What is said, in pieces: words, and figures that were measured.</param>
/// <param name="Figures">What was measured.</param>
/// <param name="Stop">The stop.</param>
public sealed record LessonMoment(int Number, long Frame, IReadOnlyList<LessonPhrase> Phrases, IReadOnlyList<Figure> Figures, LessonStop Stop)
{
    // People read some 15 signs a second when they look at something else besides.
    private const double SignsASecond = 15, LeastSeconds = 3, GlanceSeconds = 1.5;

    /// <summary>What is said, in one piece.</summary>
    public string Text { get; } = string.Concat(Phrases.Select(p => p.Text));

    /// <summary>How long it takes to read the text and to look, in seconds.</summary>
    public double ReadingSeconds => Math.Max(LeastSeconds, GlanceSeconds + (Text.Length / SignsASecond));
}

/// <summary>A piece of what a stop says.</summary>
/// <param name="Text">The piece, spaces and all.</param>
/// <param name="IsMeasured">Whether it is a figure that was measured in the run.</param>
public readonly record struct LessonPhrase(string Text, bool IsMeasured);
