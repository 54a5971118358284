using System.Numerics.Tensors;
using MathNet.Numerics.Providers.LinearAlgebra;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Studies.Recall;

/// <summary>
/// (B B^T)^+ y for a matrix of codewords B, from which the minimum-norm least-squares solution of B x = y is
/// x = B^T (B B^T)^+ y. In double precision: by Cholesky's factorisation where the Gram matrix is well conditioned, else by
/// its eigenvectors, those with an eigenvalue below a share of the largest left out (Golub and Van Loan 2013, "Matrix
/// computations", sections 4.2 and 5.5).
/// </summary>
internal sealed class GramInverse
{
    // Of the largest pivot: a condition number at which half of a double's digits are left.
    private const double LeastPivot = 1e-7;

    // Of the largest eigenvalue: codewords are floats, so their Gram matrix is known to some 1e-14 of it.
    private const double LeastEigenvalue = 1e-11;

    private readonly int _size;

    // The Cholesky factor below the diagonal, row-major; or the eigenvectors times 1 / sqrt(eigenvalue), one a row.
    private readonly double[] _factor;
    private readonly bool _isTriangular;
    private readonly double[] _work;

    private GramInverse(int size, double[] factor, bool isTriangular)
    {
        _size = size;
        _factor = factor;
        _isTriangular = isTriangular;
        Rank = isTriangular ? size : factor.Length / size;
        _work = new double[Rank];
    }

    /// <summary>The rank of the Gram matrix.</summary>
    public int Rank { get; }

    /// <summary>Factors B B^T.</summary>
    /// <param name="rows">[size][columns] B.</param>
    /// <param name="size">Rows of B.</param>
    /// <param name="columns">Columns of B.</param>
    public static GramInverse Of(float[] rows, int size, int columns)
    {
        double[] gram = Gram(rows, size, columns);
        var factor = (double[])gram.Clone();
        return columns >= size && TryFactor(factor, size) ? new GramInverse(size, factor, isTriangular: true) : ByEigenvectors(gram, size);
    }

    /// <summary>(B B^T)^+ y. Not thread-safe.</summary>
    /// <param name="y">[size].</param>
    /// <param name="into">[size].</param>
    public void Solve(ReadOnlySpan<float> y, Span<float> into)
    {
        if (_isTriangular)
        {
            SolveTriangular(y, into);
            return;
        }

        for (int e = 0; e < Rank; e++)
        {
            ReadOnlySpan<double> vector = _factor.AsSpan(e * _size, _size);
            double sum = 0;
            for (int i = 0; i < _size; i++)
            {
                sum += vector[i] * y[i];
            }

            _work[e] = sum;
        }

        for (int i = 0; i < _size; i++)
        {
            double sum = 0;
            for (int e = 0; e < Rank; e++)
            {
                sum += _factor[(e * _size) + i] * _work[e];
            }

            into[i] = (float)sum;
        }
    }

    private void SolveTriangular(ReadOnlySpan<float> y, Span<float> into)
    {
        for (int i = 0; i < _size; i++)
        {
            ReadOnlySpan<double> row = _factor.AsSpan(i * _size, i + 1);
            double sum = y[i];
            for (int j = 0; j < i; j++)
            {
                sum -= row[j] * _work[j];
            }

            _work[i] = sum / row[i];
        }

        for (int i = _size - 1; i >= 0; i--)
        {
            double x = _work[i] / _factor[(i * _size) + i];
            into[i] = (float)x;
            ReadOnlySpan<double> row = _factor.AsSpan(i * _size, i);
            for (int j = 0; j < i; j++)
            {
                _work[j] -= row[j] * x;
            }
        }
    }

    // The products of two floats are exact in double; each sum runs in order.
    private static double[] Gram(float[] rows, int size, int columns)
    {
        var gram = new double[size * size];
        var wide = new double[size * columns];
        TensorPrimitives.ConvertChecked<float, double>(rows.AsSpan(0, wide.Length), wide);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = DoubleRows.Dot(wide.AsSpan(i * columns, columns), wide.AsSpan(j * columns, columns));
                gram[(i * size) + j] = sum;
                gram[(j * size) + i] = sum;
            }
        }

        return gram;
    }

    // In place, below the diagonal. False where a pivot shows that the matrix is, or nearly is, singular.
    private static bool TryFactor(double[] matrix, int size)
    {
        double largest = 0;
        for (int i = 0; i < size; i++)
        {
            largest = Math.Max(largest, matrix[(i * size) + i]);
        }

        for (int i = 0; i < size; i++)
        {
            Span<double> row = matrix.AsSpan(i * size, size);
            for (int j = 0; j <= i; j++)
            {
                double sum = row[j] - DoubleRows.Dot(row[..j], matrix.AsSpan(j * size, j));
                if (i > j)
                {
                    row[j] = sum / matrix[(j * size) + j];
                }
                else if (sum > LeastPivot * largest)
                {
                    row[i] = Math.Sqrt(sum);
                }
                else
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static GramInverse ByEigenvectors(double[] gram, int size)
    {
        var values = new System.Numerics.Complex[size];
        var vectors = new double[size * size];
        var diagonal = new double[size * size];

        // The managed provider by name: what else a machine may have installed must not decide the last bits.
        ManagedLinearAlgebraProvider.Instance.EigenDecomp(isSymmetric: true, size, gram, vectors, values, diagonal);
        double largest = values.Max(v => v.Real);
        int[] kept = [.. Enumerable.Range(0, size).Where(e => values[e].Real > LeastEigenvalue * largest && values[e].Real > 0)];
        var factor = new double[kept.Length * size];
        for (int e = 0; e < kept.Length; e++)
        {
            // Column-major: an eigenvector is a stretch of it.
            double scale = 1 / Math.Sqrt(values[kept[e]].Real);
            TensorPrimitives.Multiply(vectors.AsSpan(kept[e] * size, size), scale, factor.AsSpan(e * size, size));
        }

        return new GramInverse(size, factor, isTriangular: false);
    }
}
