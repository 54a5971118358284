using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.State;

/// <summary>
/// What a layer starts from in a frame: its checkpoint, with the dye poured anew that fell in the layer up to the frame. It
/// follows from the edits alone, so going back before a drop takes up what was there. The last one is kept, so that between
/// two drops it is the same object in every frame.
/// </summary>
public sealed class LayerStarts
{
    private readonly CheckpointStore _checkpoints;
    private readonly KnobHistory _history;
    private readonly LayerClock _clock;
    private readonly List<ScheduledEdit> _drops = [];
    private readonly List<ScheduledEdit> _poured = [];
    private Checkpoint? _base;
    private Checkpoint? _latest;

    public LayerStarts(CheckpointStore checkpoints, KnobHistory history, LayerClock clock)
    {
        _checkpoints = checkpoints;
        _history = history;
        _clock = clock;
    }

    /// <summary>The start of the layer that runs in a frame; at the end of the run what the last layer came to.</summary>
    public Checkpoint At(in StepContext context)
    {
        Checkpoint start = _checkpoints[context.Layer];
        if (context.IsFinished)
        {
            return start;
        }

        _drops.Clear();
        foreach (ref readonly ScheduledEdit edit in _history.Between(_clock.FirstFrame(context.Layer), context.Frame))
        {
            if (edit.Edit is DropDyeEdit)
            {
                _drops.Add(edit);
            }
        }

        if (_drops.Count == 0)
        {
            return start;
        }

        if (!ReferenceEquals(_base, start) || !_drops.SequenceEqual(_poured))
        {
            _latest = start;
            foreach (ScheduledEdit edit in _drops)
            {
                var drop = (DropDyeEdit)edit.Edit;
                _latest = _latest.Poured(drop.Tracer, drop.Token, context.Layer);
            }

            _base = start;
            _poured.Clear();
            _poured.AddRange(_drops);
        }

        return _latest!;
    }
}
