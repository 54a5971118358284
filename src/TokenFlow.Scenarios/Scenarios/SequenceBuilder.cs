using System.Globalization;
using System.Text;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Capacity;
using TokenFlow.Scenarios.Learned;
using TokenFlow.Scenarios.Text;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.State;

namespace TokenFlow.Scenarios.Scenarios;

/// <summary>Brings in a scenario's text and lays out its tokens.</summary>
public sealed class SequenceBuilder
{
    /// <summary>The most tracers a run carries.</summary>
    public const int MaxTracers = SequenceShape.MostTracers;

    // Numbers outside every vocabulary, so that a special token's embedding is its own.
    internal const int ClsId = -1;
    internal const int SepId = -2;
    private const int FirstMemoryId = -1_000;

    private static readonly string[] Fields = ["pattern", "hubs", "capacity", "facts", "recall", "learned", "tracers", "heads", "text", "tokens"];
    private readonly Func<Stream> _standardInput;

    /// <param name="standardInput">Opens standard input, for a text given as "-".</param>
    public SequenceBuilder(Func<Stream> standardInput) => _standardInput = standardInput;

    /// <summary>The tokens of a scenario.</summary>
    /// <exception cref="FaultException">The text is unusable, or a position, match or pattern does not fit it.</exception>
    public Sequence Build(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        try
        {
            return Lay(scenario);
        }
        catch (FaultException e) when (IsField(e.Where))
        {
            throw new FaultException(e.Kind, e.What, scenario.WhereIs(e.Where), e.Remedy, e);
        }
    }

    // Fields are named by path; everything else that a fault may name is a file, an option or a place that the user knows.
    private static bool IsField(string where) => Fields.Any(f => where == f || where.StartsWith(f + ".", StringComparison.Ordinal));

    private Sequence Lay(Scenario scenario)
    {
        (string? text, string where) = ReadText(scenario.Text);
        IReadOnlyList<TextPiece> pieces = text is null ? Numbered(scenario.Text.Limit) : Tokenizers.Named(scenario.Tokenizer).Tokenize(text);
        if (scenario.Text.Limit > 0 && pieces.Count > scenario.Text.Limit)
        {
            pieces = [.. pieces.Take(scenario.Text.Limit)];
        }

        int memory = scenario.Pattern.MemoryTokens;
        int before = memory + (scenario.SpecialTokens == SpecialTokens.None ? 0 : 1);
        int after = scenario.SpecialTokens == SpecialTokens.ClsSep ? 1 : 0;
        int count = before + pieces.Count + after;
        if (count > TextReading.MaxTokens)
        {
            throw new FaultException(
                FaultKind.TextUnusable,
                $"the sequence has {count:N0} tokens, more than {TextReading.MaxTokens:N0}",
                where,
                $"give a shorter text, or take its beginning with --set tokens={TextReading.MaxTokens - before - after}");
        }

        CheckSize(scenario, count);
        var ids = new int[count];
        var shown = new string[count];
        var roles = new TokenRole[count];
        for (int i = 0; i < memory; i++)
        {
            (ids[i], shown[i], roles[i]) = (FirstMemoryId - i, $"m{i + 1}", TokenRole.Memory);
        }

        if (before > memory)
        {
            (ids[memory], shown[memory], roles[memory]) = (ClsId, "[CLS]", TokenRole.Special);
        }

        for (int i = 0; i < pieces.Count; i++)
        {
            (ids[before + i], shown[before + i]) = (pieces[i].Id, pieces[i].Shown);
        }

        if (after > 0)
        {
            (ids[^1], shown[^1], roles[^1]) = (SepId, "[SEP]", TokenRole.Special);
        }

        IReadOnlyList<int> hubs = SelectHubs(scenario.Hubs, text, pieces, before, count);
        TokenFlow.Attention.Patterns.AttentionPattern pattern = scenario.Pattern;
        pattern.Validate(count);
        return new Sequence
        {
            Ids = ids,
            Pieces = shown,
            Roles = roles,
            Pattern = pattern,
            MadeHubs = hubs,
            CountedHubs = CountHubs(scenario.Capacity, text, pieces, before, count),
            Origins = [.. scenario.Tracers.Select((t, i) => Origin(t, $"tracers.{i}", text, pieces, before, count))],
            Learned = scenario.Learned is { } file ? LearnedHubFile.Read(file, scenario.Heads, scenario.HeadDim).Hub : null,
            Text = text,
            Tokenizer = text is null ? "numbered" : scenario.Tokenizer,
        };
    }

    // Queries, keys (both twice where global rows have their own), values, outputs and a checkpoint a layer are each
    // n x heads x headDim; the kernel's matrices must be addressable by an int; dye comes on top.
    private static void CheckSize(Scenario scenario, int count)
    {
        const long MostInMatrix = 1L << 26;
        const long MostInRun = 1L << 30;
        const int RunningMatrices = 8;
        long matrix = (long)count * scenario.Heads * scenario.HeadDim;
        long dye = (long)count * scenario.Tracers.Count * (DyeColumns.Ways + 2);
        long run = (matrix * (scenario.Layers + RunningMatrices)) + (dye * (scenario.Layers + scenario.Heads));
        if (matrix > MostInMatrix || run > MostInRun)
        {
            throw new FaultException(
                FaultKind.OutOfRange,
                $"{count:N0} tokens x {scenario.Heads} heads x {scenario.HeadDim} dimensions and {scenario.Layers} layers need {run * sizeof(float) >> 20:N0} MiB, more than a run may take",
                "heads",
                "use fewer heads, dimensions or layers, or a shorter text");
        }
    }

