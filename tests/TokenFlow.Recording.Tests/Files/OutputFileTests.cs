using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;

namespace TokenFlow.Recording.Tests.Files;

public sealed class OutputFileTests
{
    private TemporaryFolder _folder = new();

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DropFolder() => _folder.Dispose();

    [Test]
    public void A_file_appears_when_it_is_committed()
    {
        using OutputFile file = new(_folder.At("film.gif"));
        file.Stream.WriteByte(7);
        Assert.That(_folder.Files, Does.Not.Contain("film.gif"));

        file.Commit();
        Assert.That(_folder.Files, Is.EqualTo(new[] { "film.gif" }));
        Assert.That(File.ReadAllBytes(file.Path), Is.EqualTo(new byte[] { 7 }));
    }

    [Test]
    public void A_file_given_up_leaves_the_old_one_as_it_was()
    {
        File.WriteAllText(_folder.At("film.gif"), "old");
        using (OutputFile file = new(_folder.At("film.gif")))
        {
            file.Stream.WriteByte(7);
        }

        Assert.That(_folder.Files, Is.EqualTo(new[] { "film.gif" }));
        Assert.That(File.ReadAllText(_folder.At("film.gif")), Is.EqualTo("old"));
    }

    [Test]
    public void A_full_disk_has_a_fault_of_its_own()
    {
        using OutputFile file = new(_folder.At("film.gif"), _ => new FailingStream(10));
        FaultException fault = Assert.Throws<FaultException>(() => file.Guarded(() => file.Stream.Write(new byte[11])))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.DiskFull));
        Assert.That(fault.Message, Does.Contain("film.gif: the disk is full"));
    }

    [Test]
    [Platform("Linux", Reason = "/dev/full is Linux's")]
    public void A_full_disk_is_told_from_what_the_system_says()
    {
        using OutputFile file = new(_folder.At("film.gif"), _ => new FileStream("/dev/full", FileMode.Open, FileAccess.Write));
        FaultException fault = Assert.Throws<FaultException>(() => file.Guarded(() =>
        {
            file.Stream.Write(new byte[100_000]);
            file.Stream.Flush();
        }))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.DiskFull));
    }

    [Test]
    public void A_folder_is_no_file()
    {
        FaultException fault = Assert.Throws<FaultException>(() => OutputPath.Check(_folder.Root))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.OutputUnwritable));
    }

    [Test]
    public void A_file_is_no_folder()
    {
        File.WriteAllText(_folder.At("a"), "");
        FaultException fault = Assert.Throws<FaultException>(() => new OutputFile(Path.Join(_folder.At("a"), "film.gif")).Dispose())!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.OutputUnwritable));
    }

    [Test]
    public void Checking_leaves_nothing_behind()
    {
        OutputPath.CheckWritable(_folder.At("film.mp4"));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    [Platform("Linux,MacOsX", Reason = "permissions of folders are Unix's")]
    public void A_folder_without_permission_is_a_fault()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Not tried: an administrator may write everywhere.");
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.Root, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        FaultException fault = Assert.Throws<FaultException>(() => OutputPath.CheckWritable(_folder.At("film.mp4")))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.OutputUnwritable));
    }
}
