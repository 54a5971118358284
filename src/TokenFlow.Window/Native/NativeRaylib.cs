using System.Reflection;
using Raylib_cs;
using TokenFlow.Base.Faults;

namespace TokenFlow.Window.Native;

/// <summary>Whether a window can be opened here: is there a native raylib that fits the binding, and a display with OpenGL to show it on?</summary>
/// <remarks>
/// Answers without calling into raylib: its InitWindow returns without a window where there is no display, and all that
/// comes after crashes. Recording needs neither.
/// </remarks>
public sealed class NativeRaylib
{
    // Of the two seconds in which a user is told, the program's own start takes its part.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private const string Without = "record, still and step work without";

    // Fetches the library, and runs the program on a display in memory where there is no other.
    private const string BuildScript = "dotnet tool restore && dotnet cake --target=Window";

    private readonly MachineKind _machine;
    private readonly bool _hasBuildScript;
    private readonly DisplayFound _display;

    private NativeRaylib(MachineKind machine, bool hasBuildScript, IReadOnlyList<string> candidates, NativeLibraryFound? found, DisplayFound display)
    {
        _machine = machine;
        _hasBuildScript = hasBuildScript;
        _display = display;
        Candidates = candidates;
        LoadedFrom = found?.Candidate;
        LibraryVersion = found?.Version;
    }

    /// <summary>Version of native raylib that the binding's declarations fit, as "6.0".</summary>
    public static string BindingVersion => Raylib.RAYLIB_VERSION;

    /// <summary>Names and paths that were tried, in the order in which the binding tries them.</summary>
    public IReadOnlyList<string> Candidates { get; }

    /// <summary>The candidate that loads; null where none does.</summary>
    public string? LoadedFrom { get; }

    /// <summary>What the library says its version is; null where there is none or it does not say.</summary>
    public string? LibraryVersion { get; }

    /// <summary>Whether there is a display with OpenGL: on Linux an X or Wayland one that answers, elsewhere always.</summary>
    public bool HasDisplay => _display.CanShow;

    /// <summary>Whether a library of the binding's version loads.</summary>
    public bool IsUsable => LoadedFrom is not null && LibraryVersion == BindingVersion;

    /// <summary>Whether a window can be opened.</summary>
    public bool CanOpenWindow => IsUsable && HasDisplay;

    /// <summary>The library that was found, in a few words.</summary>
    public string LibraryFound => LoadedFrom is null ? $"no native raylib {BindingVersion}"
        : LibraryVersion is null ? $"a native raylib of unknown version ({LoadedFrom}), {BindingVersion} is needed"
        : IsUsable ? $"native raylib {LibraryVersion} ({LoadedFrom})"
        : $"native raylib {LibraryVersion} ({LoadedFrom}), {BindingVersion} is needed";

    /// <summary>How to get a library that fits; empty where there is one.</summary>
    public string LibraryRemedy => IsUsable ? ""
        : _hasBuildScript ? BuildScript
        : _machine switch
        {
            MachineKind.Windows => $"put raylib.dll {BindingVersion} beside the program, or build with a feed that has Raylib-cs for win-x64",
            MachineKind.MacOS => $"brew install raylib, or put libraylib.dylib {BindingVersion} beside the program",
            _ => $"Debian 14: apt install libraylib600; elsewhere put libraylib.so {BindingVersion} beside the program, or build with a feed that has Raylib-cs for linux-x64",
        };

    /// <summary>The display that was found, in a few words.</summary>
    public string DisplayFound => _display.Said;

    /// <summary>How to get a display with OpenGL; empty where there is one.</summary>
    public string DisplayRemedy => HasDisplay ? "" : _hasBuildScript && _display == DisplayProbe.None ? BuildScript : _display.Remedy;

    /// <summary>What was found, in one line.</summary>
    public string Found => $"{LibraryFound}, {DisplayFound}";

    /// <summary>What to do for a window, in one line; empty when nothing is missing.</summary>
    public string Remedy => CanOpenWindow ? "" : $"for a window: {Needed}; {Without}";

    private string Needed => string.Join("; and ", new[] { LibraryRemedy, DisplayRemedy }.Where(remedy => remedy.Length > 0).Distinct());

    /// <summary>Looks at this machine. Takes two seconds at most, and never throws for what it finds.</summary>
    public static NativeRaylib Look()
    {
        NativeRaylib raylib = LookHere();
        raylib._display.Connection?.Dispose();
        return raylib;
    }

