using TokenFlow.Attention.Patterns;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scenarios.Text;
using TokenFlow.Session.Runs;
using TokenFlow.Simulation.Edits;

namespace TokenFlow.Ui.Commands;

/// <summary>What each command does to a session; what concerns the window around it is left to the window.</summary>
public static class SessionCommands
{
    private const int FarTokens = 16;
    private const float ResidualStep = 0.05f;
    private const float TemperatureFactor = 1.25f;
    private const float ZoomFactor = 1.25f;
    private const float PanShare = 0.2f;

    /// <summary>Does a command.</summary>
    /// <returns>Whether it is one of the session's; not so: text and files to ask for, gallery, race, self-check, full screen, quit.</returns>
    public static bool TryRun(FlowSession session, CommandId command)
    {
        ArgumentNullException.ThrowIfNull(session);
        return PlaybackCommands.TryRun(session.Playback, command) || TrySpeedAndKeep(session, command) || TryTouch(session, command) || TryChange(session, command) || TryLook(session, command);
    }

    private static bool TrySpeedAndKeep(FlowSession session, CommandId command)
    {
        switch (command)
        {
            case CommandId.Faster: session.Faster(); return true;
            case CommandId.Slower: session.Slower(); return true;
            case CommandId.NormalSpeed: session.NormalSpeed(); return true;
            case CommandId.Save: session.Keeping.Save(); return true;
            case CommandId.ToggleFilm: session.Keeping.ToggleFilm(); return true;
            case CommandId.Still: session.Keeping.Still(); return true;
            default: return false;
        }
    }

    private static bool TryTouch(FlowSession session, CommandId command)
    {
        switch (command)
        {
            case CommandId.TokenOn: session.PointOn(1); return true;
            case CommandId.TokenBack: session.PointOn(-1); return true;
            case CommandId.TokenOnFar: session.PointOn(FarTokens); return true;
            case CommandId.TokenBackFar: session.PointOn(-FarTokens); return true;
            case CommandId.EdgeOn: session.PointEdgeOn(1); return true;
            case CommandId.EdgeBack: session.PointEdgeOn(-1); return true;
            case CommandId.DropDye: OnToken(session, t => session.Editor.DropDye(t)); return true;
            case CommandId.Lock: OnToken(session, t => session.Lock(t)); return true;
            case CommandId.Unlock: session.Unlock(); return true;
            case CommandId.ToggleHub: OnToken(session, t => session.Editor.ToggleHub(t)); return true;
            case CommandId.CutHub: OnToken(session, t => session.Editor.ToggleCutHub(t)); return true;
            case CommandId.CutEdge when session.Selection.Edge is { } edge: session.Editor.ToggleCutEdge(edge.Query, edge.Key); return true;
            case CommandId.CutEdge: session.Say("no edge is chosen; point at one, or press E", isFault: true); return true;
            default: return false;
        }
    }

    private static bool TryChange(FlowSession session, CommandId command)
    {
        Knobs knobs = session.Simulation.Knobs;
        Scenario scenario = session.Document.Scenario;
        AttentionPattern pattern = knobs.Pattern;
        switch (command)
        {
            case CommandId.Undo: session.Editor.Undo(); return true;
            case CommandId.Redo: session.Editor.Redo(); return true;
            case CommandId.PatternOn: session.Editor.SetPattern(PatternChoice.Next(pattern.Kind, 1)); return true;
            case CommandId.PatternBack: session.Editor.SetPattern(PatternChoice.Next(pattern.Kind, -1)); return true;
            case CommandId.WindowWider: session.Editor.Do(new SetWindowEdit(pattern.Window + 1)); return true;
            case CommandId.WindowNarrower: session.Editor.Do(new SetWindowEdit(pattern.Window - 1)); return true;
            case CommandId.ResidualUp: session.Editor.Do(new SetResidualEdit(Residual(knobs, ResidualStep))); return true;
            case CommandId.ResidualDown: session.Editor.Do(new SetResidualEdit(Residual(knobs, -ResidualStep))); return true;
            case CommandId.TemperatureUp: session.Editor.Do(new SetTemperatureEdit(Temperature(knobs, TemperatureFactor))); return true;
            case CommandId.TemperatureDown: session.Editor.Do(new SetTemperatureEdit(Temperature(knobs, 1 / TemperatureFactor))); return true;
            case CommandId.HubsMore: CapacityTurns.SetHubs(session, session.Snapshot.Hubs.Count + 1); return true;
            case CommandId.HubsFewer: CapacityTurns.SetHubs(session, session.Snapshot.Hubs.Count - 1); return true;
            case CommandId.SlotsMore or CommandId.SlotsFewer: TurnSlots(session, command == CommandId.SlotsMore); return true;
            case CommandId.RankHigher or CommandId.RankLower: TurnRank(session, command == CommandId.RankHigher); return true;
            case CommandId.BitsMore or CommandId.BitsFewer: TurnBits(session, command == CommandId.BitsMore); return true;
            case CommandId.WeightsOn: session.Editor.SetWeights((WeightKind)(((int)scenario.Weights + 1) % Enum.GetValues<WeightKind>().Length)); return true;
            case CommandId.SeedOn: session.Editor.SetSeed(Math.Min(long.MaxValue, scenario.Seed + 1)); return true;
            case CommandId.SeedBack: session.Editor.SetSeed(Math.Max(1, scenario.Seed) - 1); return true;
            case CommandId.TokenizerOn: session.Editor.SetTokenizer(NextTokenizer(scenario.Tokenizer)); return true;
            default: return false;
        }
    }

