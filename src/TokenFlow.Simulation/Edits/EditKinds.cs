namespace TokenFlow.Simulation.Edits;

/// <summary>All kinds of edits. A new one is a file with its record and its kind, and a line here.</summary>
public static class EditKinds
{
    /// <summary>The kinds, in the order that messages name them.</summary>
    public static IReadOnlyList<EditKind> All { get; } =
    [
        MakeHubEdit.Kind,
        UnmakeHubEdit.Kind,
        CutHubEdit.Kind,
        RestoreHubEdit.Kind,
        CutEdgeEdit.Kind,
        RestoreEdgeEdit.Kind,
        SetWindowEdit.Kind,
        SetTemperatureEdit.Kind,
        SetResidualEdit.Kind,
        SetPatternEdit.Kind,
        DropDyeEdit.Kind,
        SetSlotsEdit.Kind,
        SetRankEdit.Kind,
        SetBitsEdit.Kind,
        SetHubCountEdit.Kind,
    ];

    /// <summary>The kind of an edit.</summary>
    /// <exception cref="ArgumentException">It is not in the table.</exception>
    public static EditKind Of(Edit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        Type type = edit.GetType();
        return All.FirstOrDefault(k => k.EditType == type) ?? throw new ArgumentException($"The table of edits has no line for {type.Name}.");
    }

    /// <summary>The kind with a name.</summary>
    public static EditKind Named(string name) => All.First(k => k.Name == name);
}
