using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Studies.Recall;

/// <summary>
/// The participation ratio of a matrix's singular values s, (sum s²)² / sum s⁴: how many directions share its power. It is n
/// for n equal ones and 1 where one outweighs all others (Bell and Dean 1970, "Atomic vibrations in vitreous silica", for
/// modes; as a dimension of activity, Litwin-Kumar et al. 2017, "Optimal degrees of synaptic connectivity").
/// </summary>
internal static class Participation
{
    /// <summary>The ratio; 0 for a matrix of zeros. With G = R R^T it is (tr G)² / tr G², so no singular value is needed.</summary>
    /// <param name="matrix">[rows][columns] R.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    public static double Of(double[] matrix, int rows, int columns)
    {
        if (rows > columns)
        {
            (matrix, rows, columns) = (Transposed(matrix, rows, columns), columns, rows);
        }

        double trace = 0;
        double square = 0;
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<double> row = matrix.AsSpan(i * columns, columns);
            double length = DoubleRows.Dot(row, row);
            trace += length;
            square += length * length;
            for (int j = 0; j < i; j++)
            {
                double product = DoubleRows.Dot(row, matrix.AsSpan(j * columns, columns));
                square += 2 * product * product;
            }
        }

        return square > 0 ? trace * trace / square : 0;
    }

    private static double[] Transposed(double[] matrix, int rows, int columns)
    {
        var transposed = new double[matrix.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                transposed[(j * rows) + i] = matrix[(i * columns) + j];
            }
        }

        return transposed;
    }
}
