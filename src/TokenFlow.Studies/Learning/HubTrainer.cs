using System.Globalization;
using System.Numerics.Tensors;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Numerics;
using TokenFlow.Base.Threading;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Weights;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Learning;

/// <summary>
/// Trains a hub on a scenario's recall task by gradient descent through the kernel's own backward pass, all layers unrolled.
/// The vocabulary is cut in two: facts in training are words of one half; recall is measured on words of the other, which holds
/// the scenario's own facts. Every task is seeded, and tasks are added up in their order, so the bits are the same on any
/// number of threads. Not thread-safe.
/// </summary>
public sealed class HubTrainer : IDisposable
{
    /// <summary>Tasks that a measurement takes the mean over.</summary>
    public const int MeasuredTasks = 32;

    private const long MostBytes = 1L << 30;

    // Streams of the training's seed.
    private const ulong TrainingTasks = 0x5452_0000_0000_0001;
    private const ulong CheckTasks = 0x5452_0000_0000_0002;
    private const ulong UnseenTasks = 0x5452_0000_0000_0003;

    private readonly TrainingOptions _options;
    private readonly RecallTask _task;
    private readonly int[] _words;
    private readonly int[] _unseenWords;
    private readonly SeededRandom _seeds;
    private readonly WorkerTeam _team;
    private readonly UnrolledRun[] _runs;
    private readonly RecallLoss[] _losses;
    private readonly UnseenReading[] _readings;
    private readonly Adam _adam;
    private readonly LearnedHub[] _gradients;
    private readonly double[] _taskLosses;
    private readonly RecallTask[] _batch;
    private readonly ulong[] _batchSeeds;
    private readonly RecallTask[] _checked;
    private readonly RecallTask[] _unseen;
    private readonly double[] _checkedLosses = new double[MeasuredTasks];
    private readonly int[] _unseenHits = new int[MeasuredTasks];

    /// <summary>Makes an untrained hub and the tasks that it is measured on.</summary>
    /// <param name="scenario">The scenario; its field "facts" is 1 or more.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="FaultException">The scenario has no task, or one that cannot be trained on, or an option is out of range.</exception>
    public HubTrainer(Scenario scenario, Sequence sequence, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        CheckScenario(scenario, sequence);
        Hub = LearnedHub.Untrained(scenario.Heads, scenario.HeadDim, options.Seed);
        CheckSize(scenario, sequence, options, Hub);
        _options = options;
        _task = RecallTask.Create(scenario, sequence);
        int half = _task.WordOrder.Length / 2;
        _unseenWords = _task.WordOrder[..half].ToArray();
        _words = _task.WordOrder[half..].ToArray();
        if (scenario.Recall.Facts > half)
        {
            throw new FaultException(
                FaultKind.OutOfRange,
                string.Create(CultureInfo.InvariantCulture, $"{scenario.Recall.Facts} facts are more than half of the {scenario.Recall.Vocabulary} words"),
                scenario.WhereIs("facts"),
                "write fewer, or raise recall.vocabulary: half of the words are kept for the test");
        }

        _seeds = new SeededRandom(options.Seed, TrainingTasks);
        _checked = Tasks(CheckTasks, _words);
        _unseen = Tasks(UnseenTasks, _unseenWords);
        _adam = new Adam(options.Rate, Hub.Parameters.Select(p => p.Length));
        _gradients = [.. Enumerable.Range(0, options.Batch).Select(_ => new LearnedHub(scenario.Heads, scenario.HeadDim))];
        _taskLosses = new double[options.Batch];
        _batch = new RecallTask[options.Batch];
        _batchSeeds = new ulong[options.Batch];
        _team = new WorkerTeam(options.Threads);
        _runs = [.. Enumerable.Range(0, options.Threads).Select(_ => new UnrolledRun(scenario, sequence, Hub))];
        _losses = [.. _runs.Select(_ => new RecallLoss(_task.Codebook, _words, scenario.Heads, scenario.HeadDim))];
        _readings = [.. _runs.Select(_ => new UnseenReading(_task, scenario.Heads, scenario.HeadDim))];
    }

    /// <summary>The hub as it stands.</summary>
    public LearnedHub Hub { get; }

    /// <summary>Steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>The words that training uses.</summary>
    internal IReadOnlyList<int> Words => _words;

    /// <summary>The words that it never sees.</summary>
    internal IReadOnlyList<int> UnseenWords => _unseenWords;

    /// <summary>The gradient of the last step's loss, the mean over the batch.</summary>
    internal LearnedHub Gradient => _gradients[0];

    /// <summary>One step of the optimiser on a batch of new tasks.</summary>
    /// <returns>The batch's loss before the step.</returns>
    public double Step()
    {
        foreach (ref ulong seed in _batchSeeds.AsSpan())
        {
            seed = _seeds.Next();
        }

        _team.Run(_batch.Length, (item, _) => _batch[item] = _task.Another(_batchSeeds[item], _words));
        double loss = Descend(_batch);
        _adam.Step(Hub.Parameters, Gradient.Parameters);
        Steps++;
        return loss;
    }

