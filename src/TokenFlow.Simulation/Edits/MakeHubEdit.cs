namespace TokenFlow.Simulation.Edits;

/// <summary>Makes a token a hub: it reads all and is read by all.</summary>
public sealed record MakeHubEdit(int Token) : Edit
{
    /// <inheritdoc />
    public override Knobs Apply(Knobs knobs, int tokens)
    {
        ArgumentNullException.ThrowIfNull(knobs);
        int token = Checked(Token, tokens, "make-hub");
        return knobs with { Edits = knobs.Edits.MakeHub(token) };
    }
}
