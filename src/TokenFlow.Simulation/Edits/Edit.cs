using TokenFlow.Base.Faults;

namespace TokenFlow.Simulation.Edits;

/// <summary>Something that a user changes while the simulation runs. It takes effect in the frame it is made in.</summary>
public abstract record Edit
{
    /// <summary>The knobs after this edit.</summary>
    /// <param name="knobs">The knobs before it.</param>
    /// <param name="shape">The sequence that they must fit.</param>
    /// <exception cref="FaultException">The edit asks for something out of range.</exception>
    public abstract Knobs Apply(Knobs knobs, SequenceShape shape);

    /// <summary>The edit in a sequence whose tokens stand elsewhere; null where it has lost its place.</summary>
    /// <param name="move">How the tokens moved.</param>
    public virtual Edit? Moved(in TokenMove move) => this;

    /// <summary>The tokens that the edit makes hubs, in a sequence of so many.</summary>
    /// <param name="tokens">Tokens of the sequence.</param>
    public virtual IEnumerable<int> HubsMade(int tokens) => [];

    /// <summary>Refuses a token that the sequence does not have.</summary>
    protected static int Checked(int token, SequenceShape shape, string field) =>
        token >= 0 && token < shape.Tokens
            ? token
            : throw new FaultException(FaultKind.OutOfRange, $"there is no token {token}", field, $"give one from 0 to {shape.Tokens - 1}");
}

/// <summary>An edit and the frame in which it takes effect.</summary>
public readonly record struct ScheduledEdit(long Frame, Edit Edit);

/// <summary>Tokens that stand elsewhere: memory tokens came or went in front, or the text has another length.</summary>
/// <param name="Shift">By how many places tokens moved.</param>
/// <param name="Tokens">Tokens of the sequence now.</param>
/// <param name="MemoryTokens">Memory tokens in front of it now.</param>
public readonly record struct TokenMove(int Shift, int Tokens, int MemoryTokens)
{
    /// <summary>Where a token stands now; null where it is outside the sequence.</summary>
    public int? At(int token) => token + Shift >= 0 && token + Shift < Tokens ? token + Shift : null;
}

/// <summary>What an edit must fit: the parts of a run that no edit changes.</summary>
/// <param name="Tokens">Rows of the sequence, memory tokens included.</param>
/// <param name="Heads">Heads; a pattern with a dilation a head must have as many.</param>
/// <param name="Tracers">Tracers whose dye can be poured anew.</param>
public readonly record struct SequenceShape(int Tokens, int Heads, int Tracers = 1)
{
    /// <summary>The longest sequence that a run takes, in tokens.</summary>
    public const int MostTokens = 65_536;

    /// <summary>The most tracers a run carries: three value columns each.</summary>
    public const int MostTracers = 8;
}
