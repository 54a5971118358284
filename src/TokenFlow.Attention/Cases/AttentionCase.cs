using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Cases;

/// <summary>
/// Somebody's own tensors and a pattern, as a file: what <c>attend</c> runs, so that anyone can hold our kernels against
/// another implementation. Matrices are token-major, [rows][heads * headDim]; head h has columns h*headDim to (h+1)*headDim.
/// </summary>
public sealed class AttentionCase
{
    /// <summary>The largest file that is read.</summary>
    public const long MostBytes = 128L << 20;

    /// <summary>The longest sequence that is read.</summary>
    public const int MostRows = 1 << 16;

    /// <summary>The case's name, or empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whose the expected figures are, or empty.</summary>
    public string Source { get; init; } = "";

    /// <summary>Number of heads.</summary>
    public required int Heads { get; init; }

    /// <summary>Columns a head.</summary>
    public required int HeadDim { get; init; }

    /// <summary>
    /// Rows of the matrices. For a memory pattern that is memory and text together; a file may give the text's tokens
    /// alone in <c>tokens</c> when its matrices have the memory's rows in front.
    /// </summary>
    public required int Rows { get; init; }

    /// <summary>Who may attend to whom; validated against the rows.</summary>
    public required AttentionPattern Pattern { get; init; }

    /// <summary>Padded tokens.</summary>
    public IReadOnlyList<int> Padding { get; init; } = [];

    /// <summary>Queries, [rows][heads * headDim].</summary>
    public required double[] Q { get; init; }

    /// <summary>Keys, the same shape.</summary>
    public required double[] K { get; init; }

    /// <summary>Values, the same shape.</summary>
    public required double[] V { get; init; }

    /// <summary>Queries of global rows, the same shape; empty where there are none.</summary>
    public double[] GlobalQ { get; init; } = [];

    /// <summary>Keys as global rows see them; empty where there are none.</summary>
    public double[] GlobalK { get; init; } = [];

    /// <summary>Values as global rows see them; empty where there are none.</summary>
    public double[] GlobalV { get; init; } = [];

    /// <summary>What another implementation found, the same shape; empty where the file does not say.</summary>
    public double[] Expected { get; init; } = [];

    /// <summary>How far from <see cref="Expected"/> a result may be; 0 where the file does not say.</summary>
    public double Tolerance { get; init; }

    /// <summary>Reads a case from a file.</summary>
    /// <exception cref="FaultException">The file is missing, too large or not a valid case; it names file, line and field.</exception>
    public static AttentionCase Load(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(stream, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string what = failure is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : "the file cannot be read";
            throw new FaultException(FaultKind.FileUnreadable, what, path, "check the path and its permissions", failure);
        }
    }

    /// <summary>Reads a case from a stream, to its end.</summary>
    /// <param name="stream">UTF-8 JSON, at most <see cref="MostBytes"/>.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="FaultException">It is too large or not a valid case.</exception>
    public static AttentionCase Read(Stream stream, string name) => new AttentionCaseReader(stream, name).Read();
}
