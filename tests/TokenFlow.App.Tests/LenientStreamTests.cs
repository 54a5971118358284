using TokenFlow.App.Cli;

namespace TokenFlow.App.Tests;

public class LenientStreamTests
{
    [Test]
    public void A_message_that_cannot_be_written_is_dropped()
    {
        using var writer = new StreamWriter(new LenientStream(new FailingStream(28))) { AutoFlush = true };

        Assert.That(() => writer.WriteLine("nobody reads this"), Throws.Nothing);
    }

    [Test]
    public void A_message_that_can_be_written_arrives()
    {
        var inner = new MemoryStream();
        using (var writer = new StreamWriter(new LenientStream(inner)))
        {
            writer.Write("hello");
        }

        Assert.That(inner.ToArray(), Is.EqualTo("hello"u8.ToArray()));
    }
}
