using System.Globalization;
using TokenFlow.App.Cli;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Sweeps;

/// <summary>Runs the trials of a sweep, or of a shard of it, and keeps a journal of what is done where there is a file to go to.</summary>
/// <param name="terminal">The streams.</param>
/// <param name="trial">What is run.</param>
/// <param name="scenarios">The settings.</param>
/// <param name="shard">Which trials.</param>
internal sealed class SweepWork(Terminal terminal, ISweepTrial trial, SweepScenarios scenarios, SweepShard shard)
{
    /// <summary>Runs them.</summary>
    /// <param name="output">Where the results go; the journal lies beside it, and goes when they are there.</param>
    /// <param name="threads">Trials that run at a time.</param>
    /// <param name="restarts">Whether what a broken-off run has done is forgotten.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <returns>The results; null where it was broken off, which is told.</returns>
    public SweepTable? Run(SweepOutput output, int threads, bool restarts, CancellationToken cancellation)
    {
        string sweep = scenarios.Check(trial);
        if (scenarios.DropsKeyframes)
        {
            terminal.Error.WriteLine("the scenario's capacity.keyframes are left out: they would move what an axis sets");
        }

        SweepDesign design = scenarios.Design;
        int[] trials = shard.Trials(design.Trials);
        using SweepJournal? journal = output.Path is { } path
            ? SweepJournal.Open(SweepJournal.PathOf(path), $"{sweep} {shard} {ProgramVersion.Build}", design.Trials, restarts)
            : null;
        SortedDictionary<int, SweepMeasures> done = Measure(trials, journal, threads, cancellation);
        if (done.Count < trials.Length)
        {
            string rest = journal is null ? "nothing is kept, as there was no --out" : $"the same command goes on from {journal.Path}";
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"tokenflow: broken off after {done.Count:N0} of {trials.Length:N0} trials; {rest}"));
            return null;
        }

        var table = new SweepTable
        {
            Axes = [.. design.Axes.Select(a => a.Field)],
            Rows = [.. done.Select(d => new SweepRow(d.Key, [.. design.Values(d.Key / design.Seeds).Select(v => v.Cell)], scenarios.Seed(d.Key), d.Value))],
            Shard = shard.IsPart ? new ShardMark(sweep, design.Trials) : null,
        };
        output.WriteFile(table);
        journal?.Delete();
        return table;
    }

    private SortedDictionary<int, SweepMeasures> Measure(int[] trials, SweepJournal? journal, int threads, CancellationToken cancellation)
    {
        IReadOnlyDictionary<int, SweepMeasures> found = journal?.Found ?? new Dictionary<int, SweepMeasures>();
        if (found.Count > 0)
        {
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"going on from {journal!.Path}: {found.Count:N0} of {trials.Length:N0} trials are done"));
        }

        var runner = new SweepRunner(scenarios, trial, threads);
        SortedDictionary<int, SweepMeasures>? done = null;
        new SweepProgressView(terminal, scenarios.First.Name).Watch(
            trials.Length, progress => done = runner.Run(trials, found, (number, measures) => journal?.Append(number, measures), progress, cancellation));
        return done!;
    }
}

/// <summary>Shows how far a sweep is, in trials.</summary>
internal sealed class SweepProgressView(Terminal terminal, string name) : WorkView<SweepProgress>(terminal, name, lines: 10, p => p.Done, p => p.Words);
