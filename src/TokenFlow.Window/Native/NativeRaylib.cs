using System.Reflection;
using Raylib_cs;

namespace TokenFlow.Window.Native;

/// <summary>Whether a window can be opened here: is there a native raylib that fits the binding, and a display to show it on?</summary>
/// <remarks>
/// Answers without calling into raylib: its InitWindow returns without a window where there is no display, and all that
/// comes after crashes. Recording needs neither.
/// </remarks>
public sealed class NativeRaylib
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly MachineKind _machine;

    private NativeRaylib(MachineKind machine, IReadOnlyList<string> candidates, NativeLibraryFound? found, bool hasDisplay)
    {
        _machine = machine;
        Candidates = candidates;
        LoadedFrom = found?.Candidate;
        LibraryVersion = found?.Version;
        HasDisplay = hasDisplay;
    }

    /// <summary>Version of native raylib that the binding's declarations fit, as "6.0".</summary>
    public static string BindingVersion => Raylib.RAYLIB_VERSION;

    /// <summary>Names and paths that were tried, in the order in which the binding tries them.</summary>
    public IReadOnlyList<string> Candidates { get; }

    /// <summary>The candidate that loads; null where none does.</summary>
    public string? LoadedFrom { get; }

    /// <summary>What the library says its version is; null where there is none or it does not say.</summary>
    public string? LibraryVersion { get; }

    /// <summary>Whether there is a display: on Linux an X or Wayland one in the environment, elsewhere always.</summary>
    public bool HasDisplay { get; }

    /// <summary>Whether a library of the binding's version loads.</summary>
    public bool IsUsable => LoadedFrom is not null && LibraryVersion == BindingVersion;

    /// <summary>Whether a window can be opened.</summary>
    public bool CanOpenWindow => IsUsable && HasDisplay;

    /// <summary>What was found, in one line.</summary>
    public string Found
    {
        get
        {
            string library = LoadedFrom is null ? $"no native raylib {BindingVersion}"
                : LibraryVersion is null ? $"a native raylib of unknown version ({LoadedFrom}), {BindingVersion} is needed"
                : IsUsable ? $"native raylib {LibraryVersion} ({LoadedFrom})"
                : $"native raylib {LibraryVersion} ({LoadedFrom}), {BindingVersion} is needed";
            return $"{library}, {(HasDisplay ? "a display" : "no display")}";
        }
    }

    /// <summary>What to do for a window, in one line; empty when nothing is missing.</summary>
    public string Remedy
    {
        get
        {
            if (CanOpenWindow) return "";
            string library = _machine switch
            {
                MachineKind.Windows => $"put raylib.dll {BindingVersion} beside the program",
                MachineKind.MacOS => $"brew install raylib, or put libraylib.dylib {BindingVersion} beside the program",
                _ => $"Debian 14: apt install libraylib600; elsewhere put libraylib.so {BindingVersion} beside the program",
            };
            string fromFeed = $"or build with a feed that has Raylib-cs for {_machine switch { MachineKind.Windows => "win-x64", MachineKind.MacOS => "macOS", _ => "linux-x64" }}";
            string display = "run where DISPLAY or WAYLAND_DISPLAY is set";
            string needed = IsUsable ? display : HasDisplay ? $"{library}, {fromFeed}" : $"{library}, {fromFeed}; and {display}";
            return $"for a window: {needed}; recording needs none of it";
        }
    }

    /// <summary>Looks at this machine. Takes two seconds at most, and never throws for what it finds.</summary>
    public static NativeRaylib Look()
    {
        string binding = typeof(NativeRaylib).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(metadata => metadata.Key == "Engine.Raylib-cs")?.Value ?? "";
        bool isSubstitute = binding.EndsWith("(substitute)", StringComparison.Ordinal);
        MachineKind machine = OperatingSystem.IsWindows() ? MachineKind.Windows : OperatingSystem.IsMacOS() ? MachineKind.MacOS : MachineKind.Linux;
        return Look(machine, CandidatesOf(machine, isSubstitute, Raylib.NativeLibName), NativeLibraryLoader.TryLoad, Environment.GetEnvironmentVariable);
    }

    /// <summary>Looks with the given eyes.</summary>
    /// <param name="machine">Whose rules hold.</param>
    /// <param name="candidates">Names and paths to try, in order.</param>
    /// <param name="tryLoad">Loads a candidate and says what it is; null when it does not load.</param>
    /// <param name="environment">Reads a variable of the environment.</param>
    internal static NativeRaylib Look(MachineKind machine, IReadOnlyList<string> candidates, Func<string, NativeLibraryFound?> tryLoad, Func<string, string?> environment)
    {
        // A library's own start-up code runs while it loads, and the file may lie on a disk that does not answer.
        Task<NativeLibraryFound?> search = Task.Run(() => candidates.Select(tryLoad).FirstOrDefault(found => found is not null));
        NativeLibraryFound? found = search.Wait(Patience) ? search.Result : null;
        bool hasDisplay = machine != MachineKind.Linux
            || !string.IsNullOrEmpty(environment("DISPLAY"))
            || !string.IsNullOrEmpty(environment("WAYLAND_DISPLAY"));
        return new NativeRaylib(machine, candidates, found, hasDisplay);
    }

    /// <summary>Where the binding looks: the runtime's own search first, which knows the package's folder and the program's.</summary>
    /// <remarks>The substitute also takes the versioned name that a Linux system's run-time package has; the package does not.</remarks>
    internal static IReadOnlyList<string> CandidatesOf(MachineKind machine, bool isSubstitute, string name)
        => machine == MachineKind.Linux && isSubstitute ? [name, $"lib{name}.so.600"] : [name];
}
