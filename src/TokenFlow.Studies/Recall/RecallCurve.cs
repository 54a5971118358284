using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Systems;

namespace TokenFlow.Studies.Recall;

/// <summary>
/// Recall after the last layer against the number of facts, all layers under the same knobs. Every point is a run of the
/// simulation's own systems on the scenario's first k facts.
/// </summary>
internal sealed class RecallCurve
{
    /// <summary>The most facts of a point.</summary>
    public const int MostFacts = 256;

    private readonly RecallTask _task;
    private readonly LayerRun _run;
    private readonly RecallChannels _channels;
    private readonly RecallReading _reading;
    private readonly float[] _held;

    public RecallCurve(RecallTask task, LayerRun run, RecallChannels channels, RecallReading reading)
    {
        _task = task;
        _run = run;
        _channels = channels;
        _reading = reading;
        _held = new float[task.Readers.Count * task.Codebook.Dimensions];
    }

    /// <summary>Measures 1, 2, 4, ... facts, as far as they fit.</summary>
    public RecallPoint[] Measure(Knobs knobs)
    {
        _run.Knobs.Fill(knobs);
        var points = new List<RecallPoint>();
        for (int facts = 1; facts <= Math.Min(MostFacts, _task.MostFacts); facts *= 2)
        {
            points.Add(Point(facts));
        }

        return [.. points];
    }

    private RecallPoint Point(int facts)
    {
        _task.Write(facts, _run.Input);
        float[] values = _run.Run();
        _task.CopyHeld(values, values, 0, _held);
        _reading.Read(_channels.Of(_run.State), _held, facts, []);
        double most = (double)_task.Readers.Count * facts;
        return new RecallPoint(facts, _reading.Hits / most, _reading.HitsLeastSquares / most);
    }
}

/// <summary>A point of a measured recall curve.</summary>
/// <param name="Facts">k.</param>
/// <param name="Recall">By matched filter.</param>
/// <param name="RecallLeastSquares">By least squares.</param>
public readonly record struct RecallPoint(int Facts, double Recall, double RecallLeastSquares);
