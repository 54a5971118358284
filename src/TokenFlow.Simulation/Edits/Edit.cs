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

    /// <summary>Refuses a token that the sequence does not have.</summary>
    protected static int Checked(int token, SequenceShape shape, string field) =>
        token >= 0 && token < shape.Tokens
            ? token
            : throw new FaultException(FaultKind.OutOfRange, $"there is no token {token}", field, $"give one from 0 to {shape.Tokens - 1}");
}

/// <summary>An edit and the frame in which it takes effect.</summary>
public readonly record struct ScheduledEdit(long Frame, Edit Edit);
