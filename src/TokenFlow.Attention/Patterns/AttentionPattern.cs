using System.Text.Json;
using TokenFlow.Base.Collections;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Patterns;

/// <summary>
/// Who may attend to whom, as a value: two patterns with the same parameters are equal. A pattern gives every query i
/// the set S(i) of keys it may read, each once. It is independent of the sequence's length, except that
/// <see cref="Validate"/> checks it against one. The kinds are closed: this room knows them all. A new one is
/// a file with its record, and its lines in <see cref="PatternKinds"/>.
/// </summary>
public abstract record AttentionPattern
{
    private readonly ValueSet<int> _globals;
    private readonly ValueList<int> _dilations;

    private protected AttentionPattern(int window = 0, int dilation = 1, IEnumerable<int>? globals = null)
    {
        Window = window;
        _dilations = new ValueList<int>([dilation]);
        _globals = new ValueSet<int>(globals ?? []);
    }

    /// <summary>The kind's name in files and options, such as <c>longformer</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>Kind and parameters for a caption, such as <c>longformer  window 256 a side (512 = 256 + 256)  1 hub</c>.</summary>
    public abstract string Label { get; }

    /// <summary>The one-sided window in tokens (steps of the dilation), or 0 where the pattern has none. Causal kinds: the whole window, the token itself included.</summary>
    public int Window { get; private protected init; }

    /// <summary>The dilation of head 0; 1 where the pattern has none.</summary>
    public int Dilation => _dilations[0];

    /// <summary>The dilation of each head: one for all heads, or one a head.</summary>
    public IReadOnlyList<int> Dilations => _dilations;

    /// <summary>Memory tokens in front of the text, 0 where the pattern has none.</summary>
    public virtual int MemoryTokens => 0;

    /// <summary>
    /// The tokens that the pattern's user made global, ascending and distinct. Hubs that a kind has by itself
    /// (BigBird's outer blocks, memory, a relay) are not among them: see <see cref="AttentionLayout.Hubs"/>.
    /// </summary>
    public IReadOnlyList<int> Globals => _globals;

    /// <summary>Whether the kind has globals to choose, so that <see cref="WithGlobals"/> takes them.</summary>
    public virtual bool TakesGlobals => false;

    /// <summary>Whether the kind has a window to choose, so that <see cref="WithWindow"/> takes one.</summary>
    public virtual bool TakesWindow => false;

    /// <summary>Whether the hubs are the globals that were chosen, and no others.</summary>
    public virtual bool HubsAreGlobals => false;

    /// <summary>Whether the token at position 0 is meant to be [CLS].</summary>
    public virtual bool StartsAtCls => false;

    /// <summary>Whether layers differ (random links are drawn a layer), so that a plan serves one layer only.</summary>
    public virtual bool VariesByLayer => false;

    /// <summary>Whether no query reads a later key.</summary>
    public virtual bool IsCausal => false;

    /// <summary>Whether every query reads every key, hubs or not.</summary>
    internal virtual bool IsFull => false;

    private protected ValueSet<int> GlobalSet
    {
        init => _globals = value;
    }

    private protected ValueList<int> DilationList
    {
        init => _dilations = value;
    }

    /// <summary>The same pattern with other global tokens.</summary>
    /// <param name="globals">Positions, in any order.</param>
    /// <exception cref="FaultException">The kind has no globals to choose.</exception>
    public virtual AttentionPattern WithGlobals(IEnumerable<int> globals) =>
        throw new FaultException(FaultKind.OutOfRange, $"the pattern {Kind} has no globals to choose", "pattern.globals", "choose longformer, global or bigbird");

    /// <summary>The same pattern with another window.</summary>
    /// <param name="window">In the meaning of <see cref="Window"/>.</param>
    /// <exception cref="FaultException">The kind has no window.</exception>
    public virtual AttentionPattern WithWindow(int window) =>
        throw new FaultException(FaultKind.OutOfRange, $"the pattern {Kind} has no window", "pattern.window", "choose a pattern with a window, such as longformer");

    /// <summary>The same pattern with its random links drawn from another seed, where they were drawn from this one.</summary>
    public virtual AttentionPattern Reseeded(ulong from, ulong to) => this;

