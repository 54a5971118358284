using TokenFlow.Base.Faults;

namespace TokenFlow.Simulation.Edits;

/// <summary>Sets the residual weight alpha.</summary>
public sealed record SetResidualEdit(float Residual) : Edit
{
    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        return Residual is >= 0 and <= 1
            ? knobs with { Residual = Residual }
            : throw new FaultException(FaultKind.OutOfRange, $"{Residual} is out of range", "residual", "give a number from 0 to 1");
    }
}
