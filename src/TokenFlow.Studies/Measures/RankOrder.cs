namespace TokenFlow.Studies.Measures;

/// <summary>
/// The order that a measure puts things in, strongest first. Numbers that differ by less than a hundred-thousandth count as
/// equal: of float32 sums in different orders more cannot be said.
/// </summary>
public sealed class RankOrder
{
    private const double Tolerance = 1e-5;
    private readonly int[] _places;
    private readonly int[] _levels;

    private RankOrder(int[] places, int[] levels) => (_places, _levels) = (places, levels);

    /// <summary>Places from 1: equal ones share the best of theirs.</summary>
    public ReadOnlySpan<int> Places => _places;

    /// <summary>Steps down from the strongest, from 0: equal ones are on one.</summary>
    public ReadOnlySpan<int> Levels => _levels;

    /// <summary>How many share a place with one, itself included.</summary>
    public int Sharing(int index) => _levels.AsSpan().Count(_levels[index]);

    /// <summary>Orders values, none of them negative or not a number.</summary>
    /// <param name="values">The values; the largest is the strongest.</param>
    public static RankOrder Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int[] order = [.. Enumerable.Range(0, values.Count).OrderByDescending(i => values[i]).ThenBy(i => i)];
        var places = new int[order.Length];
        var levels = new int[order.Length];

        // A level begins at a value and takes in what is hardly less: so none drifts down over many small steps.
        for (int at = 0, first = 0, level = 0; at < order.Length; at++)
        {
            if (values[order[at]] < values[order[first]] * (1 - Tolerance))
            {
                first = at;
                level++;
            }

            (places[order[at]], levels[order[at]]) = (first + 1, level);
        }

        return new RankOrder(places, levels);
    }
}
