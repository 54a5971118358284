using System.Globalization;
using TokenFlow.Recording.Charts;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Benchmarks.SideBySide;

/// <summary>The plots of a report: time against length, and useful arithmetic as a share of the peak.</summary>
/// <param name="report">What was measured.</param>
internal sealed class SideBySidePlots(SideBySideReport report)
{
    private static readonly (string Impl, string Pattern, string Name)[] Lines =
    [
        (SideBySideStudy.Ours, "longformer", "TokenFlow"),
        (SideBySideStudy.Dense, "full", "onnxruntime, dense"),
        (SideBySideStudy.Masked, "longformer", "onnxruntime, masked"),
        (SideBySideStudy.Scalar, "longformer", "scalar definition"),
    ];

    /// <summary>Writes them all.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <returns>The files.</returns>
    public IReadOnlyList<string> Write(string folder)
    {
        var theme = SceneTheme.Dark();
        var writer = new ChartWriter(theme);
        var written = new List<string>();
        foreach (int heads in report.Rows.Select(r => r.Heads).Distinct().Order())
        {
            string tail = heads == 1 ? "1-head" : $"{heads}-heads";
            foreach ((string name, LineChart chart) in new[] { ("time", Time(heads, theme)), ("share-of-peak", Share(heads, theme)) })
            {
                foreach (string extension in new[] { "png", "svg" })
                {
                    string path = Path.Combine(folder, $"{name}-{tail}.{extension}");
                    writer.Write(chart, path);
                    written.Add(path);
                }
            }
        }

        return written;
    }

    private static Rgba Colour(string impl, SceneTheme theme) => impl switch
    {
        SideBySideStudy.Ours => theme.Hub,
        SideBySideStudy.Dense => theme.Window,
        SideBySideStudy.Masked => theme.Random,
        _ => theme.Secondary,
    };

    private LineChart Time(int heads, SceneTheme theme) => new()
    {
        Title = heads == 1 ? "Attention, one head: time against length" : $"Attention, {heads} heads: time against length",
        Subtitle = Circumstances(),
        XLabel = "tokens",
        YLabel = "time a call",
        YTick = ms => ms >= 1000 ? $"{ms / 1000:0} s" : string.Create(CultureInfo.InvariantCulture, $"{ms:G4} ms"),
        Series = Series(heads, theme, row => row.Ms),
    };

    private LineChart Share(int heads, SceneTheme theme) => new()
    {
        Title = heads == 1 ? "Useful arithmetic, one head: share of the machine's peak" : $"Useful arithmetic, {heads} heads: share of the machine's peak",
        Subtitle = Circumstances(),
        XLabel = "tokens",
        YLabel = "4 d FLOP an edge, of the multiply-add peak",
        IsLogarithmic = false,
        YMost = 1,
        Series = Series(heads, theme, row => row.ShareOfPeak),
    };

    private string Circumstances() => string.Create(
        CultureInfo.InvariantCulture,
        $"{SideBySideOptions.Window} neighbours a side + {SideBySideOptions.Globals} global tokens · d = {SideBySideOptions.HeadDim} · float32 · {report.Threads} threads · {report.Machine.Processor} · peak {report.PeakGflops:0} GFLOP/s");

    private List<ChartSeries> Series(int heads, SceneTheme theme, Func<ResultRow, double> value)
    {
        var series = new List<ChartSeries>();
        foreach ((string impl, string pattern, string name) in Lines)
        {
            ResultRow[] rows = [.. report.Rows.Where(r => r.Impl == impl && r.Pattern == pattern && r.Heads == heads).OrderBy(r => r.Tokens)];
            if (rows.Length > 0)
            {
                series.Add(new ChartSeries
                {
                    Name = name,
                    Colour = Colour(impl, theme),
                    X = [.. rows.Select(r => (double)r.Tokens)],
                    Y = [.. rows.Select(value)],
                    IsSubject = impl == SideBySideStudy.Ours,
                });
            }
        }

        return series;
    }
}
