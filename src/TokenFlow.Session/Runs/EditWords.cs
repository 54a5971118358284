using TokenFlow.Simulation.Edits;

namespace TokenFlow.Session.Runs;

/// <summary>Edits in words, for undo and messages.</summary>
internal static class EditWords
{
    public static string Of(Edit edit) => edit switch
    {
        MakeHubEdit e => $"token {e.Token} made a hub",
        UnmakeHubEdit e => $"token {e.Token} made no hub",
        CutHubEdit e => $"hub {e.Token} cut",
        RestoreHubEdit e => $"hub {e.Token} healed",
        CutEdgeEdit e => $"edge {e.Query} <- {e.Key} cut",
        RestoreEdgeEdit e => $"edge {e.Query} <- {e.Key} healed",
        DropDyeEdit e => $"dye dropped on token {e.Token}",
        SetWindowEdit e => $"window {e.Window}",
        SetResidualEdit e => FormattableString.Invariant($"residual {e.Residual:0.###}"),
        SetTemperatureEdit e => FormattableString.Invariant($"temperature {e.Temperature:0.###}"),
        SetPatternEdit e => $"pattern {e.Pattern.Kind}",
        SetSlotsEdit e => Limit("slots", e.Slots, e.Token),
        SetRankEdit e => Limit("rank", e.Rank, e.Token),
        SetBitsEdit e => Limit("bits", e.Bits, e.Token),
        SetHubCountEdit e => e.Count == 1 ? "1 hub" : $"{e.Count} hubs",
        _ => edit.ToString() ?? "",
    };

    private static string Limit(string what, double? limit, int? token)
    {
        string value = limit is { } number ? FormattableString.Invariant($"{what} {number:0.###}") : $"no limit of {what}";
        return token is { } hub ? $"{value}, hub {hub}" : value;
    }
}
