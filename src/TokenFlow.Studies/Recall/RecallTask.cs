using System.Numerics.Tensors;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Numerics;
using TokenFlow.Scenarios.Recall;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Studies.Recall;

/// <summary>
/// Facts written far away, to be read back. k distinct codewords of a seeded vocabulary are the initial values of k tokens
/// that are no hubs (and are made none by the scenario), no readers and farther than the run's layers in window hops (hubs taken
/// away) from every reader. Readers and all within that reach start empty, so what they come to hold passed a hub or a random link.
/// Hubs start empty, and so do special tokens, which neither hold facts nor read; both unless they have learned what to start with.
/// All other tokens carry distractors. The first k facts are the same, word and token, for every k.
/// </summary>
public sealed class RecallTask
{
    // The largest codebook, in numbers: 256 MiB.
    private const long MostInCodebook = 1L << 26;

    private readonly int _heads;
    private readonly int _headDim;
    private readonly int _tokens;
    private readonly Sequence _sequence;
    private readonly int[] _factTokens;
    private readonly int[] _factWords;
    private readonly int[] _readers;
    private readonly float[] _background;

    private RecallTask(
        RecallSpec spec, ulong seed, int heads, int headDim, Sequence sequence, Codebook codebook, int[] readers, IReadOnlyList<bool> quiet, int[] factTokens, int[] factWords)
    {
        _heads = heads;
        _headDim = headDim;
        _tokens = sequence.Count;
        _sequence = sequence;
        _factTokens = factTokens;
        _factWords = factWords;
        Spec = spec;
        Seed = seed;
        Codebook = codebook;
        _readers = [.. readers];
        Quiet = quiet;
        _background = Background();
    }

    /// <summary>What the scenario asks for.</summary>
    public RecallSpec Spec { get; }

    /// <summary>The scenario's seed.</summary>
    public ulong Seed { get; }

    /// <summary>The vocabulary.</summary>
    public Codebook Codebook { get; }

    /// <summary>k.</summary>
    public int Facts => Spec.Facts;

    /// <summary>The most facts that could be written: tokens that there are for them, and words.</summary>
    public int MostFacts => Math.Min(_factTokens.Length, _factWords.Length);

    /// <summary>[readers] the tokens that read, ascending.</summary>
    public IReadOnlyList<int> Readers => _readers;

    /// <summary>[tokens] whether the token is a reader, or so near to one that windows alone would carry a fact there.</summary>
    public IReadOnlyList<bool> Quiet { get; }

    /// <summary>[MostFacts] where each fact is written; the scenario writes the first <see cref="Facts"/>.</summary>
    public ReadOnlySpan<int> FactTokens => _factTokens.AsSpan(0, MostFacts);

    /// <summary>All tokens that facts could be written at, were there words enough, in the order in which they are taken.</summary>
    public ReadOnlySpan<int> AllFactTokens => _factTokens;

    /// <summary>[MostFacts] each fact's codeword.</summary>
    public ReadOnlySpan<int> FactWords => _factWords.AsSpan(0, MostFacts);

    /// <summary>Lays the task out.</summary>
    /// <param name="scenario">The scenario; its field "facts" is 1 or more.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <exception cref="FaultException">The readers or the facts do not fit the sequence.</exception>
    public static RecallTask Create(Scenario scenario, Sequence sequence)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(sequence);
        RecallSpec spec = scenario.Recall;
        if (spec.Facts < 1)
        {
            throw new FaultException(FaultKind.OutOfRange, "no facts are written", scenario.WhereIs("facts"), "give 1 or more");
        }

