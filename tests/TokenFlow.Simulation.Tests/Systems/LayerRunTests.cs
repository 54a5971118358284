using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.State;
using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Simulation.Time;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Systems;

public sealed class LayerRunTests
{
    [Test]
    public void A_fork_on_the_same_values_under_the_same_knobs_comes_to_the_same_bits()
    {
        Scenario scenario = TestWorld.Of(40, new BigBirdPattern(4, 2, 3)) with { Layers = 3 };
        Forker? forker = null;
        RunSetup setup = FlowRun.SetUp(scenario, TestWorld.Lay(scenario)) with { Meters = [meter => forker = new Forker(meter)] };
        using var simulation = new FlowSimulation(setup, new FlowOptions(2, 0));
        simulation.Apply(new MakeHubEdit(17));
        simulation.Seek(simulation.Clock.EndFrame);

        forker!.Fork.Knobs.Fill(simulation.Knobs);
        setup.Values.CopyTo(forker.Fork.Input, 0);
        Assert.That(forker.Fork.Run(), Is.EqualTo(forker.State.Start.Values));
    }

    [Test]
    public void A_fork_leaves_the_outer_run_alone()
    {
        Scenario scenario = TestWorld.Of(40, new GlobalPattern([3])) with { Layers = 3 };
        Forker? forker = null;
        RunSetup setup = FlowRun.SetUp(scenario, TestWorld.Lay(scenario)) with { Meters = [meter => forker = new Forker(meter)] };
        using var simulation = new FlowSimulation(setup, new FlowOptions(2, 0));
        using var alone = new FlowSimulation(FlowRun.SetUp(scenario, TestWorld.Lay(scenario)), new FlowOptions(1, 0));
        for (long frame = 0; frame <= simulation.Clock.EndFrame; frame++)
        {
            simulation.Seek(frame);
            alone.Seek(frame);
            Assert.That(simulation.Snapshot.StateHash, Is.EqualTo(alone.Snapshot.StateHash), $"frame {frame}");
            forker!.Fork.Knobs.Fill(simulation.Knobs with { Pattern = new FullPattern(), Residual = 0 });
            forker.Fork.Run();
            Assert.That(simulation.Snapshot.Hubs, Has.Count.EqualTo(1));
        }
    }

    private sealed class Forker(MeterSetup setup) : IMeter
    {
        public LayerRun Fork { get; } = setup.Fork();

        public FlowState State { get; } = setup.State;

        public string Name => "Fork";

        public object? Latest => null;

        public void Update(in StepContext context)
        {
            // The test runs the fork by itself.
        }

        public void Dispose() => Fork.Dispose();
    }
}