    private static TextPiece[] Numbered(int count)
    {
        var pieces = new TextPiece[count];
        for (int i = 0; i < count; i++)
        {
            pieces[i] = new TextPiece(i, i.ToString(CultureInfo.InvariantCulture), i, 1);
        }

        return pieces;
    }

    private static List<int> SelectHubs(HubSelection selection, string? text, IReadOnlyList<TextPiece> pieces, int before, int count)
    {
        var hubs = new SortedSet<int>();
        Check(selection.First, "hubs.first");
        for (int i = 0; i < selection.First; i++)
        {
            hubs.Add(i);
        }

        Check(selection.Spread, "hubs.spread");
        for (int i = 0; i < selection.Spread; i++)
        {
            hubs.Add((int)((((long)i * 2) + 1) * count / (2L * selection.Spread)));
        }

        foreach (int position in selection.At)
        {
            Check(position + 1, "hubs.at");
            hubs.Add(position);
        }

        foreach ((int from, int to) in selection.Ranges)
        {
            Check(to + 1, "hubs.ranges");
            for (int i = from; i <= to; i++)
            {
                hubs.Add(i);
            }
        }

        foreach (string match in selection.Matches)
        {
            hubs.UnionWith(Touching(match, text, pieces, before, "hubs.match"));
        }

        return [.. hubs];

        void Check(int last, string field)
        {
            if (last > count)
            {
                throw new FaultException(
                    FaultKind.OutOfRange, $"the hub selection reaches token {last - 1}", field, $"the sequence has tokens 0 to {count - 1}");
            }
        }
    }

    private static int[]? CountHubs(CapacitySpec capacity, string? text, IReadOnlyList<TextPiece> pieces, int before, int count)
    {
        foreach ((int token, _) in capacity.Limits.Single)
        {
            if (token >= count)
            {
                throw new FaultException(FaultKind.OutOfRange, $"there is no token {token}", "capacity.hubs", $"give tokens from 0 to {count - 1}");
            }
        }

        if (capacity.Count is not { } wanted)
        {
            return null;
        }

        if (wanted > count)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{wanted} hubs do not fit {count} tokens", "capacity.count", $"give at most {count}");
        }

        if (capacity.Place != HubPlacement.Match)
        {
            return HubCounting.Positions(wanted, capacity.Place, count);
        }

        List<int> touching = Touching(capacity.Match ?? "", text, pieces, before, "capacity.match");
        return touching.Count >= wanted
            ? [.. touching.Take(wanted)]
            : throw new FaultException(
                FaultKind.OutOfRange, $"'{capacity.Match}' is {touching.Count} tokens long, not {wanted}", "capacity.count", "count fewer hubs, or match more words");
    }

    private static int Origin(TracerSpec tracer, string field, string? text, IReadOnlyList<TextPiece> pieces, int before, int count)
    {
        if (tracer.Match is not null)
        {
            return Touching(tracer.Match, text, pieces, before, $"{field}.match")[0];
        }

        int token = tracer.Token < 0 ? count + tracer.Token : tracer.Token;
        return token >= 0 && token < count
            ? token
            : throw new FaultException(FaultKind.OutOfRange, $"there is no token {tracer.Token}", $"{field}.token", $"give one from 0 to {count - 1}");
    }

    private static List<int> Touching(string match, string? text, IReadOnlyList<TextPiece> pieces, int before, string field)
    {
        int start = match.Length == 0 || text is null ? -1 : text.IndexOf(match, StringComparison.Ordinal);
        List<int> tokens =
        [
            .. Enumerable.Range(0, start < 0 ? 0 : pieces.Count)
                .Where(i => pieces[i].Start < start + match.Length && pieces[i].Start + pieces[i].Length > start)
                .Select(i => before + i),
        ];
        return tokens.Count > 0
            ? tokens
            : throw new FaultException(FaultKind.OutOfRange, $"the text has no '{match}'", field, "copy some words of the text exactly");
    }

    private (string? Text, string Where) ReadText(TextSpec spec)
    {
        if (spec.Inline is { } inline)
        {
            return Encoding.UTF8.GetByteCount(inline) > TextReading.MaxBytes
                ? throw new FaultException(FaultKind.TextUnusable, $"the text is longer than {TextReading.MaxBytes:N0} bytes", "text.inline", "give a shorter one")
                : string.IsNullOrWhiteSpace(inline)
                ? throw new FaultException(FaultKind.TextUnusable, "the text is empty", "text.inline", "give a text with at least one word")
                : (inline, "text.inline");
        }

        if (spec.File == "-")
        {
            using Stream input = _standardInput();
            return (TextReading.FromStream(input, "standard input"), "standard input");
        }

        return spec.File is null ? (null, "tokens") : (TextReading.FromFile(spec.File), spec.File);
    }
}
