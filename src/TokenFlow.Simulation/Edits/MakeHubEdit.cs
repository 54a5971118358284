namespace TokenFlow.Simulation.Edits;

/// <summary>Makes a token a hub: it reads all and is read by all.</summary>
public sealed record MakeHubEdit(int Token) : Edit
{
    internal static EditKind Kind { get; } = EditKind.Of(
        "make-hub", EditField.Token("token"), token => new MakeHubEdit(token), e => e.Token, e => $"token {e.Token} made a hub");

    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, SequenceShape shape)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        int token = Checked(Token, shape, "make-hub");
        return knobs with { Edits = knobs.Edits.MakeHub(token) };
    }
}
