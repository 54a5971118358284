using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Scene.Passes;

/// <summary>Pattern and parameters to the left; to the right exactly what of all edges is drawn, bundled or left out.</summary>
internal static class BottomLinePass
{
    public static void Draw(SceneFrame frame)
    {
        Box box = frame.Layout.BottomLine;
        if (!SceneLayout.Has(box))
        {
            return;
        }

        FrameSnapshot snapshot = frame.Snapshot;
        var style = new TextStyle(TypeSize.Note, frame.Theme.Secondary);
        float y = box.Top + 10;
        string hash = frame.Notes.Hash ? $"   state {snapshot.StateHash.ToString("x16", CultureInfo.InvariantCulture)}" : "";
        string right = Edges(frame) + hash;
        string left = Pattern(snapshot) + Capacity(snapshot);
        right = Letters.Fit(frame.Canvas, right, style, box.Width);
        float rightWidth = frame.Canvas.MeasureText(right, style);
        frame.Canvas.Text(right, new Vector2(box.Right, y), style with { Anchor = TextAnchor.End });
        frame.Canvas.Text(Letters.Fit(frame.Canvas, left, style, box.Width - rightWidth - 16), new Vector2(box.Left, y), style);
    }

    /// <summary>Pattern, weights, heads, residual.</summary>
    public static string Pattern(FrameSnapshot snapshot)
    {
        string heads = snapshot.Subject.Heads == 1 ? "1 head" : $"mean of {snapshot.Subject.Heads} heads";
        string residual = snapshot.Residual.ToString("0.##", CultureInfo.InvariantCulture);
        return $"{snapshot.PatternLabel}  ·  {snapshot.Subject.WeightSource} weights, {heads}, residual {residual}";
    }

    /// <summary>What hubs can carry and what is read back, where there are limits or facts.</summary>
    public static string Capacity(FrameSnapshot snapshot)
    {
        string limits = CapacityWords.OfAll(snapshot);
        string words = limits.Length > 0 ? $"  ·  {limits}" : "";
        if (snapshot.Recall is { } recall)
        {
            words += $"  ·  {Letters.Count(snapshot.Facts.Length)} facts of {Letters.Count(recall.Vocabulary)} words, {Letters.Count(snapshot.Readers.Length)} readers";
        }

        return words;
    }

    /// <summary>How many edges there are and how each is shown; the parts add up to the whole.</summary>
    public static string Edges(SceneFrame frame)
    {
        FrameSnapshot snapshot = frame.Snapshot;
        long bundled = 0;
        foreach (ref readonly BundleSnapshot bundle in snapshot.Bundles)
        {
            bundled += bundle.Edges;
        }

        int leftOut = snapshot.Edges.Length - frame.DrawnEdges;
        long all = snapshot.Edges.Length + bundled;
        if (bundled == 0 && leftOut == 0)
        {
            return $"{Letters.Count(all)} edges, every one drawn";
        }

        string text = $"{Letters.Count(all)} edges: {Letters.Count(frame.DrawnEdges)} of the strongest drawn";
        if (leftOut > 0)
        {
            text += $", {Letters.Count(leftOut)} left out";
        }

        if (bundled > 0)
        {
            text += $", {Letters.Count(bundled)} in bundles";
        }

        return text;
    }
}
