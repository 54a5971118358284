namespace TokenFlow.Ui.Commands;

/// <summary>What a command is about; the help has a column a group.</summary>
public enum CommandGroup
{
    /// <summary>Playing, stepping, speed.</summary>
    Time,

    /// <summary>Choosing a token or an edge and what to do with it.</summary>
    Touch,

    /// <summary>Pattern, knobs, weights, text.</summary>
    Change,

    /// <summary>What is shown.</summary>
    Look,

    /// <summary>Files, films, the window itself.</summary>
    Keep,
}
