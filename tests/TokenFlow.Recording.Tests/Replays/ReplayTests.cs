using System.Text;
using CsCheck;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Replays;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;

namespace TokenFlow.Recording.Tests.Replays;

public sealed class ReplayTests
{
    private static readonly Scenario Small = ScenarioReader.Parse(
        "a.json",
        Encoding.UTF8.GetBytes("""{"name": "a", "text": {"inline": "one two three \"four\" ∞"}, "tokenizer": "words", "headDim": 4, "layers": 2, "framesPerLayer": 5, "seed": 7, "pattern": {"kind": "longformer", "window": 1, "globals": [2]}}"""),
        [],
        ".");

    private TemporaryFolder _folder = new();

    private string File => _folder.At("a.replay");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DropFolder() => _folder.Dispose();

    [Test]
    public void What_is_written_is_read_back()
    {
        var hub = new ScheduledEdit(3, new MakeHubEdit(1));
        var cut = new ScheduledEdit(4, new CutHubEdit(2));
        using (ReplayWriter writer = Begin())
        {
            writer.Show(0, 1);
            writer.Show(0, 1);
            writer.Show(0, 1);
            writer.Say("now");
            writer.Edit([hub]);
            writer.View(new Dictionary<string, string> { ["theme"] = "light" });
            writer.View(new Dictionary<string, string> { ["theme"] = "light" });
            writer.Show(4, ulong.MaxValue);
            writer.Edit([hub, cut]);
            writer.Edit([cut]);
            writer.Show(5, 2);
            writer.Show(5, 2);
        }

        Replay replay = ReplayReader.FromFile(File);

        Assert.That((replay.Program, replay.Instructions, replay.FramesPerSecond, replay.IsCut), Is.EqualTo(("0.9", "AVX2", 60, false)));
        Assert.That(replay.FrameCount, Is.EqualTo(6));
        Assert.That(replay.Events.Skip(1), Is.EqualTo(new ReplayEvent[]
        {
            new ReplayEvent.Shown(2, 0, 1),
            new ReplayEvent.Held(3, 2),
            new ReplayEvent.Said(4, "now"),
            new ReplayEvent.Edited(5, -1, [hub]),
            new ReplayEvent.Viewed(6, new Dictionary<string, string> { ["theme"] = "light" }),
            new ReplayEvent.Shown(7, 4, ulong.MaxValue),
            new ReplayEvent.Edited(8, -1, [cut]),
            new ReplayEvent.Edited(9, 0, [cut]),
            new ReplayEvent.Shown(10, 5, 2),
            new ReplayEvent.Held(11, 1),
        }).Using<ReplayEvent>(Alike));
        Scenario read = ((ReplayEvent.Opened)replay.Events[0]).Scenario;
        Assert.That((read.Name, read.Seed, read.Layers, read.Text.Inline), Is.EqualTo((Small.Name, Small.Seed, Small.Layers, Small.Text.Inline)));
    }

