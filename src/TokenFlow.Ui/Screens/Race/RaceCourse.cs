using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Ui.Screens.Race;

/// <summary>What all lanes of a race share: the text, where the dye falls, layers, weights, and the window where a pattern has one.</summary>
internal sealed class RaceCourse
{
    /// <summary>The longest text that is raced on: full attention is one of the runners.</summary>
    public const int MostTokens = 256;

    private readonly Scenario _scenario;

    /// <param name="scenario">The scenario whose text is raced on. Its hubs and edits stay out, as they would not be the same in all lanes.</param>
    /// <param name="builder">Makes its tokens.</param>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">The scenario cannot be run.</exception>
    public RaceCourse(Scenario scenario, SequenceBuilder builder)
    {
        Sequence whole = builder.Build(scenario);
        int memory = scenario.Pattern.MemoryTokens;
        int special = scenario.SpecialTokens switch { SpecialTokens.None => 0, SpecialTokens.ClsSep => 2, _ => 1 };
        int count = whole.Count - memory;
        IsClipped = count > MostTokens;
        Count = Math.Min(count, MostTokens);
        Origin = Math.Clamp((whole.Origins.Count > 0 ? whole.Origins[0] : whole.Count / 2) - memory, 0, Count - 1);

        // Wide windows on a short text would make every lane alike.
        int window = scenario.Pattern.TakesWindow ? scenario.Pattern.Window : 0;
        window = window > 0 && ((2 * window) + 1) * 2 <= Count ? window : Math.Max(Count / 24, 1);
        int hub = scenario.Pattern.Globals.Concat(whole.MadeHubs).Select(h => h - memory).FirstOrDefault(h => h >= 0 && h < Count);
        // Standard input can be read once: the text is kept.
        TextSpec text = whole.Text is { } words ? new TextSpec(null, words, 0) : scenario.Text;
        _scenario = scenario with
        {
            Text = text with { Limit = Count - special },
            Pattern = new LongformerPattern(window, 1, [hub]),
            Hubs = HubSelection.None,
            Edits = [],
            Captions = [],
            Session = null,
        };
        Title = scenario.Title;
    }

    /// <summary>The scenario's title.</summary>
    public string Title { get; }

    /// <summary>Tokens of the text, memory tokens not among them.</summary>
    public int Count { get; }

    /// <summary>Whether the text is only the scenario's beginning.</summary>
    public bool IsClipped { get; }

    /// <summary>Where the dye falls.</summary>
    public int Origin { get; set; }

    public int Layers => _scenario.Layers;

    public int FramesPerLayer => _scenario.FramesPerLayer;

    public int FramesPerSecond => _scenario.FramesPerSecond;

    /// <summary>Which frame belongs to which layer.</summary>
    public LayerClock Clock => new(Layers, FramesPerLayer, FramesPerSecond);

    public long EndFrame => Clock.EndFrame;

    /// <summary>The scenario of a lane.</summary>
    /// <param name="kind">Its pattern's kind, one of <see cref="PatternChoice.Kinds"/>.</param>
    public Scenario Of(string kind)
    {
        // Blocks in proportion to the text: two large outer ones would make hubs of most of it.
        AttentionPattern pattern = PatternChoice.Of(kind, new PatternLike(_scenario.Pattern, _scenario.Seed, Block: Math.Clamp(Count / 24, 1, 16)));
        string name = _scenario.Tracers.Count > 0 ? _scenario.Tracers[0].Name : "dye";
        return _scenario with { Pattern = pattern, Tracers = [new TracerSpec(Origin + pattern.MemoryTokens, null, name)] };
    }
}
