namespace TokenFlow.App.Tests;

/// <summary>Takes nothing: every write fails as the system's error of that number does.</summary>
internal sealed class FailingStream(int errno) : MemoryStream
{
    public override void Write(byte[] buffer, int offset, int count) => throw new IOException("it failed", errno);

    public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("it failed", errno);
}
