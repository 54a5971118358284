using TokenFlow.Base.Faults;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Tests.Sweeps;

public class ShardMergeTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(5)]
    [TestCase(36)]
    public void Shards_in_any_order_make_the_file_of_one_process_byte_for_byte(int of)
    {
        using var folder = new TemporaryFolder();
        SweepFile.Write(SweepSamples.Table(), folder.At("whole.csv"));
        string[] files = [.. Shards(folder, of).Reverse()];

        SweepFile.Write(Merge(files), folder.At("merged.csv"));

        Assert.That(File.ReadAllBytes(folder.At("merged.csv")), Is.EqualTo(File.ReadAllBytes(folder.At("whole.csv"))));
    }

    [Test]
    public void Missing_trials_are_named()
    {
        using var folder = new TemporaryFolder();
        string[] files = Shards(folder, 6);

        Assert.That(() => Merge(files[1..]), Throws.TypeOf<FaultException>().With.Message.Contains("6 of 36 trials are missing: 0, 6, 12, 18, 24, 30"));
        Assert.That(ShardMerge.Merge(Read(files[1..]), isPartial: true, out int missing).Rows, Has.Count.EqualTo(30));
        Assert.That(missing, Is.EqualTo(6));
    }

    [Test]
    public void A_shard_given_twice_is_refused()
    {
        using var folder = new TemporaryFolder();
        string[] files = Shards(folder, 2);

        Assert.That(() => Merge([files[0], files[1], files[0]]), Throws.TypeOf<FaultException>().With.Message.Contains("already"));
    }

    [Test]
    public void A_shard_of_another_sweep_is_refused()
    {
        using var folder = new TemporaryFolder();
        string[] files = Shards(folder, 2), others = Shards(folder, 2, "other");

        Assert.That(() => Merge([files[0], others[1]]), Throws.TypeOf<FaultException>().With.Message.Contains("another sweep"));
    }

    [TestCase("", "is empty")]
    [TestCase("a,b\n1,2\n", "is no shard")]
    [TestCase("facts,seed,recall,recallLeastSquares,chance,effectiveRank,bound,rejectedMass\n1,1,1,1,1,1,1,1\n", "is no shard")]
    [TestCase("facts,seed,recall,recallLeastSquares,chance,effectiveRank,bound,rejectedMass,trial,trials,sweep\n1,1,x,1,1,1,1,1,0,1,s\n", "'x' is not a number")]
    [TestCase("facts,seed,recall,recallLeastSquares,chance,effectiveRank,bound,rejectedMass,trial,trials,sweep\n1,1,1,1,1,1,1,1,7,1,s\n", "trial 7 of 1")]
    [TestCase("facts,seed,recall,recallLeastSquares,chance,effectiveRank,bound,rejectedMass,trial,trials,sweep\n1,1,1,1\n", "columns")]
    [TestCase("\"", "")]
    [TestCase("\0\u0001\u0002,\"\n\n", "")]
    public void A_file_that_is_no_shard_is_one_line(string content, string words)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("x.csv", content);

        CommandRun run = CommandRun.Of("sweep", "--merge", file);

        CommandFaults.AssertFault(run, 5);
        Assert.That(run.Error, Does.Contain("x.csv").And.Contain(words));
    }

    [Test]
    public void A_line_of_100_MB_is_refused_without_being_held()
    {
        using var folder = new TemporaryFolder();
        using (FileStream stream = File.Create(folder.At("x.csv")))
        {
            byte[] block = System.Text.Encoding.ASCII.GetBytes(new string('7', 1 << 20));
            for (int i = 0; i < 100; i++)
            {
                stream.Write(block);
            }
        }

        CommandFaults.AssertFault(CommandRun.Of("sweep", "--merge", folder.At("x.csv")), 5);
    }

    [Test]
    public void A_file_that_is_not_there_is_one_line() => CommandFaults.AssertFault(CommandRun.Of("sweep", "--merge", "/nowhere/x.csv"), 3);

    private static string[] Shards(TemporaryFolder folder, int of, string sweep = "s")
    {
        SweepScenarios scenarios = SweepSamples.Scenarios(SweepSamples.Design());
        return
        [
            .. Enumerable.Range(1, of).Select(i =>
            {
                string path = folder.At($"{sweep}-{i}.csv");
                SweepFile.Write(SweepSamples.Table(scenarios, new SweepShard(i, of).Trials(36), new ShardMark(sweep, 36)), path);
                return path;
            }),
        ];
    }

    private static (string, SweepTable)[] Read(string[] files) => [.. files.Select(f => (f, CsvTable.ReadShard(f)))];

    private static SweepTable Merge(string[] files) => ShardMerge.Merge(Read(files), isPartial: false, out _);
}