    /// <summary>Does nothing where a window can be opened.</summary>
    /// <returns>
    /// The display, held: an X server that loses its last client may be deaf for a moment. Dispose of it when the window
    /// is open; it may as well be left to the end of the process. Null where nothing has to be held.
    /// </returns>
    /// <exception cref="FaultException">
    /// This machine lacks something for it: one line within two seconds, with what is missing, how to get it and what works without.
    /// </exception>
    public static IDisposable? Demand()
    {
        NativeRaylib raylib = LookHere();
        if (raylib.CanOpenWindow)
        {
            return raylib._display.Connection;
        }

        raylib._display.Connection?.Dispose();
        throw raylib.Fault();
    }

    /// <summary>The fault to throw where everything seemed to be there and raylib opened no window all the same.</summary>
    public static FaultException Refused() => new(
        FaultKind.MissingOnMachine,
        "raylib could not open a window on this display",
        remedy: $"check that it has OpenGL 3.3 or later (Debian: apt install libgl1-mesa-dri); {Without}");

    /// <summary>The fault of this machine.</summary>
    internal FaultException Fault()
    {
        string missing = string.Join(", ", new[] { IsUsable ? "" : LibraryFound, HasDisplay ? "" : DisplayFound }.Where(said => said.Length > 0));
        return new FaultException(FaultKind.MissingOnMachine, $"no window can be opened here: {missing}", remedy: $"{Needed}; {Without}");
    }

    /// <summary>Looks with the given eyes.</summary>
    /// <param name="machine">Whose rules hold.</param>
    /// <param name="candidates">Names and paths to try, in order.</param>
    /// <param name="tryLoad">Loads a candidate and says what it is; null when it does not load.</param>
    /// <param name="environment">Reads a variable of the environment.</param>
    /// <param name="probe">Looks at the display that the environment names, on Linux; may hang.</param>
    /// <param name="hasBuildScript">Whether the build script is at hand and can fetch what is missing.</param>
    internal static NativeRaylib Look(
        MachineKind machine,
        IReadOnlyList<string> candidates,
        Func<string, NativeLibraryFound?> tryLoad,
        Func<string, string?> environment,
        Func<Func<string, string?>, DisplayFound> probe,
        bool hasBuildScript = false)
    {
        // A library's own start-up code runs while it loads, and the file may lie on a disk that does not answer; nor
        // need a display's machine. Threads of their own, because one that hangs is left behind.
        Task<NativeLibraryFound?> search = Start(() => candidates.Select(tryLoad).FirstOrDefault(found => found is not null));
        Task<DisplayFound> display = Start(() => machine == MachineKind.Linux ? probe(environment) : new DisplayFound(true, "a display", ""));
        Task.WaitAll([search, display], Patience);
        return new NativeRaylib(
            machine,
            hasBuildScript,
            candidates,
            search.IsCompleted ? search.Result : null,
            display.IsCompleted ? display.Result : DisplayProbe.Silent(environment));
    }

    /// <summary>Where the binding looks: the runtime's own search first, which knows the package's folder and the program's.</summary>
    /// <remarks>The substitute also takes the versioned name that a Linux system's run-time package has; the package does not.</remarks>
    internal static IReadOnlyList<string> CandidatesOf(MachineKind machine, bool isSubstitute, string name)
        => machine == MachineKind.Linux && isSubstitute ? [name, $"lib{name}.so.600"] : [name];

    private static NativeRaylib LookHere()
    {
        string binding = typeof(NativeRaylib).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == "Engine.Raylib-cs")?.Value ?? "";
        bool isSubstitute = binding.EndsWith("(substitute)", StringComparison.Ordinal);
        MachineKind machine = OperatingSystem.IsWindows() ? MachineKind.Windows : OperatingSystem.IsMacOS() ? MachineKind.MacOS : MachineKind.Linux;
        return Look(
            machine,
            CandidatesOf(machine, isSubstitute, Raylib.NativeLibName),
            NativeLibraryLoader.TryLoad,
            Environment.GetEnvironmentVariable,
            DisplayProbe.Look,
            machine == MachineKind.Linux && HasBuildScript(AppContext.BaseDirectory));
    }

    // In a checkout on Debian or what is made from it: the script takes the library from Debian's archive.
    private static bool HasBuildScript(string folder)
    {
        if (!File.Exists("/usr/share/keyrings/debian-archive-keyring.gpg"))
        {
            return false;
        }

        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "build.cake")))
            {
                return File.Exists(Path.Combine(at.FullName, "TokenFlow.sln"));
            }
        }

        return false;
    }

    private static Task<T> Start<T>(Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}

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
