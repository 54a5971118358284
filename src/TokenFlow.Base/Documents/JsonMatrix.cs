namespace TokenFlow.Base.Documents;

/// <summary>A matrix of a document: a list of rows, each a list of numbers.</summary>
/// <param name="Where">Where it begins, for messages.</param>
/// <param name="Rows">How many rows there are, one at least.</param>
/// <param name="Width">Numbers a row, one at least; all rows have as many.</param>
/// <param name="Numbers">[rows][width], finite also in single precision.</param>
public sealed record JsonMatrix(string Where, int Rows, int Width, double[] Numbers)
{
    /// <summary>What is wrong with an entry that is no number, and how to mend it.</summary>
    public static (string What, string Remedy) NotNumber { get; } = ("this is no number", "give a finite number");

    /// <summary>The same of one that kernels cannot take: they run in single precision.</summary>
    public static (string What, string Remedy) NotSingle { get; } = ("the number does not fit 32 bits", $"keep it below {float.MaxValue:G3} either way");
}
