namespace TokenFlow.Base.Faults;

/// <summary>
/// A mistake that the user can mend. Its message is one line: what is wrong, where, and how to mend it.
/// Everything else that is thrown is a bug of ours.
/// </summary>
public sealed class FaultException : Exception
{
    /// <param name="kind">The kind of mistake; it decides the exit code.</param>
    /// <param name="what">What is wrong, with the offending value. No full stop at the end.</param>
    /// <param name="where">The file, line, field or option; empty where there is none to name.</param>
    /// <param name="remedy">How to mend it, as an imperative. No full stop at the end.</param>
    /// <param name="inner">The exception that revealed it, if any.</param>
    public FaultException(FaultKind kind, string what, string where = "", string remedy = "", Exception? inner = null)
        : base(Describe(what, where, remedy), inner)
    {
        Kind = kind;
        What = what;
        Where = where;
        Remedy = remedy;
    }

    /// <summary>The kind of mistake.</summary>
    public FaultKind Kind { get; }

    /// <summary>What is wrong.</summary>
    public string What { get; }

    /// <summary>The file, line, field or option concerned; may be empty.</summary>
    public string Where { get; }

    /// <summary>How to mend it; may be empty.</summary>
    public string Remedy { get; }

    /// <summary>The same fault, said of a place that the thrower could not know (a file, an option).</summary>
    /// <param name="where">The place.</param>
    public FaultException At(string where) =>
        new(Kind, What, Where.Length == 0 ? where : $"{where}, {Where}", Remedy, InnerException ?? this);

    private static string Describe(string what, string where, string remedy)
    {
        string head = where.Length == 0 ? what : $"{where}: {what}";
        return (remedy.Length == 0 ? head : $"{head}; {remedy}").ReplaceLineEndings(" ");
    }
}

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
