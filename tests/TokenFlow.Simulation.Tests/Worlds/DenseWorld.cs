using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation.Tests.Worlds;

/// <summary>
/// The same run in double precision over dense masked attention: X' = alpha X + (1 - alpha) A X for values, and each tracer
/// as one plain column that knows nothing of ways.
/// </summary>
internal sealed class DenseWorld
{
    private readonly Scenario _scenario;
    private readonly Sequence _sequence;
    private readonly float[] _embedding;

    public DenseWorld(Scenario scenario, Sequence sequence)
    {
        _scenario = scenario;
        _sequence = sequence;
        _embedding = Embedding.Of(sequence.Ids, scenario.Heads, scenario.HeadDim, scenario.Seed);
        Values = [.. _embedding.Select(x => (double)x)];
        Dye = new double[sequence.Count * sequence.Origins.Count];
        for (int t = 0; t < sequence.Origins.Count; t++)
        {
            Dye[(sequence.Origins[t] * sequence.Origins.Count) + t] = 1;
        }
    }

    /// <summary>[heads][tokens][headDim].</summary>
    public double[] Values { get; private set; }

    /// <summary>[tokens][tracers].</summary>
    public double[] Dye { get; private set; }

    /// <summary>[heads][tokens][tokens] of the layer stepped last.</summary>
    public double[] Weights { get; private set; } = [];

    public AttentionPlan Plan { get; private set; } = null!;

    /// <summary>Layers stepped so far.</summary>
    public int Layer { get; private set; }

    /// <summary>The tracer's dye anew: 1 at the token.</summary>
    public void Pour(int tracer, int token)
    {
        int tracers = _sequence.Origins.Count;
        for (int i = 0; i < _sequence.Count; i++)
        {
            Dye[(i * tracers) + tracer] = i == token ? 1 : 0;
        }
    }

    public void Step(PatternEdits? edits = null)
    {
        edits ??= _sequence.MadeHubs.Aggregate(PatternEdits.Empty, (e, hub) => e.MakeHub(hub));
        int n = _sequence.Count, heads = _scenario.Heads, tracers = _sequence.Origins.Count;
        Plan = AttentionPlan.Compile(_sequence.Pattern, n, heads, Layer, edits);
        bool random = _scenario.Weights == WeightKind.Random;
        var projections = new Projections(Values.Length, random);
        Project(projections);
        ReferenceResult result = DenseReference.Run(
            new ReferenceInputs
            {
                Heads = heads,
                HeadDim = _scenario.HeadDim,
                Scale = 1 / (Math.Sqrt(_scenario.HeadDim) * _scenario.Temperature),
                Q = Widen(projections.Query),
                K = Widen(projections.Key),
                V = Values,
                GlobalQ = Widen(projections.GlobalQuery),
                GlobalK = Widen(projections.GlobalKey),
                GlobalV = random ? Values : [],
                ExtraColumns = tracers,
                Extra = Dye,
            },
            Plan,
            keepWeights: true);
        double alpha = _scenario.Residual;
        Values = [.. Values.Select((x, i) => (alpha * x) + ((1 - alpha) * result.Output[i]))];
        Dye = [.. Dye.Select((x, i) => (alpha * x) + ((1 - alpha) * Enumerable.Range(0, heads).Average(h => result.Extra[(h * Dye.Length) + i])))];
        Weights = result.Weights;
        Layer++;
    }

    private void Project(Projections projections)
    {
        float[] input = [.. Values.Select(x => (float)x)];
        switch (_scenario.Weights)
        {
            case WeightKind.Content:
                new ContentWeights(_embedding).Project(Layer, input, projections);
                break;
            case WeightKind.Random:
                using (var team = new WorkerTeam(1))
                {
                    new RandomWeights(_sequence.Count, _scenario.Heads, _scenario.HeadDim, _scenario.Seed, team).Project(Layer, input, projections);
                }

                break;
            default:
                break;
        }
    }

    private static double[] Widen(float[] numbers) => [.. numbers.Select(x => (double)x)];
}
