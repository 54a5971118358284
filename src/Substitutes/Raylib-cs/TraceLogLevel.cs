namespace Raylib_cs;

/// <summary>What raylib writes to standard output.</summary>
public enum TraceLogLevel
{
    All = 0,
    Trace = 1,
    Debug = 2,
    Info = 3,
    Warning = 4,
    Error = 5,
    Fatal = 6,
    None = 7,
}
