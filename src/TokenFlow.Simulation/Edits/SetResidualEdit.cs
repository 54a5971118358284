using TokenFlow.Base.Faults;

namespace TokenFlow.Simulation.Edits;

/// <summary>Sets the residual weight alpha.</summary>
public sealed record SetResidualEdit(float Residual) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "residual",
        new SingleField("value", 0.5, 0, 1),
        residual => new SetResidualEdit(residual),
        e => e.Residual,
        e => FormattableString.Invariant($"residual {e.Residual:0.###}"),
        knobOf: _ => null);

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        return Residual is >= 0 and <= 1
            ? knobs with { Residual = Residual }
            : throw new FaultException(FaultKind.OutOfRange, $"{Residual} is out of range", "residual", "give a number from 0 to 1");
    }
}

/// <summary>Sets the softmax temperature: scores are divided by it.</summary>
public sealed record SetTemperatureEdit(float Temperature) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "temperature",
        new SingleField("value", 1, Knobs.LeastTemperature, Knobs.MostTemperature),
        temperature => new SetTemperatureEdit(temperature),
        e => e.Temperature,
        e => FormattableString.Invariant($"temperature {e.Temperature:0.###}"),
        knobOf: _ => null);

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        return Temperature is >= Knobs.LeastTemperature and <= Knobs.MostTemperature
            ? knobs with { Temperature = Temperature }
            : throw new FaultException(
                FaultKind.OutOfRange, $"{Temperature} is out of range", "temperature", $"give a number from {Knobs.LeastTemperature} to {Knobs.MostTemperature}");
    }
}
