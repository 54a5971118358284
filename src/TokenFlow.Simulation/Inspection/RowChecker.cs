using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Inspection;

/// <summary>Holds what the kernel wrote against float64, a row of one head an item.</summary>
internal sealed class RowChecker
{
    private readonly FlowState _state;
    private readonly WorkerTeam _team;
    private readonly Action<int, int> _checkRow;
    private readonly double[][] _weights;
    private int[] _rows = [];
    private double[] _errors = [];

    public RowChecker(FlowState state, WorkerTeam team)
    {
        _state = state;
        _team = team;
        _checkRow = CheckRow;
        _weights = new double[team.Threads][];
    }

    public SelfCheck Check(ReadOnlySpan<int> rows)
    {
        _rows = rows.ToArray();
        _errors = new double[rows.Length * _state.Heads];
        _team.Run(_errors.Length, _checkRow);
        (double largest, int at) = (0, -1);
        for (int i = 0; i < _errors.Length; i++)
        {
            if (at < 0 || _errors[i] > largest)
            {
                (largest, at) = (_errors[i], i);
            }
        }

        AttentionPlan plan = _state.Plan;
        return new SelfCheck(
            rows.Length,
            largest,
            at < 0 ? -1 : at % _state.Heads,
            at < 0 ? -1 : _rows[at / _state.Heads],
            plan.Edges,
            plan.IsRestricted ? null : FormulaOf(plan.Pattern, plan.Edits, plan.Tokens));
    }

    /// <summary>
    /// The closed form for a pattern with edits. Hubs made and unmade are globals where the pattern is windows and globals;
    /// of other edits, and of hubs made in other patterns, the formulas know nothing. BigBird with further globals has none.
    /// </summary>
    internal static long? FormulaOf(AttentionPattern pattern, PatternEdits edits, int tokens)
    {
        if (edits.CutHubs.Count > 0 || edits.CutEdges.Count > 0 || edits.Padding.Count > 0 || (pattern is BigBirdPattern && pattern.Globals.Count > 0))
        {
            return null;
        }

        if (edits.MadeHubs.Count > 0 || edits.UnmadeHubs.Count > 0)
        {
            if (pattern.WithHubs([.. pattern.Globals.Except(edits.UnmadeHubs).Union(edits.MadeHubs).Order()]) is not { } made)
            {
                return null;
            }

            pattern = made;
        }

        return EdgeFormula.Count(pattern, tokens - pattern.MemoryTokens);
    }

    private void CheckRow(int item, int worker)
    {
        int head = item % _state.Heads;
        int query = _rows[item / _state.Heads];
        int d = _state.HeadDim;
        int columns = DyeColumns.Count(_state.Tracers);
        double[] weights = _weights[worker] ??= new double[_state.Tokens];
        Span<double> output = stackalloc double[d];
        Span<double> extra = stackalloc double[columns];
        double logSumExp = DenseRow.Compute(_state.Inputs, _state.Plan, head, query, weights, output, extra);
        int row = (head * _state.Tokens) + query;
        double error = Distance(_state.LogSumExp[row], logSumExp);
        for (int c = 0; c < d; c++)
        {
            error = Math.Max(error, Distance(_state.Attended[(row * d) + c], output[c]));
        }

        for (int c = 0; c < columns; c++)
        {
            error = Math.Max(error, Distance(_state.ExtraAttended[(row * columns) + c], extra[c]));
        }

        _errors[item] = error;
    }

    // Equal infinities are no error; what is not a number is the worst there is.
    private static double Distance(float kernel, double dense)
    {
        double error = kernel == dense ? 0 : Math.Abs(kernel - dense);
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }
}

/// <summary>What the run came to when it was held against a float64 computation that shares no code with the kernel.</summary>
/// <param name="Rows">Rows that were computed anew, in all heads.</param>
/// <param name="LargestError">The largest |kernel - float64| over the rows' value columns, dye columns and log-sum-exp.</param>
/// <param name="Head">The head where it is; -1 where no row was checked.</param>
/// <param name="Row">The row where it is; -1 where no row was checked.</param>
/// <param name="Edges">Query-key pairs that the kernel computes in a head (the first), counted.</param>
/// <param name="FormulaEdges">The same by the pattern's closed form; null where the edits, hubs' slots or the pattern leave none.</param>
public sealed record SelfCheck(int Rows, double LargestError, int Head, int Row, long Edges, long? FormulaEdges);
