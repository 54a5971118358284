using Arch.Core;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Components;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.Tests.Systems;

public sealed class InputSystemTests
{
    private static readonly LayerClock Clock = new(2, 4, 30);

    [Test]
    public void A_frame_starts_from_its_layers_checkpoint_and_the_knobs_as_they_stand()
    {
        using var bench = new Bench(new ScheduledEdit(2, new SetResidualEdit(0.9f)));
        bench.Update(1);
        Assert.That((bench.State.Layer, bench.State.Start, bench.State.Knobs.Residual), Is.EqualTo((0, bench.Checkpoints[0], 0.5f)));
        ulong before = bench.State.KnobsHash;
        bench.Update(6);
        Assert.That((bench.State.Layer, bench.State.Start, bench.State.Knobs.Residual), Is.EqualTo((1, bench.Checkpoints[1], 0.9f)));
        Assert.That(bench.State.KnobsHash, Is.Not.EqualTo(before));
    }

    [Test]
    public void At_the_end_the_knobs_are_those_of_the_last_frame_that_ran()
    {
        using var bench = new Bench(new ScheduledEdit(20, new SetResidualEdit(0.9f)));
        bench.Update(30);
        Assert.That((bench.State.Layer, bench.State.Knobs.Residual), Is.EqualTo((2, 0.5f)));
    }

    [Test]
    public void A_drop_stands_on_its_tracer_from_its_frame_on()
    {
        using var bench = new Bench(new ScheduledEdit(5, new DropDyeEdit(7, 0)));
        bench.Update(4);
        Assert.That((bench.Drop.Token, bench.Drop.Layer), Is.EqualTo((3, 0)));
        bench.Update(5);
        Assert.That((bench.Drop.Token, bench.Drop.Layer), Is.EqualTo((7, 1)));
        Assert.That(bench.State.Start, Is.Not.SameAs(bench.Checkpoints[1]), "the checkpoint is never changed");
        bench.Update(4);
        Assert.That((bench.Drop.Token, bench.Drop.Layer), Is.EqualTo((3, 0)));
    }

    private sealed class Bench : IDisposable
    {
        private const int Tokens = 10;

        private readonly World _world = World.Create();
        private readonly Entity _tracer;
        private readonly InputSystem _input;

        public Bench(ScheduledEdit edit)
        {
            var history = new KnobHistory(new Knobs(new FullPattern(), PatternEdits.Empty, 1, 0.5f), new SequenceShape(Tokens, 1, 1));
            history.Add(edit);
            Checkpoints = new CheckpointStore(Checkpoint.Of(new float[Tokens], [3], Tokens));
            Checkpoints.Add(Checkpoint.Of(new float[Tokens], [3], Tokens));
            Checkpoints.Add(Checkpoint.Of(new float[Tokens], [3], Tokens));
            _tracer = _world.Create(new TracerComponent(0, "dye"), default(TracerDropComponent));
            _input = new InputSystem(_world, State, history, new LayerStarts(Checkpoints, history, Clock), Clock);
        }

        public CheckpointStore Checkpoints { get; }

        public FlowState State { get; } = new(Tokens, 1, 1, 1, separateGlobal: false);

        public DyeDrop Drop => _world.Get<TracerDropComponent>(_tracer).Drop;

        public void Update(long frame) => _input.Update(Clock.At(frame));

        public void Dispose() => World.Destroy(_world);
    }
}