    private static bool TryLook(FlowSession session, CommandId command)
    {
        SessionView view = session.View;
        Camera camera = view.Camera;
        SessionView? next = command switch
        {
            >= CommandId.MeanOfHeads and <= CommandId.Head9 => view with { Head = Head(session, command - CommandId.Head1) },
            CommandId.ToggleMatrix => view with { Matrix = !view.Matrix },
            CommandId.TogglePanels => view with { Panels = !view.Panels },
            CommandId.ToggleTheme => view with { Theme = view.Theme == "dark" ? "light" : "dark" },
            CommandId.ToggleOverlay => view with { Overlay = !view.Overlay },
            CommandId.ToggleHelp => view with { Help = !view.Help },
            CommandId.ZoomIn => view with { Camera = camera.ZoomedAt(ZoomFactor, camera.X, camera.Y) },
            CommandId.ZoomOut => view with { Camera = camera.ZoomedAt(1 / ZoomFactor, camera.X, camera.Y) },
            CommandId.ZoomAll => view with { Camera = Camera.Whole },
            CommandId.PanLeft => view with { Camera = camera.Panned(-PanShare, 0) },
            CommandId.PanRight => view with { Camera = camera.Panned(PanShare, 0) },
            _ => null,
        };
        if (next is not null)
        {
            session.View = next;
        }

        return next is not null;
    }

    private static int Head(FlowSession session, int head)
    {
        if (head < session.Document.Scenario.Heads)
        {
            return head;
        }

        session.Say($"there is no head {head + 1}; the run has {session.Document.Scenario.Heads}", isFault: true);
        return session.View.Head;
    }

    private static void OnToken(FlowSession session, Action<int> act)
    {
        if (session.Chosen is { } token)
        {
            act(token);
        }
        else
        {
            session.Say("no token is chosen; point at one, or press D", isFault: true);
        }
    }

    private static void TurnSlots(FlowSession session, bool up)
    {
        int? slots = CapacityTurns.Limits(session).Slots;
        if (!IsFree(session, slots is null && up, "slots"))
        {
            CapacityTurns.SetSlots(session, CapacityTurns.Turned(slots, CapacityTurns.MostSlots(session), up));
        }
    }

    private static void TurnRank(FlowSession session, bool up)
    {
        int? rank = CapacityTurns.Limits(session).Rank;
        if (!IsFree(session, rank is null && up, "rank"))
        {
            CapacityTurns.SetRank(session, CapacityTurns.Turned(rank, CapacityTurns.MostRank(session), up));
        }
    }

    private static void TurnBits(FlowSession session, bool up)
    {
        double? bits = CapacityTurns.Limits(session).Bits;
        if (!IsFree(session, bits is null && up, "bits"))
        {
            CapacityTurns.SetBits(session, CapacityTurns.Turned(bits, CapacityTurns.MostBits(session), up));
        }
    }

    // What has no limit cannot have a looser one: that is said, not passed over.
    private static bool IsFree(FlowSession session, bool isFree, string what)
    {
        if (isFree)
        {
            session.Say($"there is no limit of {what}", isFault: false);
        }

        return isFree;
    }

    // On a grid of steps, so that a run of steps up and down ends on round numbers.
    private static float Residual(Knobs knobs, float by) => Math.Clamp(MathF.Round((knobs.Residual + by) / ResidualStep) * ResidualStep, 0, 1);

    private static float Temperature(Knobs knobs, float factor) => Math.Clamp(knobs.Temperature * factor, Knobs.LeastTemperature, Knobs.MostTemperature);

    private static string NextTokenizer(string name)
    {
        int at = Tokenizers.Names.ToList().IndexOf(name);
        return Tokenizers.Names[(at + 1) % Tokenizers.Names.Count];
    }
}
