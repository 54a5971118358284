namespace TokenFlow.Studies.Quiz;

/// <summary>
/// A linear classifier of two classes, fitted by ridge regression on targets of -1 and 1 (Hoerl and Kennard 1970): the
/// minimiser of |X w + b - y|^2 + lambda |w|^2, by Cholesky's factorisation of the normal equations in float64.
/// </summary>
internal sealed class LinearReadOut
{
    // Of the mean square of the features: enough to keep the equations regular, too little to move the plane.
    private const double Ridge = 1e-8;
    private readonly double[] _weights;

    private LinearReadOut(double[] weights) => _weights = weights;

    /// <summary>Fits it.</summary>
    /// <param name="examples">Feature vectors of one length, at least one.</param>
    /// <param name="classes">As many: whether each is of the second class.</param>
    public static LinearReadOut Fit(IReadOnlyList<float[]> examples, IReadOnlyList<bool> classes)
    {
        int d = examples[0].Length, size = d + 1;
        var normal = new double[size, size];
        var target = new double[size];
        for (int e = 0; e < examples.Count; e++)
        {
            double y = classes[e] ? 1 : -1;
            for (int i = 0; i < size; i++)
            {
                double x = Feature(examples[e], i);
                target[i] += x * y;
                for (int j = 0; j <= i; j++)
                {
                    normal[i, j] += x * Feature(examples[e], j);
                }
            }
        }

        double trace = Enumerable.Range(0, d).Sum(i => normal[i, i]);
        double lambda = Math.Max(Ridge * trace / d, double.Epsilon);
        for (int i = 0; i < size; i++)
        {
            normal[i, i] += lambda;
        }

        return new LinearReadOut(Solve(normal, target));
    }

    /// <summary>Whether a vector is put into the second class.</summary>
    public bool Classify(float[] vector)
    {
        double sum = 0;
        for (int i = 0; i < _weights.Length; i++)
        {
            sum += _weights[i] * Feature(vector, i);
        }

        return sum > 0;
    }

    private static double Feature(float[] vector, int i) => i < vector.Length ? vector[i] : 1;

    // In place: the lower triangle becomes Cholesky's factor.
    private static double[] Solve(double[,] a, double[] b)
    {
        int n = b.Length;
        for (int j = 0; j < n; j++)
        {
            for (int k = 0; k < j; k++)
            {
                for (int i = j; i < n; i++)
                {
                    a[i, j] -= a[i, k] * a[j, k];
                }
            }

            double pivot = Math.Sqrt(Math.Max(a[j, j], double.Epsilon));
            for (int i = j; i < n; i++)
            {
                a[i, j] /= pivot;
            }
        }

        var x = (double[])b.Clone();
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
            {
                x[i] -= a[i, k] * x[k];
            }

            x[i] /= a[i, i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
            {
                x[i] -= a[k, i] * x[k];
            }

            x[i] /= a[i, i];
        }

        return x;
    }
}
