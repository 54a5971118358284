using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Tests.Recall;
using TokenFlow.Simulation.Tests.Worlds;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Simulation.Tests.Systems;

public sealed class SnapshotSystemTests
{
    [Test]
    public void Hubs_come_in_the_order_of_their_positions_whenever_they_were_made()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(40, new GlobalPattern([20])));
        simulation.Apply(new MakeHubEdit(31));
        simulation.Apply(new MakeHubEdit(4));
        simulation.Apply(new CutHubEdit(20));
        Assert.That(simulation.Snapshot.Hubs.Select(h => (h.Position, h.IsCut)), Is.EqualTo(((int, bool)[])[(4, false), (20, true), (31, false)]));
        Assert.That(Enumerable.Range(0, 40).Where(i => simulation.Snapshot.Tokens[i].IsHub), Is.EqualTo((int[])[4, 20, 31]));
        Assert.That(simulation.Snapshot.Tokens[20].IsCut);
    }

    [Test]
    public void Facts_and_readers_say_who_tells_what_as_the_readings_have_it_on_the_way_on_and_back()
    {
        using FlowSimulation simulation = TestWorld.Start(RecallWorld.Read(("facts", "16")));
        var seen = new HashSet<int>();
        foreach (long frame in (long[])[0, 3, 5, simulation.Clock.EndFrame, 5, 0])
        {
            simulation.Seek(frame);
            FrameSnapshot snapshot = simulation.Snapshot;
            RecallSnapshot recall = snapshot.Recall!;
            int facts = snapshot.Facts.Length;
            for (int f = 0; f < facts; f++)
            {
                Assert.That(snapshot.Facts[f].Readers, Is.EqualTo(Enumerable.Range(0, snapshot.Readers.Length).Count(r => recall.Reads[(r * facts) + f])), $"fact {f}, frame {frame}");
            }

            for (int r = 0; r < snapshot.Readers.Length; r++)
            {
                Assert.That(snapshot.Readers[r].Facts, Is.EqualTo(recall.Reads.Skip(r * facts).Take(facts).Count(read => read)), $"reader {r}, frame {frame}");
                seen.Add(snapshot.Readers[r].Facts);
            }
        }

        Assert.That(seen, Has.Count.GreaterThan(1), "the readers come to tell something");
    }

    [Test]
    public void A_run_without_facts_has_neither_facts_nor_readers()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(12, new FullPattern()));
        Assert.That((simulation.Snapshot.Facts.Length, simulation.Snapshot.Readers.Length), Is.EqualTo((0, 0)));
    }

    [Test]
    public void After_the_end_what_a_layer_came_to_is_both_its_input_and_its_output()
    {
        using FlowSimulation simulation = TestWorld.Start(TestWorld.Of(20, new LocalPattern(2)));
        simulation.Seek(simulation.Clock.EndFrame);
        TracerSnapshot tracer = simulation.Snapshot.Tracers[0];
        Assert.That(tracer.AfterBuffer, Is.EqualTo(tracer.BeforeBuffer));
    }
}
