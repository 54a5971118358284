namespace TokenFlow.Recording.Tests;

/// <summary>A disk with room for so many bytes; then it is full, as the system would say it.</summary>
internal sealed class FailingStream(long room) : MemoryStream
{
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Spend(buffer.Length);
        base.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Spend(count);
        base.Write(buffer, offset, count);
    }

    public override void WriteByte(byte value)
    {
        Spend(1);
        base.WriteByte(value);
    }

    private void Spend(int bytes)
    {
        if (Length + bytes > room)
        {
            throw new IOException("No space left", OperatingSystem.IsWindows() ? NoSpaceOnWindows : NoSpaceOnUnix);
        }
    }
}