    /// <summary>
    /// The pattern that has exactly these hubs and the same windows, where a hub made by hand is no different from a chosen
    /// one; null for kinds with hubs or shapes of their own.
    /// </summary>
    public virtual AttentionPattern? WithHubs(IReadOnlyList<int> hubs) => null;

    /// <summary>What can be turned of the pattern beside window and globals.</summary>
    /// <param name="tokens">All rows of the sequence.</param>
    public virtual IReadOnlyList<PatternKnob> Knobs(int tokens) => [];

    /// <summary>Checks every parameter against a sequence.</summary>
    /// <param name="tokens">All rows of the sequence, memory tokens included.</param>
    /// <exception cref="FaultException"><see cref="FaultKind.OutOfRange"/>, naming the field.</exception>
    public virtual void Validate(int tokens)
    {
        if (tokens < 1)
        {
            throw new FaultException(FaultKind.OutOfRange, $"{tokens} tokens are no sequence", "tokens", "give at least 1");
        }

        if (Window < 0)
        {
            throw new FaultException(FaultKind.OutOfRange, $"a window of {Window} is negative", "pattern.window", "give 0 or more");
        }

        foreach (int dilation in Dilations)
        {
            if (dilation < 1)
            {
                throw new FaultException(FaultKind.OutOfRange, $"a dilation of {dilation} is below 1", "pattern.dilation", "give 1 or more");
            }
        }
        foreach (int token in Globals)
        {
            if (token < 0 || token >= tokens)
            {
                throw new FaultException(FaultKind.OutOfRange, $"global token {token} is outside a sequence of {tokens}", "pattern.globals", $"give positions 0 to {tokens - 1}");
            }
        }
    }

    /// <summary>The label.</summary>
    public sealed override string ToString() => Label;

    internal abstract WindowShape ShapeOf(int head);

    /// <summary>The hubs of a sequence as ranges, which may overlap.</summary>
    internal virtual IEnumerable<TokenRange> HubsOf(int tokens)
    {
        foreach (int token in Globals)
        {
            yield return new(token, token + 1);
        }
    }

    internal virtual RandomLinks? DrawLinks(int tokens, int head, int layer) => null;

    /// <summary>The edges of head 0 in layer 0, as <see cref="EdgeFormula.Count"/> has them, of parameters that were checked.</summary>
    /// <param name="tokens">Tokens of text.</param>
    internal abstract long CountEdges(int tokens);

    /// <summary>Writes the parameters into the object that is open, each under the name that the kind reads it by.</summary>
    internal abstract void WriteFields(Utf8JsonWriter writer);

    private protected void WriteWindow(Utf8JsonWriter writer) => writer.WriteNumber("window", Window);

    private protected void WriteDilation(Utf8JsonWriter writer)
    {
        if (Dilations.Count == 1)
        {
            writer.WriteNumber("dilation", Dilation);
            return;
        }
        writer.WriteStartArray("dilation");
        foreach (int dilation in Dilations)
        {
            writer.WriteNumberValue(dilation);
        }

        writer.WriteEndArray();
    }

    private protected void WriteGlobals(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("globals");
        foreach (int global in Globals)
        {
            writer.WriteNumberValue(global);
        }

        writer.WriteEndArray();
    }

    private protected WindowShape BandOf(int head) =>
        WindowShape.Band(Window, Window, Dilations.Count == 1 ? Dilation : Dilations[head]);

    private protected static ValueList<int> DilationsOf(IReadOnlyList<int> dilations) =>
        dilations.Count > 0
            ? new ValueList<int>(dilations)
            : throw new FaultException(FaultKind.OutOfRange, "the list of dilations is empty", "pattern.dilation", "give one number, or one a head");

    private protected IReadOnlyList<PatternKnob> DilationKnob(Func<int, AttentionPattern> dilated) => Dilations.Count == 1
        ? [new PatternKnob("Dilation", Dilation, by => dilated(Math.Max(Dilation + by, 1)))]
        : [];

    private protected string WindowLabel => $"window {Window} a side ({2L * Window} = {Window} + {Window})";

    private protected string DilationLabel => Dilations.Count == 1
        ? Dilation == 1 ? "" : $"  dilation {Dilation}"
        : $"  dilation {string.Join(", ", Dilations)} by head";

    private protected string HubLabel => $"  {Globals.Count} {(Globals.Count == 1 ? "hub" : "hubs")}";
}
