using TokenFlow.Attention.Patterns;

namespace TokenFlow.Simulation.State;

/// <summary>
/// The extra value columns: three a tracer (window, random, hub), then two that measure the reading itself (1 for keys
/// read over a random link, 1 for hubs), so that the kernel's own sums say how each row's attention is shared.
/// </summary>
public static class DyeColumns
{
    /// <summary>Ways a tracer is split into.</summary>
    public const int Ways = 3;

    /// <summary>Columns beside the tracers'.</summary>
    public const int Reading = 2;

    /// <summary>All columns for so many tracers.</summary>
    public static int Count(int tracers) => (tracers * Ways) + Reading;

    /// <summary>The column of a tracer's way.</summary>
    public static int Of(int tracer, EdgeWay way) => (tracer * Ways) + (int)way;

    /// <summary>The column that is 1 for keys read over a random link.</summary>
    public static int RandomReading(int tracers) => tracers * Ways;

    /// <summary>The column that is 1 for hubs.</summary>
    public static int HubReading(int tracers) => (tracers * Ways) + 1;
}
