namespace TokenFlow.Window.Native;

/// <summary>Systems whose rules for native libraries and displays differ.</summary>
internal enum MachineKind
{
    /// <summary>Linux and what is like it.</summary>
    Linux,

    /// <summary>Windows.</summary>
    Windows,

    /// <summary>macOS.</summary>
    MacOS,
}
