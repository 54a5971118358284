namespace TokenFlow.Simulation.Snapshots;

/// <summary>A token as a picture needs it.</summary>
/// <param name="Role">What the token is.</param>
/// <param name="IsHub">Whether it is a hub now (global by pattern or made one by hand).</param>
/// <param name="IsCut">Whether it is a hub whose links are cut.</param>
public readonly record struct TokenSnapshot(TokenRole Role, bool IsHub, bool IsCut);

/// <summary>What a token is in the sequence, whatever its part in attention may be at the moment.</summary>
public enum TokenRole : byte
{
    /// <summary>A piece of the text.</summary>
    Text = 0,

    /// <summary>An added [CLS] or [SEP].</summary>
    Special = 1,

    /// <summary>A memory token put in front of the sequence.</summary>
    Memory = 2,

    /// <summary>Padding: attends to nothing and nothing attends to it.</summary>
    Padding = 3,
}