    [Test]
    public void A_file_cut_off_anywhere_is_a_replay_up_to_its_last_whole_line()
    {
        using (ReplayWriter writer = Begin())
        {
            foreach (int frame in Enumerable.Range(0, 10))
            {
                writer.Show(frame, (ulong)frame);
            }
        }

        byte[] whole = System.IO.File.ReadAllBytes(File);
        int head = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int length = 0; length <= whole.Length; length++)
        {
            using var cut = new MemoryStream(whole, 0, length);
            if (length < head)
            {
                Assert.That(() => ReplayReader.Read("cut", cut), Throws.TypeOf<FaultException>());
                continue;
            }

            Replay replay = ReplayReader.Read("cut", cut);
            int lines = whole.AsSpan(0, length).Count((byte)'\n');
            Assert.That(replay.FrameCount, Is.EqualTo(lines - 1));
            Assert.That(replay.IsCut, Is.EqualTo(whole[length - 1] != '\n'));
        }
    }

    [Test]
    public void Every_line_is_there_as_soon_as_it_is_written()
    {
        using ReplayWriter writer = Begin();
        foreach (int frame in Enumerable.Range(0, 5))
        {
            writer.Show(frame, 9);
            Assert.That(ReplayReader.FromFile(File).FrameCount, Is.EqualTo(frame + 1));
        }
    }

    [Test]
    public void Whatever_is_in_the_file_ends_in_a_replay_or_a_fault()
    {
        using (ReplayWriter writer = Begin())
        {
            writer.Edit([new ScheduledEdit(3, new MakeHubEdit(1))]);
            writer.Show(4, 5);
            writer.Show(4, 5);
            writer.View(new Dictionary<string, string> { ["theme"] = "light" });
        }

        byte[] whole = System.IO.File.ReadAllBytes(File);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, 2]).Array[1, 4].Sample(
            changes =>
            {
                List<byte> bytes = [.. whole];
                foreach ((int at, byte value, int how) in changes)
                {
                    int place = Math.Min(at, bytes.Count - 1);
                    if (how == 0)
                    {
                        bytes[place] = value;
                    }
                    else if (how == 1)
                    {
                        bytes.Insert(place, value);
                    }
                    else
                    {
                        bytes.RemoveAt(place);
                    }
                }

                try
                {
                    ReplayReader.Read("changed", new MemoryStream([.. bytes]));
                }
                catch (FaultException)
                {
                    // One line, with file and line in it.
                }
            },
            iter: 2_000);
    }

    [TestCase("", "first line is missing")]
    [TestCase("{\"name\": \"x\"}\n", "no replay")]
    [TestCase("{\"replay\": 9}\n", "version 9")]
    [TestCase("{\"replay\": 1}\n", "scenario is missing")]
    [TestCase("hello\n", "not")]
    public void What_is_no_replay_says_so(string text, string what)
    {
        FaultException fault = Assert.Throws<FaultException>(() => ReplayReader.Read("x.replay", new MemoryStream(Encoding.UTF8.GetBytes(text))))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.DocumentInvalid));
        Assert.That(fault.Message, Does.Contain(what).And.Contain("x.replay"));
    }

    [TestCase("{\"show\": 1, \"hash\": \"zz\"}", "hash")]
    [TestCase("{\"show\": -1, \"hash\": \"1\"}", "-1")]
    [TestCase("{\"hold\": 99999999}", "99999999")]
    [TestCase("{\"jump\": 1}", "no known kind")]
    [TestCase("{\"frame\": 1, \"do\": \"explode\"}", "explode")]
    [TestCase("{\"show\": 1, \"hash\": \"1\", \"more\": 1}", "more")]
    public void A_line_that_is_wrong_is_named(string line, string what)
    {
        using (Begin())
        {
        }

        System.IO.File.AppendAllText(File, line + "\n");
        FaultException fault = Assert.Throws<FaultException>(() => ReplayReader.FromFile(File))!;
        Assert.That(fault.Message, Does.Contain(what).And.Contain("a.replay:2"));
    }

    [Test]
    public void A_line_without_end_is_refused_before_it_fills_the_memory()
    {
        using (Begin())
        {
        }

        using Stream endless = new JoinedStream(System.IO.File.ReadAllBytes(File));
        FaultException fault = Assert.Throws<FaultException>(() => ReplayReader.Read("endless", endless))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.OutOfRange));
    }

    private static bool Alike(ReplayEvent a, ReplayEvent b) => (a, b) switch
    {
        (ReplayEvent.Edited x, ReplayEvent.Edited y) => (x.Line, x.Keep) == (y.Line, y.Keep) && x.Then.SequenceEqual(y.Then),
        (ReplayEvent.Viewed x, ReplayEvent.Viewed y) => x.Line == y.Line && x.View.SequenceEqual(y.View),
        _ => a == b,
    };

    private ReplayWriter Begin()
    {
        var writer = new ReplayWriter(File, "0.9", "AVX2");
        writer.Open(Small, new SequenceBuilder(() => Stream.Null).Build(Small), null, [], 60);
        return writer;
    }

    // Some bytes, and then x for ever.
    private sealed class JoinedStream(byte[] first) : MemoryStream(first)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            if (read > 0)
            {
                return read;
            }

            buffer.AsSpan(offset, count).Fill((byte)'x');
            return count;
        }
    }
}
