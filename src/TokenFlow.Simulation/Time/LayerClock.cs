namespace TokenFlow.Simulation.Time;

/// <summary>
/// Which frame belongs to which layer. Layer l (from 0) runs in frames [l F, (l + 1) F); its frame k shows progress k / F.
/// Frame (l + 1) F shows the layer's result, as the next layer's progress 0.
/// </summary>
/// <param name="Layers">Layers of the run.</param>
/// <param name="FramesPerLayer">F.</param>
/// <param name="FramesPerSecond">Frames a second of simulated time.</param>
public readonly record struct LayerClock(int Layers, int FramesPerLayer, int FramesPerSecond)
{
    /// <summary>The frame at which the last layer is finished.</summary>
    public long EndFrame => (long)Layers * FramesPerLayer;

    /// <summary>The layer that runs in a frame; <see cref="Layers"/> from the end on.</summary>
    public int LayerOf(long frame) => (int)Math.Min(Layers, frame / FramesPerLayer);

    /// <summary>The first frame of a layer.</summary>
    public long FirstFrame(int layer) => (long)layer * FramesPerLayer;

    /// <summary>The last frame of a layer: the knobs that stand there decide its result.</summary>
    public long LastFrame(int layer) => FirstFrame(layer + 1) - 1;

    /// <summary>The time of a frame.</summary>
    public StepContext At(long frame)
    {
        int layer = LayerOf(frame);
        bool finished = layer >= Layers;
        float progress = finished ? 0 : (float)(frame - FirstFrame(layer)) / FramesPerLayer;
        return new StepContext(frame, layer, progress, 1.0 / FramesPerSecond, finished);
    }

    /// <summary>The frame nearest to a time in seconds.</summary>
    public long FrameAt(double seconds) => (long)Math.Round(seconds * FramesPerSecond, MidpointRounding.AwayFromZero);

    /// <summary>Where a frame stands when layers last another number of frames: in its layer, at its place in it to the nearest frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="layers">Layers of the run.</param>
    /// <param name="from">Frames a layer before.</param>
    /// <param name="to">Frames a layer after.</param>
    public static long Moved(long frame, int layers, int from, int to)
    {
        // Rounded to the layer's own frames, so that nothing slips into the next layer.
        long layer = Math.Min(layers, frame / from);
        double within = (double)(frame - (layer * from)) * to / from;
        long rounded = (long)Math.Round(within, MidpointRounding.AwayFromZero);
        return (layer * to) + (layer < layers ? Math.Min(to - 1, rounded) : rounded);
    }
}

/// <summary>The time that a system runs at. It is all the time there is: no system sees a clock.</summary>
/// <param name="Frame">The frame, from 0.</param>
/// <param name="Layer">The running layer, from 0; the number of layers when all are finished.</param>
/// <param name="Progress">How far the running layer is, in [0, 1).</param>
/// <param name="DeltaSeconds">The fixed step.</param>
/// <param name="IsFinished">Whether all layers are finished.</param>
public readonly record struct StepContext(long Frame, int Layer, float Progress, double DeltaSeconds, bool IsFinished)
{
    /// <summary>Simulated time in seconds.</summary>
    public double Seconds => Frame * DeltaSeconds;
}
