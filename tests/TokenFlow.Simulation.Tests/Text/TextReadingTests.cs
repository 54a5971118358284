using System.Text;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Text;

namespace TokenFlow.Simulation.Tests.Text;

public sealed class TextReadingTests
{
    [Test]
    public void A_text_comes_in_as_it_is()
    {
        using var file = new UserFile("one\r\ntwo \u9f98", "a.txt");
        Assert.That(TextReading.FromFile(file.Path), Is.EqualTo("one\r\ntwo \u9f98"));
    }

    [Test]
    public void A_byte_order_mark_is_no_part_of_the_text()
    {
        using var file = new UserFile([0xEF, 0xBB, 0xBF, (byte)'h', (byte)'i'], "a.txt");
        Assert.That(TextReading.FromFile(file.Path), Is.EqualTo("hi"));
    }

    [Test]
    public void Invalid_bytes_are_refused_with_their_line()
    {
        using var file = new UserFile([.. "one\ntwo \u9f98\nthree "u8, 0xFF, .. "\nfour"u8], "a.txt");
        FaultException fault = Faults.Of(() => TextReading.FromFile(file.Path));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.TextUnusable));
        Assert.That(fault.Where, Is.EqualTo($"{file.Path}, line 3"));
    }

    [TestCase(new byte[] { 0xE2, 0x82 }, TestName = "A sign that ends in the middle")]
    [TestCase(new byte[] { 0xED, 0xA0, 0x80 }, TestName = "A surrogate in UTF-8")]
    [TestCase(new byte[] { 0xC0, 0xAF }, TestName = "An overlong form")]
    [TestCase(new byte[] { 0xFF, 0xFE, 0x41, 0 }, TestName = "UTF-16")]
    public void What_is_not_utf8_is_refused(byte[] bytes) =>
        Assert.That(
            Faults.Of(() => TextReading.FromStream(new MemoryStream(bytes), "standard input")).Message,
            Does.StartWith("standard input, line 1: not valid UTF-8"));

    [TestCase("")]
    [TestCase(" \r\n\t\u00A0")]
    public void An_empty_text_is_refused(string text) =>
        Assert.That(
            Faults.Of(() => TextReading.FromStream(new MemoryStream(Encoding.UTF8.GetBytes(text)), "standard input")).Message,
            Does.StartWith("standard input: the text is empty"));

    [Test]
    public void A_text_beyond_the_bound_is_refused_without_being_read_to_its_end()
    {
        using var endless = new EndlessStream();
        FaultException fault = Faults.Of(() => TextReading.FromStream(endless, "standard input"));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.TextUnusable));
        Assert.That(endless.Given, Is.LessThan(TextReading.MaxBytes + (1 << 20)));
    }

    [Test]
    public void A_missing_file_and_a_folder_are_unreadable()
    {
        using var file = new UserFile("x", "a.txt");
        FaultException missing = Faults.Of(() => TextReading.FromFile(file.Path + ".not"));
        FaultException folder = Faults.Of(() => TextReading.FromFile(file.Folder));
        Assert.That((missing.Kind, folder.Kind), Is.EqualTo((FaultKind.FileUnreadable, FaultKind.FileUnreadable)));
        Assert.That(missing.Message, Does.Contain("no such text").And.Contain("a.txt.not"));
        Assert.That(folder.Message, Does.Contain("is a folder"));
        Assert.That(Faults.Of(() => TextReading.FromFile("")).Kind, Is.EqualTo(FaultKind.FileUnreadable));
    }

    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => Given;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)'a', offset, count);
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
