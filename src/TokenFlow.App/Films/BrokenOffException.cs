namespace TokenFlow.App.Films;

/// <summary>A recording was broken off; the message says what is left of it.</summary>
internal sealed class BrokenOffException : OperationCanceledException
{
    public BrokenOffException(string message)
        : base(message)
    {
    }
}
