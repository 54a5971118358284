namespace Arch.Core;

/// <summary>The rows of a chunk, last first.</summary>
public ref struct EntityEnumerator
{
    internal EntityEnumerator(int length) => Current = length;

    /// <summary>The row.</summary>
    public int Current { get; private set; }

    /// <summary>Goes on to the row before.</summary>
    public bool MoveNext() => --Current >= 0;
}
