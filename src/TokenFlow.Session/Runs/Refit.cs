using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Capacity;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Session.Runs;

/// <summary>
/// Fits a document to another scenario, whose text may have other tokens: positions beyond the end are left out, and what was
/// left out is told.
/// </summary>
internal sealed class Refit
{
    private readonly SequenceBuilder _builder;

    public Refit(SequenceBuilder builder) => _builder = builder;

    /// <summary>The document.</summary>
    /// <param name="scenario">The scenario as it is wanted.</param>
    /// <param name="edits">The edits made so far.</param>
    /// <param name="shift">How many tokens further all positions stand: memory tokens that come in front.</param>
    /// <param name="told">Filled with what was left out, a few words each.</param>
    /// <exception cref="FaultException">The text, tokenizer or pattern cannot be used.</exception>
    public SessionDocument Document(Scenario scenario, IReadOnlyList<ScheduledEdit> edits, int shift, List<string> told)
    {
        // What no position hangs on, to learn how many tokens there are.
        Scenario bare = scenario with { Pattern = WithGlobals(scenario.Pattern, []), Hubs = HubSelection.None, Capacity = CapacitySpec.None, Tracers = [new TracerSpec(0, null, "")] };
        int count = _builder.Build(bare).Count;

        Scenario fitted = scenario with
        {
            Pattern = Clip(scenario.Pattern, count, told),
            Hubs = Clip(Shifted(scenario.Hubs, shift), bare, count, told),
            Capacity = Clip(Shifted(scenario.Capacity, shift), bare, count, told),
            Tracers = [.. scenario.Tracers.Select(t => Clip(Shifted(t, shift), bare, count, told))],
        };
        Sequence sequence = _builder.Build(fitted);
        var move = new TokenMove(shift, count, fitted.Pattern.MemoryTokens);
        var kept = new List<ScheduledEdit>();
        int dropped = 0;
        foreach (ScheduledEdit edit in edits)
        {
            if (edit.Edit.Moved(move) is { } clipped)
            {
                kept.Add(edit with { Edit = clipped });
            }
            else
            {
                dropped++;
            }
        }

        if (dropped > 0)
        {
            told.Add($"{dropped} {(dropped == 1 ? "edit that does" : "edits that do")} not fit left out");
        }

        return new SessionDocument(fitted, sequence, kept);
    }

    private static AttentionPattern WithGlobals(AttentionPattern pattern, IEnumerable<int> globals) =>
        pattern.TakesGlobals ? pattern.WithGlobals(globals) : pattern;

    private static AttentionPattern Clip(AttentionPattern pattern, int count, List<string> told)
    {
        int[] kept = [.. pattern.Globals.Where(g => g < count)];
        if (kept.Length == pattern.Globals.Count)
        {
            return pattern;
        }

        told.Add($"{pattern.Globals.Count - kept.Length} global tokens beyond the end left out");
        return WithGlobals(pattern, kept);
    }

    private static HubSelection Shifted(HubSelection hubs, int shift) => shift == 0 ? hubs : hubs with
    {
        At = [.. hubs.At.Select(t => t + shift).Where(t => t >= 0)],
        Ranges = [.. hubs.Ranges.Select(r => (Math.Max(0, r.From + shift), r.To + shift)).Where(r => r.Item2 >= 0)],
    };

    private static TracerSpec Shifted(TracerSpec tracer, int shift) =>
        tracer.Match is not null || tracer.Token < 0 ? tracer : tracer with { Token = Math.Max(0, tracer.Token + shift) };

    private HubSelection Clip(HubSelection hubs, Scenario bare, int count, List<string> told)
    {
        HubSelection kept = hubs with
        {
            First = Math.Min(hubs.First, count),
            Spread = Math.Min(hubs.Spread, count),
            At = [.. hubs.At.Where(t => t < count)],
            Ranges = [.. hubs.Ranges.Where(r => r.From < count).Select(r => (r.From, Math.Min(r.To, count - 1)))],
            Matches = [.. hubs.Matches.Where(m => Stands(bare with { Hubs = HubSelection.None with { Matches = [m] } }))],
        };
        if (kept.First != hubs.First || kept.Spread != hubs.Spread || kept.At.Count != hubs.At.Count || kept.Matches.Count != hubs.Matches.Count
            || !kept.Ranges.SequenceEqual(hubs.Ranges))
        {
            told.Add("hubs that the text does not have left out");
        }

        return kept;
    }

    private static CapacitySpec Shifted(CapacitySpec capacity, int shift) => shift == 0 ? capacity : capacity with
    {
        Limits = capacity.Limits with { Single = new(capacity.Limits.Single.Select(s => (Token: s.Token + shift, s.Limits)).Where(s => s.Token >= 0)) },
    };

    private CapacitySpec Clip(CapacitySpec capacity, Scenario bare, int count, List<string> told)
    {
        CapacitySpec kept = capacity;
        if (capacity.Limits.Single.Any(s => s.Token >= count))
        {
            kept = kept with { Limits = kept.Limits with { Single = new(kept.Limits.Single.Where(s => s.Token < count)) } };
            told.Add("limits of hubs that the text does not have left out");
        }

        kept = kept with
        {
            Count = kept.Count is { } hubs ? Math.Min(hubs, count) : null,
            Keyframes = [.. kept.Keyframes.Select(k => k.Count > count ? k with { Count = count } : k)],
        };

        // Counted hubs of a text that is gone stand at the start.
        if (kept.Place == HubPlacement.Match && !Stands(bare with { Capacity = kept }))
        {
            kept = kept with { Place = HubPlacement.Start, Match = null };
            told.Add("hubs stand at the start, as the text does not have their words");
        }

        return kept;
    }

    private TracerSpec Clip(TracerSpec tracer, Scenario bare, int count, List<string> told)
    {
        TracerSpec kept = tracer.Match is not null
            ? Stands(bare with { Tracers = [tracer] }) ? tracer : tracer with { Match = null, Token = 0 }
            : tracer with { Token = Math.Clamp(tracer.Token, -count, count - 1) };
        if (kept != tracer)
        {
            told.Add($"{tracer.Name} falls on the {(kept.Token is 0 ? "first" : "last")} token");
        }

        return kept;
    }

    private bool Stands(Scenario scenario)
    {
        try
        {
            _ = _builder.Build(scenario);
            return true;
        }
        catch (FaultException fault) when (fault.Kind == FaultKind.OutOfRange)
        {
            return false;
        }
    }
}
