using TokenFlow.Simulation.Edits;

namespace TokenFlow.Session.Runs;

/// <summary>Edits in words, for undo and messages.</summary>
internal static class EditWords
{
    public static string Of(Edit edit) => EditKinds.Of(edit).Words(edit);
}
