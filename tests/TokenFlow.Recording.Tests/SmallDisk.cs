namespace TokenFlow.Recording.Tests;

/// <summary>A file on a disk with room for so many bytes; what fits of a write is written, as on a real one.</summary>
internal sealed class SmallDisk(string path, long room) : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 0)
{
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

    public override void Write(byte[] buffer, int offset, int count)
    {
        int fits = (int)Math.Clamp(room - Position, 0, count);
        base.Write(buffer, offset, fits);
        if (fits < count)
        {
            throw new IOException("No space left", OperatingSystem.IsWindows() ? NoSpaceOnWindows : NoSpaceOnUnix);
        }
    }
}
