using System.Diagnostics;
using System.Globalization;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Threading;
using TokenFlow.Scenarios.Scenarios;

namespace TokenFlow.Studies.Sweeps;

/// <summary>Runs the trials of a sweep, several at once, each on one thread.</summary>
public sealed class SweepRunner
{
    private readonly SweepScenarios _scenarios;
    private readonly ISweepTrial _trial;
    private readonly int _threads;

    /// <param name="scenarios">The settings.</param>
    /// <param name="trial">What is done at each.</param>
    /// <param name="threads">Trials at once.</param>
    public SweepRunner(SweepScenarios scenarios, ISweepTrial trial, int threads)
    {
        _scenarios = scenarios;
        _trial = trial;
        _threads = threads;
    }

    /// <summary>Runs the trials that are not done yet.</summary>
    /// <param name="trials">The trials wanted, ascending.</param>
    /// <param name="found">Those that were done before.</param>
    /// <param name="finished">Told of each as soon as it is done, one at a time.</param>
    /// <param name="progress">Told after each.</param>
    /// <param name="cancellation">Lets the trials that are under way end, and begins no other.</param>
    /// <returns>All wanted trials that are done, by number.</returns>
    /// <exception cref="FaultException">A trial cannot be run.</exception>
    public SortedDictionary<int, SweepMeasures> Run(
        int[] trials,
        IReadOnlyDictionary<int, SweepMeasures> found,
        Action<int, SweepMeasures> finished,
        IProgress<SweepProgress> progress,
        CancellationToken cancellation)
    {
        var done = new SortedDictionary<int, SweepMeasures>(trials.Where(found.ContainsKey).ToDictionary(t => t, t => found[t]));
        int[] left = [.. trials.Where(t => !found.ContainsKey(t))];
        int before = done.Count;
        long start = Stopwatch.GetTimestamp();
        var gate = new Lock();
        bool failed = false;
        using var team = new WorkerTeam(Math.Clamp(left.Length, 1, _threads));
        team.Run(left.Length, item =>
        {
            if (cancellation.IsCancellationRequested || Volatile.Read(ref failed))
            {
                return;
            }

            try
            {
                SweepMeasures measures = Run(left[item]);
                lock (gate)
                {
                    finished(left[item], measures);
                    done.Add(left[item], measures);
                    progress.Report(new SweepProgress(done.Count, trials.Length, done.Count - before, Stopwatch.GetElapsedTime(start)));
                }
            }
            catch
            {
                Volatile.Write(ref failed, true);
                throw;
            }
        });
        return done;
    }

    private SweepMeasures Run(int trial)
    {
        int setting = trial / _scenarios.Design.Seeds;
        ulong seed = _scenarios.Seed(trial);
        try
        {
            Scenario scenario = _scenarios.Load(setting, seed);
            return _trial.Run(scenario, _scenarios.Tokens(scenario));
        }
        catch (FaultException e)
        {
            throw new FaultException(e.Kind, $"{e.What} (at {_scenarios.Design.Describe(setting)}, seed {seed})", e.Where, e.Remedy, e);
        }
    }
}

/// <summary>How far a sweep is.</summary>
/// <param name="Done">Trials done, those of earlier runs too.</param>
/// <param name="Of">All trials.</param>
/// <param name="DoneNow">Trials that this run has done.</param>
/// <param name="Elapsed">For how long it has been at it.</param>
public readonly record struct SweepProgress(int Done, int Of, int DoneNow, TimeSpan Elapsed)
{
    /// <summary>Trials a second, of this run.</summary>
    public double TrialsPerSecond => Elapsed > TimeSpan.Zero ? DoneNow / Elapsed.TotalSeconds : 0;

    /// <summary>How long the rest takes at this rate.</summary>
    public TimeSpan TimeLeft => TrialsPerSecond > 0 ? TimeSpan.FromSeconds((Of - Done) / TrialsPerSecond) : TimeSpan.Zero;

    /// <summary>All of it in words.</summary>
    public string Words
    {
        get
        {
            double seconds = Math.Ceiling(TimeLeft.TotalSeconds);
            string left = seconds < 1 ? ""
                : seconds < 120 ? string.Create(CultureInfo.InvariantCulture, $", {seconds:0} s left")
                : string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(seconds / 60):0} min left");
            return string.Create(CultureInfo.InvariantCulture, $"{Done:N0} of {Of:N0} trials, {TrialsPerSecond:0.0} a second{left}");
        }
    }
}

/// <summary>What a sweep does at every setting and seed. Calls come from several threads at once.</summary>
public interface ISweepTrial
{
    /// <summary>Finds out, without running it, whether a setting can be run.</summary>
    /// <exception cref="FaultException">It cannot.</exception>
    void Check(Scenario scenario, Sequence sequence);

    /// <summary>Runs a scenario to its end on one thread and measures. The same scenario gives the same bits.</summary>
    /// <exception cref="FaultException">It cannot be run.</exception>
    SweepMeasures Run(Scenario scenario, Sequence sequence);

    /// <summary>What theory expects of a scenario.</summary>
    SweepTheory Theory(Scenario scenario, Sequence sequence);
}
