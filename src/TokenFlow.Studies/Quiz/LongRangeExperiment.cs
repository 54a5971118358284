using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Evidence;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Studies.Quiz;

/// <summary>
/// Which way what comes from far has come: dye is dropped on the first token, and after all layers the tokens beyond the
/// window's horizon (its width times the layers) are looked at, hubs left out. Then once more, every hub cut.
/// </summary>
/// <param name="pattern">The pattern that is tried.</param>
public sealed class LongRangeExperiment(AttentionPattern pattern) : IQuizExperiment
{
    private const int Tokens = 192, Layers = 6;

    /// <summary>A window of six a side and one hub among 192 tokens.</summary>
    public LongRangeExperiment()
        : this(new LongformerPattern(6, 1, [121]))
    {
    }

    /// <inheritdoc/>
    public QuizEvidence Run(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int horizon = pattern.Window * pattern.Dilation * Layers;
        using FlowSimulation whole = Simulate();
        whole.Seek(whole.Clock.EndFrame);
        (WayShares dye, int tokens) = Beyond(whole.Snapshot, horizon);
        int reach = whole.Snapshot.Meters.Reach;
        cancellation.ThrowIfCancellationRequested();
        using FlowSimulation cut = Simulate();
        foreach (int hub in cut.Snapshot.Hubs.Select(h => h.Position).ToArray())
        {
            cut.Apply(new CutHubEdit(hub));
        }

        cut.Seek(cut.Clock.EndFrame);
        (WayShares left, _) = Beyond(cut.Snapshot, horizon);
        return new QuizEvidence(
            $"Dye was dropped on token 0 of {Tokens}; after {Layers} layers the kernel's own tracer columns said what lay beyond token {horizon}, where windows end, and how it had come. Then again with the hub cut.",
            [
                new("farTokens", tokens, Expectation.Above(0), "tokens beyond the window's horizon"),
                new("farDye", dye.Total, Expectation.Above(0), "dye that has come to them"),
                new("farShareByHub", dye.Normalised().Hub, Expectation.Exactly(1), "share of it that came by a hub"),
                new("farDyeCut", left.Total, Expectation.Exactly(0), "dye that comes to them with the hub cut"),
                new("reach", reach, Expectation.Exactly(Tokens), "tokens reached"),
                new("reachCut", cut.Snapshot.Meters.Reach, Expectation.Below(Tokens), "tokens reached with the hub cut"),
            ]);
    }

    private static (WayShares Dye, int Tokens) Beyond(FrameSnapshot snapshot, int horizon)
    {
        TracerSnapshot tracer = snapshot.Tracers[0];
        double window = 0, random = 0, hub = 0;
        int tokens = 0;
        for (int i = horizon + 1; i < snapshot.Tokens.Length; i++)
        {
            // What a hub has gathered has not gone by it yet.
            if (snapshot.Tokens[i].IsHub)
            {
                continue;
            }

            window += tracer.Window[i];
            random += tracer.Random[i];
            hub += tracer.Hub[i];
            tokens++;
        }

        return (new WayShares(window, random, hub), tokens);
    }

    private FlowSimulation Simulate()
    {
        Scenario scenario = Scenario.Of("long-range", pattern, Tokens) with { Layers = Layers, FramesPerLayer = 1, HeadDim = 16 };
        return FlowRun.Open(scenario, new SequenceBuilder(() => Stream.Null).Build(scenario), FlowOptions.Undrawn);
    }
}