        CheckCodebook(scenario);
        Knobs knobs = RunSetups.StartOf(scenario, sequence);
        AttentionPlan plan = AttentionPlan.Compile(knobs.Pattern, sequence.Count, scenario.Heads, layer: 0, knobs.Edits);
        AttentionLayout layout = plan.Head(0);
        HashSet<int> apart = Apart(scenario, sequence, layout);
        int[] readers = PlaceReaders(scenario, layout, apart);
        AttentionPlan withoutHubs = AttentionPlan.Compile(
            knobs.Pattern, sequence.Count, scenario.Heads, layer: 0, knobs.Edits.WithPadding(knobs.Edits.Padding.Concat(layout.Hubs.ToArray())));
        bool[] quiet = QuietZone.Round(withoutHubs, readers, scenario.Layers);
        int[] factTokens = Shuffle.Of(
            Enumerable.Range(0, sequence.Count).Where(i => !quiet[i] && !apart.Contains(i) && !layout.IsPadded(i)),
            new SeededRandom(scenario.Seed, RecallStream.Tokens));
        if (spec.Facts > factTokens.Length)
        {
            throw new FaultException(
                FaultKind.OutOfRange,
                $"{spec.Facts:N0} facts do not fit {sequence.Count:N0} tokens: {readers.Length} readers and what windows carry to them in {scenario.Layers} layers "
                + $"take {quiet.Count(q => q):N0}, hubs and special tokens {apart.Count:N0}",
                scenario.WhereIs("facts"),
                factTokens.Length > 0 ? $"write at most {factTokens.Length:N0}, or give more tokens, a smaller window, fewer readers or layers" : "give more tokens, a smaller window, fewer readers or layers");
        }

