namespace TokenFlow.Base.Faults;

/// <summary>
/// What a user can put right, by kind. The command line turns each kind into an exit code of its own,
/// so the numbers are part of the public contract: append, never renumber.
/// </summary>
public enum FaultKind
{
    /// <summary>An unknown verb or option, or an option's value that does not parse.</summary>
    Usage = 2,

    /// <summary>A file that is missing or cannot be read.</summary>
    FileUnreadable = 3,

    /// <summary>Text that is not UTF-8, is empty, or is longer than the limit.</summary>
    TextUnusable = 4,

    /// <summary>A scenario, case or vocabulary whose content is not valid, or a scenario nobody knows.</summary>
    DocumentInvalid = 5,

    /// <summary>A parameter outside its range: a window, a hub's position, a head dimension.</summary>
    OutOfRange = 6,

    /// <summary>An output folder or file that cannot be written.</summary>
    OutputUnwritable = 7,

    /// <summary>The disk filled up.</summary>
    DiskFull = 8,

    /// <summary>A program, library or device that this machine lacks.</summary>
    MissingOnMachine = 9,

    /// <summary>A check that the program makes of itself failed.</summary>
    CheckFailed = 10,
}
