using System.Globalization;
using TokenFlow.Scenarios.Scenarios;

namespace TokenFlow.App.Measures;

/// <summary>Finds the two tokens that are measured, as a scenario's tracers are found: by position, or by words of the text.</summary>
internal static class PairTokens
{
    /// <summary>Their positions.</summary>
    /// <param name="scenario">What runs.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <param name="builder">Cuts the text.</param>
    /// <param name="from">The source as the user gave it; null for the first tracer's token.</param>
    /// <param name="to">The reader as the user gave it; null for the last token.</param>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">There is no such token; the message names the option.</exception>
    public static (int From, int To) Find(Scenario scenario, Sequence sequence, SequenceBuilder builder, string? from, string? to)
    {
        Scenario finder = scenario with
        {
            Tracers = [from is null ? scenario.Tracers[0] : Spec(from), to is null ? new TracerSpec(-1, null, "to") : Spec(to)],
            Text = sequence.Text is { } text ? scenario.Text with { File = null, Inline = text } : scenario.Text,
            WhereIs = field => field.StartsWith("tracers.0", StringComparison.Ordinal) && from is not null ? "--from"
                : field.StartsWith("tracers.1", StringComparison.Ordinal) ? "--to"
                : scenario.WhereIs(field),
        };
        IReadOnlyList<int> found = builder.Build(finder).Origins;
        return (found[0], found[1]);
    }

    private static TracerSpec Spec(string token) => int.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int position)
        ? new TracerSpec(position, null, token)
        : new TracerSpec(0, token, token);
}
