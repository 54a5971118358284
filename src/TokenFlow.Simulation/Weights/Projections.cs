namespace TokenFlow.Simulation.Weights;

/// <summary>The queries and keys of the running layer, each [heads][tokens][headDim]. Pooled: filled anew, never replaced.</summary>
public sealed class Projections
{
    /// <param name="length">heads x tokens x headDim.</param>
    /// <param name="separateGlobal">Whether global rows have projections of their own.</param>
    public Projections(int length, bool separateGlobal)
    {
        Query = new float[length];
        Key = new float[length];
        GlobalQuery = separateGlobal ? new float[length] : [];
        GlobalKey = separateGlobal ? new float[length] : [];
    }

    private Projections(float[] query, float[] key)
    {
        Query = query;
        Key = key;
        GlobalQuery = [];
        GlobalKey = [];
    }

    public float[] Query { get; }

    public float[] Key { get; }

    /// <summary>Queries of global rows; empty where they use the ordinary ones.</summary>
    public float[] GlobalQuery { get; }

    /// <summary>Keys that global rows read; empty where they use the ordinary ones.</summary>
    public float[] GlobalKey { get; }

    /// <summary>The same queries and keys, without those of global rows.</summary>
    public Projections WithoutGlobal() => new(Query, Key);
}
