using System.Text;
using TokenFlow.Base.Faults;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Tests.Sweeps;

public class SweepJournalTests
{
    private const string Sweep = "abc 1/1 0.1.0";
    private TemporaryFolder _folder = null!;

    private string Journal => _folder.At("r.csv.journal");

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void What_was_written_is_found_again_bit_for_bit()
    {
        SweepMeasures[] measures = [Measures(1 / 3.0), Measures(double.Epsilon), Measures(double.NaN), Measures(1e300), Measures(double.PositiveInfinity)];
        Write(measures);

        using SweepJournal journal = Open();

        Assert.That(journal.Found.OrderBy(f => f.Key).Select(f => f.Value), Is.EqualTo(measures));
    }

    [Test]
    public void A_tail_cut_anywhere_loses_the_cut_line_and_no_other()
    {
        Write(Measures(0.25), Measures(0.5), Measures(0.75));
        byte[] whole = File.ReadAllBytes(Journal);
        int[] ends = [.. Enumerable.Range(0, whole.Length).Where(i => whole[i] == '\n').Select(i => i + 1)];
        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(Journal, whole[..length]);
            int expected = Math.Max(0, ends.Count(e => e <= length) - 1);
            using (SweepJournal journal = Open())
            {
                Assert.That(journal.Found, Has.Count.EqualTo(expected), $"cut at {length}");
                journal.Append(3, Measures(1));
            }

            using SweepJournal again = Open();
            Assert.That(again.Found, Has.Count.EqualTo(expected + 1), $"cut at {length}, then appended to");
        }
    }

    [Test]
    public void A_changed_sign_anywhere_behind_the_header_loses_its_line_and_no_other()
    {
        Write(Measures(0.25), Measures(0.5), Measures(0.75));
        byte[] whole = File.ReadAllBytes(Journal);
        int header = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int at = header; at < whole.Length; at++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 1;
            File.WriteAllBytes(Journal, damaged);

            using SweepJournal journal = Open();

            Assert.That(journal.Found, Has.Count.InRange(1, 2), $"at {at}");
            Assert.That(journal.Found.Values, Is.SubsetOf(new[] { Measures(0.25), Measures(0.5), Measures(0.75) }));
        }
    }

    [Test]
    public void Garbage_and_a_line_of_100_MB_count_for_nothing()
    {
        Write(Measures(0.25));
        using (FileStream stream = File.Open(Journal, FileMode.Append))
        {
            byte[] block = Encoding.ASCII.GetBytes(new string('7', 1 << 20));
            for (int i = 0; i < 100; i++)
            {
                stream.Write(block);
            }

            stream.Write("\n"u8);
            stream.Write([0xff, 0x00, 0xfe, (byte)'\n', (byte)'#', (byte)'\n', (byte)' ', (byte)'#']);
        }

        long before = GC.GetTotalAllocatedBytes();
        using SweepJournal journal = Open();

        Assert.That(journal.Found.Values, Is.EqualTo(new[] { Measures(0.25) }));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(8 << 20));
    }

    [Test]
    public void A_trial_that_the_sweep_has_not_counts_for_nothing()
    {
        using (SweepJournal journal = SweepJournal.Open(Journal, Sweep, trials: 100, restart: false))
        {
            journal.Append(99, Measures(0.5));
            journal.Append(3, Measures(0.5));
        }

        using SweepJournal shorter = Open();
        Assert.That(shorter.Found.Keys, Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public void Another_sweeps_journal_is_refused_and_kept_unless_one_begins_anew()
    {
        Write(Measures(0.25));
        byte[] before = File.ReadAllBytes(Journal);

        FaultException fault = Assert.Throws<FaultException>(() => SweepJournal.Open(Journal, "another", 10, restart: false))!;
        Assert.That(fault.Message, Does.Contain("another sweep").And.Contain("--out").And.Contain("--restart"));
        Assert.That(File.ReadAllBytes(Journal), Is.EqualTo(before));
        using SweepJournal anew = SweepJournal.Open(Journal, "another", 10, restart: true);
        Assert.That(anew.Found, Is.Empty);
    }

    [Test]
    public void Beginning_anew_forgets_what_was_done()
    {
        Write(Measures(0.25));

        using SweepJournal journal = SweepJournal.Open(Journal, Sweep, 10, restart: true);

        Assert.That(journal.Found, Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_file_of_somebody_else_is_never_touched(bool restart)
    {
        byte[] letter = "Dear diary,\nnothing.\n"u8.ToArray();
        File.WriteAllBytes(Journal, letter);

        Assert.That(() => SweepJournal.Open(Journal, Sweep, 10, restart), Throws.TypeOf<FaultException>().With.Message.Contains("no journal"));
        Assert.That(File.ReadAllBytes(Journal), Is.EqualTo(letter));
    }

    [Test]
    public void While_one_has_it_no_other_can()
    {
        using SweepJournal first = Open();

        Assert.That(() => Open(), Throws.TypeOf<FaultException>().With.Message.Contains("another process is at work"));
    }

    [Test]
    [Platform("Linux")]
    public void A_full_disk_is_said_in_one_line()
    {
        // The system's own file that takes nothing.
        File.CreateSymbolicLink(Journal, "/dev/full");

        FaultException fault = Assert.Throws<FaultException>(() => Open())!;

        Assert.That(fault.Kind, Is.EqualTo(FaultKind.DiskFull), fault.Message);
    }

    private static SweepMeasures Measures(double value) => new(value, value / 7, 0.001, 12.5, 3, 1);

    private SweepJournal Open() => SweepJournal.Open(Journal, Sweep, trials: 10, restart: false);

    private void Write(params SweepMeasures[] measures)
    {
        using SweepJournal journal = Open();
        for (int i = 0; i < measures.Length; i++)
        {
            journal.Append(i, measures[i]);
        }
    }
}
