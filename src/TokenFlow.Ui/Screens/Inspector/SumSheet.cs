using System.Globalization;
using TokenFlow.Attention.Patterns;
using TokenFlow.Scene.Lettering;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Inspection;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Ui.Screens.Touch;

namespace TokenFlow.Ui.Screens.Inspector;

/// <summary>How a token's value was computed, in words and figures: scores, softmax weights, what each key gives, and the residual.</summary>
internal sealed class SumSheet
{
    /// <summary>Keys that have a line.</summary>
    public const int MostKeys = 5;

    private readonly List<SheetKey> _keys = [];

    /// <summary>The keys with the largest weights; among equals those of which most is taken.</summary>
    public IReadOnlyList<SheetKey> Keys => _keys;

    /// <summary>Which layer and head.</summary>
    public string Which { get; private set; } = "";

    /// <summary>What the scores are.</summary>
    public string ScoreTitle { get; private set; } = "";

    /// <summary>What is added up: dye, or a value column.</summary>
    public string HeldTitle { get; private set; } = "";

    /// <summary>How many more keys there are; empty for none.</summary>
    public string MoreName { get; private set; } = "";

    public string MoreAmount { get; private set; } = "";

    public string MoreTaken { get; private set; } = "";

    /// <summary>The sum of all weights, in float64.</summary>
    public double WeightSum { get; private set; }

    public string WeightSumText { get; private set; } = "";

    /// <summary>The weighted sum as the kernel computed it.</summary>
    public string SumText { get; private set; } = "";

    public string LogSumExp { get; private set; } = "";

    /// <summary>Own and sum, blended by the residual, with the numbers of this token.</summary>
    public string Blend { get; private set; } = "";

    /// <summary>What of it shows now.</summary>
    public string Now { get; private set; } = "";

    /// <summary>Writes it anew.</summary>
    /// <param name="source">What was found out of the token.</param>
    /// <param name="subject">The run's text and shape.</param>
    public void Write(TokenInspection source, Subject subject)
    {
        bool isMean = float.IsNaN(source.LogSumExp);
        Which = isMean ? $"layer {source.Layer} · mean of {subject.Heads} heads"
            : subject.Heads == 1 ? $"layer {source.Layer}" : $"layer {source.Layer} · head {source.Head + 1} of {subject.Heads}";
        ScoreTitle = isMean ? "score" : $"q·k × {source.Scale:0.###}";
        InspectedTracer? tracer = source.Tracers.Count > 0 ? source.Tracers[0] : null;
        InspectedColumn? column = source.Columns.Count > 0 ? source.Columns[0] : null;
        HeldTitle = tracer is not null ? "its dye" : column is not null ? "its value" : "";
        IReadOnlyList<float>? held = tracer?.Held ?? column?.Values;

        Span<int> top = stackalloc int[MostKeys];
        int shown = Top(source.Keys, held, top);
        double sum = 0, shownSum = 0, taken = 0, shownTaken = 0;
        for (int e = 0; e < source.Keys.Count; e++)
        {
            sum += source.Keys[e].Weight;
            taken += source.Keys[e].Weight * (double)(held?[e] ?? 0);
        }

        _keys.Clear();
        for (int i = 0; i < shown; i++)
        {
            InspectedKey key = source.Keys[top[i]];
            double amount = held?[top[i]] ?? 0, product = key.Weight * amount;
            shownSum += key.Weight;
            shownTaken += product;
            _keys.Add(new SheetKey(
                new PointedEdge(source.Token, key.Key), key.Way, key.Weight, product,
                $"{Letters.Piece(subject.Pieces[key.Key])} {key.Key}",
                isMean ? "-" : key.Score.ToString("0.000", CultureInfo.InvariantCulture).Replace('-', '−'),
                CardPen.Dye(key.Weight), held is null ? "" : CardPen.Dye(amount), held is null ? "" : CardPen.Dye(product)));
        }

        int more = source.Keys.Count - shown;
        MoreName = more > 0 ? $"and {Letters.Count(more)} more" : "";
        MoreAmount = more > 0 ? CardPen.Dye(sum - shownSum) : "";
        MoreTaken = more > 0 && held is not null ? CardPen.Dye(Math.Abs(taken - shownTaken) < 1e-12 ? 0 : taken - shownTaken) : "";
        WeightSum = sum;
        WeightSumText = source.Keys.Count == 0 ? "reads nothing" : sum.ToString("0.000000", CultureInfo.InvariantCulture);
        LogSumExp = isMean ? "each head has its own scores: choose one" : $"log-sum-exp of the scores {source.LogSumExp:0.0000}".Replace('-', '−').Replace("log−sum−exp", "log-sum-exp");
        WriteBlend(source, tracer, column, subject.Heads);
    }

    private void WriteBlend(TokenInspection source, InspectedTracer? tracer, InspectedColumn? column, int heads)
    {
        (double own, double sum, double mean, double result) = tracer is not null
            ? (tracer.Own.Total, tracer.Sum.Total, tracer.Mean.Total, tracer.Result.Total)
            : column is not null ? (column.Own, column.Sum, column.Sum, column.Result) : (double.NaN, double.NaN, double.NaN, double.NaN);
        if (double.IsNaN(own))
        {
            (SumText, Blend, Now) = ("", "", "");
            return;
        }

        SumText = CardPen.Dye(sum);
        double alpha = source.Residual;
        string from = tracer is not null && heads > 1 && source.Head >= 0 ? $"mean of heads {CardPen.Dye(mean)}" : CardPen.Dye(mean);
        Blend = $"{alpha:0.##} × {CardPen.Dye(own)} + {1 - alpha:0.##} × {from} = {CardPen.Dye(result)}";
        Now = source.Progress >= 1 ? "the layer is finished: all of it shows"
            : $"{source.Progress * 100:0} % of the layer: shows {CardPen.Dye(own + (source.Progress * (result - own)))}";
    }

    // The largest weights; among equals what most is taken of, then the nearest.
    private static int Top(IReadOnlyList<InspectedKey> keys, IReadOnlyList<float>? held, Span<int> top)
    {
        int count = 0;
        for (int e = 0; e < keys.Count; e++)
        {
            int at = count;
            while (at > 0 && Before(e, top[at - 1]))
            {
                at--;
            }

            if (at == top.Length)
            {
                continue;
            }

            for (int i = Math.Min(count, top.Length - 1); i > at; i--)
            {
                top[i] = top[i - 1];
            }

            top[at] = e;
            count = Math.Min(count + 1, top.Length);
        }

        return count;

        bool Before(int a, int b) => keys[a].Weight != keys[b].Weight ? keys[a].Weight > keys[b].Weight : (held?[a] ?? 0) > (held?[b] ?? 0);
    }
}

/// <summary>A key's line in the sum: its score, its softmax weight, what it holds, and what of it is taken.</summary>
/// <param name="Edge">The edge from it.</param>
/// <param name="Way">Window, random or hub.</param>
/// <param name="Weight">The softmax weight.</param>
/// <param name="Product">Weight x what it holds.</param>
/// <param name="Name">The key's text.</param>
/// <param name="Score">The score in figures; "-" in the mean over heads.</param>
/// <param name="Amount">The weight in figures.</param>
/// <param name="Held">What it holds, in figures.</param>
/// <param name="Taken">The product in figures.</param>
internal readonly record struct SheetKey(
    PointedEdge Edge, EdgeWay Way, float Weight, double Product, string Name, string Score, string Amount, string Held, string Taken);
