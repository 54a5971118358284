namespace TokenFlow.Simulation.State;

/// <summary>The start of every layer that the run has reached, in order.</summary>
public sealed class CheckpointStore
{
    private readonly List<Checkpoint> _layers = [];

    /// <param name="start">What the first layer starts from.</param>
    public CheckpointStore(Checkpoint start) => _layers.Add(start);

    /// <summary>The last layer whose start is known.</summary>
    public int Last => _layers.Count - 1;

    /// <summary>The start of a layer.</summary>
    public Checkpoint this[int layer] => _layers[layer];

    /// <summary>Adds the start of the next layer.</summary>
    public void Add(Checkpoint checkpoint) => _layers.Add(checkpoint);

    /// <summary>Forgets what follows a layer's start, because an edit in that layer changes it.</summary>
    public void ForgetAfter(int layer)
    {
        if (layer < Last)
        {
            _layers.RemoveRange(layer + 1, Last - layer);
        }
    }
}
