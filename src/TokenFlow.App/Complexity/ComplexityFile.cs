using System.Globalization;
using System.Text;
using TokenFlow.Base.Files;
using TokenFlow.Studies.Complexity;

namespace TokenFlow.App.Complexity;

/// <summary>The measurements as a CSV file.</summary>
internal static class ComplexityFile
{
    /// <summary>Writes it. It appears under its name only when it is whole.</summary>
    public static void Write(string path, IReadOnlyList<ComplexityCurve> curves)
    {
        var text = new StringBuilder("pattern,tokens,edges,ms,samplesKept\n");
        foreach (ComplexityCurve curve in curves)
        {
            foreach (ComplexityPoint point in curve.Points)
            {
                text.Append(CultureInfo.InvariantCulture, $"{curve.Name},{point.Tokens},{point.Edges},{point.Ms:0.####},{point.SamplesKept}\n");
            }
        }

        using var file = new OutputFile(path);
        file.Guarded(() => file.Stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
        file.Commit();
    }
}
