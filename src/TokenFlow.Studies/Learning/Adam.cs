namespace TokenFlow.Studies.Learning;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1): m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, and a step of
/// -rate m' / (sqrt(v') + epsilon), with m' and v' freed of their start at zero. b1 = 0.9, b2 = 0.999, epsilon = 1e-8.
/// </summary>
public sealed class Adam
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;
    private readonly double _rate;
    private readonly float[][] _first;
    private readonly float[][] _second;
    private int _steps;

    /// <param name="rate">The step size.</param>
    /// <param name="lengths">How many numbers each group of parameters has.</param>
    public Adam(double rate, IEnumerable<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        _rate = rate;
        _first = [.. lengths.Select(n => new float[n])];
        _second = [.. _first.Select(m => new float[m.Length])];
    }

    /// <summary>One step, in place.</summary>
    /// <param name="parameters">The groups.</param>
    /// <param name="gradients">The loss's gradients, group by group.</param>
    public void Step(IReadOnlyList<float[]> parameters, IReadOnlyList<float[]> gradients)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(gradients);
        _steps++;
        double firstShare = 1 - Math.Pow(FirstDecay, _steps), secondShare = 1 - Math.Pow(SecondDecay, _steps);
        for (int group = 0; group < _first.Length; group++)
        {
            float[] values = parameters[group], gradient = gradients[group], first = _first[group], second = _second[group];
            for (int i = 0; i < values.Length; i++)
            {
                double g = gradient[i];
                first[i] = (float)((FirstDecay * first[i]) + ((1 - FirstDecay) * g));
                second[i] = (float)((SecondDecay * second[i]) + ((1 - SecondDecay) * g * g));
                values[i] -= (float)(_rate * (first[i] / firstShare) / (Math.Sqrt(second[i] / secondShare) + Epsilon));
            }
        }
    }
}
