namespace TokenFlow.Studies.Recall;

/// <summary>Where a recall curve breaks.</summary>
public static class Knee
{
    /// <summary>The mean recall that counts as reading the facts.</summary>
    public const double Reads = 0.9;

    /// <summary>The largest k at which recall by matched filter is 0.9, see <see cref="Of(IReadOnlyList{ValueTuple{double, double}})"/>.</summary>
    public static double? Of(IReadOnlyList<RecallPoint> curve) => Of([.. curve.Select(p => ((double)p.Facts, p.Recall))]);

    /// <summary>
    /// The largest k at which recall is 0.9: after the last point that reaches it, on the straight line in log k to the next.
    /// </summary>
    /// <param name="curve">Points (k, recall), ascending in k.</param>
    /// <returns>k, not rounded; null where recall never reaches 0.9, or never falls below it again.</returns>
    public static double? Of(IReadOnlyList<(double Facts, double Recall)> curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        int last = curve.Count - 1;
        while (last >= 0 && curve[last].Recall < Reads)
        {
            last--;
        }

        if (last < 0 || last == curve.Count - 1)
        {
            return null;
        }

        ((double from, double high), (double to, double low)) = (curve[last], curve[last + 1]);
        return from * Math.Pow(to / from, (high - Reads) / (high - low));
    }
}
