namespace TokenFlow.Simulation.Edits;

/// <summary>Something that a user changes while the simulation runs. It takes effect in the frame it is made in.</summary>
public abstract record Edit
{
    /// <summary>The knobs after this edit.</summary>
    /// <param name="knobs">The knobs before it.</param>
    /// <param name="tokens">How many tokens the sequence has.</param>
    /// <exception cref="TokenFlow.Attention.Faults.FaultException">The edit asks for something out of range.</exception>
    public abstract Knobs Apply(Knobs knobs, int tokens);

    /// <summary>Refuses a token that the sequence does not have.</summary>
    protected static int Checked(int token, int tokens, string field) =>
        token >= 0 && token < tokens
            ? token
            : throw new Attention.Faults.FaultException(
                Attention.Faults.FaultKind.OutOfRange, $"there is no token {token}", field, $"give one from 0 to {tokens - 1}");
}
