namespace TokenFlow.App.Cli;

/// <summary>
/// A stream for messages: where they cannot be written (standard error closed, or onto a full disk) they are dropped, as a
/// message that nobody reads must not end a run.
/// </summary>
internal sealed class LenientStream : Stream
{
    private readonly Stream _inner;

    public LenientStream(Stream inner) => _inner = inner;

    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override void Flush() => Try(_inner.Flush);

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => Try(() => _inner.Write(buffer, offset, count));

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is nowhere left to say it.
        }
    }
}