        int dimensions = scenario.Heads * scenario.HeadDim;
        var codebook = new Codebook(spec.Vocabulary, dimensions, scenario.Seed, spec.Mark > 0);
        int[] factWords = Shuffle.Of(Enumerable.Range(0, spec.Vocabulary), new SeededRandom(scenario.Seed, RecallStream.Words));
        return new RecallTask(spec, scenario.Seed, scenario.Heads, scenario.HeadDim, sequence, codebook, readers, quiet, factTokens, factWords);
    }

    /// <summary>[words] all words in this task's order: the first ones are its facts.</summary>
    internal ReadOnlySpan<int> WordOrder => _factWords;

    /// <summary>A task over the same vocabulary at the same readers: other tokens, other facts and other distractors.</summary>
    /// <param name="seed">The other task's seed.</param>
    /// <param name="words">The words that its facts are drawn from, as many as facts or more.</param>
    internal RecallTask Another(ulong seed, IEnumerable<int> words) => new(
        Spec,
        seed,
        _heads,
        _headDim,
        _sequence,
        Codebook,
        _readers,
        Quiet,
        Shuffle.Of(_factTokens.Order(), new SeededRandom(seed, RecallStream.Tokens)),
        Shuffle.Of(words, new SeededRandom(seed, RecallStream.Words)));

    /// <summary>What the first layer starts from.</summary>
    /// <param name="facts">How many facts are written, 0 to <see cref="MostFacts"/>.</param>
    /// <returns>[heads][tokens][headDim].</returns>
    public float[] Values(int facts)
    {
        var values = new float[_background.Length];
        CopyValues(facts, values);
        return values;
    }

    /// <summary>The same, into memory that is there.</summary>
    public void CopyValues(int facts, Span<float> into)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(facts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(facts, MostFacts);
        _background.CopyTo(into);
        var vector = new float[Codebook.Dimensions];
        for (int i = 0; i < facts; i++)
        {
            CopyFact(i, vector);
            Put(vector, into, _factTokens[i], _heads, _headDim, _tokens);
        }
    }

    /// <summary>The same, with what hubs have learned as it stands now.</summary>
    internal void Write(int facts, Span<float> into)
    {
        CopyValues(facts, into);
        _sequence.Learned?.Place(_sequence, into);
    }

    /// <summary>What readers hold, blended by a layer's progress.</summary>
    /// <param name="start">The layer's input, [heads][tokens][headDim].</param>
    /// <param name="output">What it comes to, as long.</param>
    /// <param name="progress">How far the layer is, in [0, 1].</param>
    /// <param name="into">[readers][heads][headDim].</param>
    internal void CopyHeld(ReadOnlySpan<float> start, ReadOnlySpan<float> output, float progress, Span<float> into)
    {
        int at = 0;
        foreach (int reader in _readers)
        {
            for (int h = 0; h < _heads; h++, at += _headDim)
            {
                int row = ((h * _tokens) + reader) * _headDim;
                for (int c = 0; c < _headDim; c++)
                {
                    float from = start[row + c];
                    into[at + c] = progress > 0 ? from + (progress * (output[row + c] - from)) : from;
                }
            }
        }
    }

    /// <summary>What is written for a fact: its codeword, and the mark where facts carry one.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="into">[dimensions].</param>
    public void CopyFact(int fact, Span<float> into)
    {
        Codebook.CopyWord(_factWords[fact], into);
        if (Spec.Mark > 0)
        {
            TensorPrimitives.MultiplyAdd(Codebook.Mark, (float)Spec.Mark, into, into);
        }
    }

    private float[] Background()
    {
        int dimensions = _heads * _headDim;
        var background = new float[_tokens * dimensions];
        if (Spec.Distractors > 0)
        {
            var distractor = new float[dimensions];
            foreach (int token in _factTokens)
            {
                Codebook.Fill(distractor, new SeededRandom(Seed, RecallStream.Distractor + (ulong)token));
                Codebook.Normalise(distractor);
                TensorPrimitives.Multiply(distractor, (float)Spec.Distractors, distractor);
                Put(distractor, background, token, _heads, _headDim, _tokens);
            }
        }

        _sequence.Learned?.Place(_sequence, background);
        return background;
    }

    private static void Put(ReadOnlySpan<float> vector, Span<float> values, int token, int heads, int headDim, int tokens)
    {
        for (int h = 0; h < heads; h++)
        {
            vector.Slice(h * headDim, headDim).CopyTo(values[(((h * tokens) + token) * headDim)..]);
        }
    }

    private static void CheckCodebook(Scenario scenario)
    {
        int dimensions = scenario.Heads * scenario.HeadDim;
        if ((long)scenario.Recall.Vocabulary * dimensions > MostInCodebook)
        {
            throw new FaultException(
                FaultKind.OutOfRange,
                $"{scenario.Recall.Vocabulary:N0} words of {dimensions:N0} dimensions are too many",
                scenario.WhereIs("recall.vocabulary"),
                $"give at most {MostInCodebook / dimensions:N0}");
        }

        if (scenario.Recall.Mark > 0 && dimensions < 2)
        {
            throw new FaultException(FaultKind.OutOfRange, "a mark leaves no dimension for the words", scenario.WhereIs("recall.mark"), "give 2 dimensions or more");
        }
    }

    // Special tokens; hubs at the start, and those that the scenario makes on its way: a fact on one would go round the others.
    private static HashSet<int> Apart(Scenario scenario, Sequence sequence, AttentionLayout layout)
    {
        HashSet<int> hubs = [.. layout.Hubs, .. Enumerable.Range(0, sequence.Count).Where(i => sequence.Roles[i] == TokenRole.Special)];
        foreach (Edit edit in scenario.Edits.Select(e => e.Edit).Concat(scenario.CapacityEdits().Select(e => e.Edit)))
        {
            hubs.UnionWith(edit.HubsMade(layout.Tokens));
        }

        return hubs;
    }

    // One in the middle half of each of as many equal stretches, at the nearest token that is no hub.
    private static int[] PlaceReaders(Scenario scenario, AttentionLayout layout, HashSet<int> apart)
    {
        int count = scenario.Recall.Readers;
        var random = new SeededRandom(scenario.Seed, RecallStream.Readers);
        var taken = new SortedSet<int>();
        for (int i = 0; i < count; i++)
        {
            int wanted = (int)((i + 0.25 + (random.NextUnit() / 2)) * layout.Tokens / count);
            int token = Nearest(wanted, layout.Tokens, t => !apart.Contains(t) && !layout.IsPadded(t) && !taken.Contains(t));
            if (token < 0)
            {
                throw new FaultException(
                    FaultKind.OutOfRange,
                    $"{count} readers do not fit {layout.Tokens:N0} tokens, {apart.Count:N0} of which are hubs or special",
                    scenario.WhereIs("recall.readers"),
                    "give fewer readers or more tokens");
            }

            taken.Add(token);
        }

        return [.. taken];
    }

    private static int Nearest(int wanted, int tokens, Func<int, bool> suits)
    {
        for (int away = 0; away < tokens; away++)
        {
            if (wanted + away < tokens && suits(wanted + away))
            {
                return wanted + away;
            }

            if (wanted - away >= 0 && suits(wanted - away))
            {
                return wanted - away;
            }
        }

        return -1;
    }
}