    /// <summary>Measures the hub as it stands, always on the same tasks.</summary>
    public TrainingPoint Measure()
    {
        _team.Run(MeasuredTasks, (item, worker) => _checkedLosses[item] = Loss(_checked[item], worker, null, 0));
        _team.Run(MeasuredTasks, (item, worker) =>
        {
            UnrolledRun run = _runs[worker];
            RecallTask task = _unseen[item];
            task.CopyValues(task.Facts, run.Start);
            run.Forward();
            _unseenHits[item] = _readings[worker].Hits(task, run.Result);
        });
        double reads = (double)MeasuredTasks * _task.Readers.Count * _task.Facts;
        return new TrainingPoint(Steps, _checkedLosses.Sum() / MeasuredTasks, _unseenHits.Sum() / reads);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (UnrolledRun run in _runs)
        {
            run.Dispose();
        }

        _team.Dispose();
    }

    /// <summary>The mean loss of tasks; its gradient is in <see cref="Gradient"/>.</summary>
    internal double Descend(RecallTask[] tasks)
    {
        _team.Run(tasks.Length, (item, worker) => _taskLosses[item] = Loss(tasks[item], worker, _gradients[item], 1f / tasks.Length));
        for (int b = 1; b < tasks.Length; b++)
        {
            for (int p = 0; p < Gradient.Parameters.Count; p++)
            {
                TensorPrimitives.Add(Gradient.Parameters[p], _gradients[b].Parameters[p], Gradient.Parameters[p]);
            }
        }

        double sum = 0;
        foreach (double loss in _taskLosses.AsSpan(0, tasks.Length))
        {
            sum += loss;
        }

        return sum / tasks.Length;
    }

    private RecallTask[] Tasks(ulong stream, int[] words)
    {
        var seeds = new SeededRandom(_options.Seed, stream);
        return [.. Enumerable.Range(0, MeasuredTasks).Select(_ => _task.Another(seeds.Next(), words))];
    }

    private double Loss(RecallTask task, int worker, LearnedHub? gradient, float share)
    {
        UnrolledRun run = _runs[worker];
        task.CopyValues(task.Facts, run.Start);
        run.Forward();
        if (gradient is null)
        {
            return _losses[worker].Of(task, run.Result, [], 0);
        }

        foreach (float[] numbers in gradient.Parameters)
        {
            numbers.AsSpan().Clear();
        }

        double loss = _losses[worker].Of(task, run.Result, run.ResultGradient, share);
        run.Backward(gradient);
        return loss;
    }

    private static void CheckScenario(Scenario scenario, Sequence sequence)
    {
        if (scenario.Recall.Facts < 1)
        {
            throw new FaultException(FaultKind.OutOfRange, "the scenario writes no facts, so there is nothing to learn", scenario.WhereIs("facts"), "give 1 or more, or train on trained-cls");
        }

        Knobs knobs = RunSetups.StartOf(scenario, sequence);
        if (!knobs.Capacity.IsNone || scenario.Capacity.Keyframes.Count > 0)
        {
            throw new FaultException(
                FaultKind.OutOfRange, "hubs are trained without limits on what they carry", scenario.WhereIs("capacity"), "take slots, rank, bits and keyframes away; the trained file can be used with them");
        }

        if (TokenFlow.Attention.Patterns.AttentionPlan.Compile(knobs.Pattern, sequence.Count, scenario.Heads, layer: 0, knobs.Edits).Head(0).Hubs.Length == 0)
        {
            throw new FaultException(FaultKind.OutOfRange, "there is no hub to train", scenario.WhereIs("pattern"), "use a pattern with a hub, such as cls-hub, or select hubs");
        }
    }

    // A run a thread keeps every layer; a gradient a task is added up in order.
    private static void CheckSize(Scenario scenario, Sequence sequence, TrainingOptions options, LearnedHub hub)
    {
        long matrix = (long)sequence.Count * hub.Width;
        long numbers = (matrix * ((scenario.Layers * 6L) + 12) * options.Threads) + (2L * hub.Width * hub.Width * (options.Batch + 4L)) + (matrix * (options.Batch + (2L * MeasuredTasks)));
        if (numbers * sizeof(float) > MostBytes)
        {
            throw new FaultException(
                FaultKind.OutOfRange,
                $"training on {sequence.Count:N0} tokens x {hub.Width:N0} dimensions, {scenario.Layers} layers, {options.Batch} tasks a step and {options.Threads} threads needs {numbers * sizeof(float) >> 20:N0} MiB, more than {MostBytes >> 20:N0}",
                scenario.WhereIs("heads"),
                "use fewer dimensions, tokens, layers, tasks a step or threads");
        }
    }
}
