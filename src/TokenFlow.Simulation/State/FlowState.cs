using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation.State;

/// <summary>
/// The simulation's rows: pooled contiguous matrices that the kernels run on, a row a token. Systems share it; each member
/// names the system that writes it. Entities refer to rows by their position.
/// </summary>
public sealed class FlowState
{
    /// <param name="tokens">Tokens.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="headDim">Dimensions a head.</param>
    /// <param name="tracers">Tracers.</param>
    /// <param name="separateGlobal">Whether global rows have projections of their own.</param>
    public FlowState(int tokens, int heads, int headDim, int tracers, bool separateGlobal)
    {
        Tokens = tokens;
        Heads = heads;
        HeadDim = headDim;
        Tracers = tracers;
        int values = heads * tokens * headDim;
        int columns = DyeColumns.Count(tracers);
        Projections = new Projections(values, separateGlobal);
        Attended = new float[values];
        Output = new float[values];
        LogSumExp = new float[heads * tokens];
        Extra = new float[tokens * columns];
        RandomExtra = new float[tokens * columns];
        ExtraAttended = new float[heads * tokens * columns];
        DyeOutput = new float[tokens * tracers * DyeColumns.Ways];
        RowReading = new float[tokens * DyeColumns.Reading];
        SentShares = new float[tokens];
        Array.Fill(SentShares, 1);
    }

    public int Tokens { get; }

    public int Heads { get; }

    public int HeadDim { get; }

    public int Tracers { get; }

    /// <summary>Layers finished; the running layer counts from 0 and has this number. Written by InputSystem.</summary>
    public int Layer { get; set; }

    /// <summary>The running layer's frozen start. Written by InputSystem.</summary>
    public Checkpoint Start { get; set; } = null!;

    /// <summary>What the kernel last ran on: the running layer's start, or at the end the last layer's. Written by AttendSystem.</summary>
    public Checkpoint Attending { get; set; } = null!;

    /// <summary>The knobs as they stand in this frame, and their stable hash. Written by InputSystem.</summary>
    public Knobs Knobs { get; set; } = null!;

    public ulong KnobsHash { get; set; }

    /// <summary>Who attends to whom in the running layer. Written by EditSystem; hub rows are cut down by CapacitySystem.</summary>
    public AttentionPlan Plan { get; set; } = null!;

    /// <summary>Grows whenever what the kernel computes may differ from the frame before. Written by EditSystem.</summary>
    public long Revision { get; set; }

    /// <summary>
    /// [heads][tokens][headDim] value rows as keys give them: those of limited hubs are what gets through, all others the layer's
    /// input. The very array of <see cref="Start"/> where no limit binds. Written by CapacitySystem.
    /// </summary>
    public float[] SentValues { get; set; } = null!;

    /// <summary>[tokens] phi: how much of its dye a key hands on; 1 but for limited hubs. Written by CapacitySystem.</summary>
    public float[] SentShares { get; }

    /// <summary>What stands on the working hubs as HubTrafficComponent, in the order of their positions, for loops that must not depend on the order of entities. Written by CapacitySystem.</summary>
    public List<HubTraffic> Traffic { get; } = [];

    /// <summary>[hubs of <see cref="Traffic"/>][tracers] weight times dye of the keys that slots left out, at least as long. Written by CapacitySystem.</summary>
    public double[] RefusedIn { get; set; } = [];

    /// <summary>Queries and keys of the running layer. Written by AttendSystem.</summary>
    public Projections Projections { get; }

    /// <summary>[heads][tokens][headDim] A X. Written by AttendSystem.</summary>
    public float[] Attended { get; }

    /// <summary>[heads][tokens] log-sum-exp of every row's scores. Written by AttendSystem.</summary>
    public float[] LogSumExp { get; }

    /// <summary>[tokens][columns] what keys give over window and hub edges, see <see cref="DyeColumns"/>. Written by AttendSystem.</summary>
    public float[] Extra { get; }

    /// <summary>[tokens][columns] what keys give over random links. Written by AttendSystem.</summary>
    public float[] RandomExtra { get; }

    /// <summary>[heads][tokens][columns] the extra columns after attention. Written by AttendSystem.</summary>
    public float[] ExtraAttended { get; }

    /// <summary>[heads][tokens][headDim] X' = alpha X + (1 - alpha) A X. Written by IntegrateSystem.</summary>
    public float[] Output { get; }

    /// <summary>[tokens][tracers x 3] the dye's X', heads averaged. Written by IntegrateSystem.</summary>
    public float[] DyeOutput { get; }

    /// <summary>[tokens][2] each row's attention over random links and to hubs, heads averaged. Written by IntegrateSystem.</summary>
    public float[] RowReading { get; }

    /// <summary>What the kernel is given in this frame; at the end of the run, what it was given in the last layer's last.</summary>
    public AttentionInputs Inputs => new()
    {
        Heads = Heads,
        HeadDim = HeadDim,
        Scale = 1 / (MathF.Sqrt(HeadDim) * Knobs.Temperature),
        Q = Projections.Query,
        K = Projections.Key,
        V = SentValues,
        GlobalQ = Projections.GlobalQuery,
        GlobalK = Projections.GlobalKey,
        GlobalV = Projections.GlobalQuery.Length > 0 ? SentValues : default,
        ExtraColumns = DyeColumns.Count(Tracers),
        Extra = Extra,
        RandomExtra = RandomExtra,
    };
}
