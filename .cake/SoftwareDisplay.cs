#nullable enable

/// <summary>A display for a Linux machine without one: an X server that draws into memory, and OpenGL without a GPU.</summary>
public sealed class SoftwareDisplay
{
    private static readonly string[] Packages =
    [
        "xvfb", "xauth", "libgl1", "libglx-mesa0", "libgl1-mesa-dri",
        "libx11-6", "libxrandr2", "libxi6", "libxcursor1", "libxinerama1", "libxkbcommon0",
    ];

    private readonly Action<string> _say;

    /// <param name="say">Is told what is done.</param>
    public SoftwareDisplay(Action<string> say) => _say = say;

    /// <summary>Whether this machine wants one.</summary>
    public static bool IsWanted => OperatingSystem.IsLinux()
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY"))
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY"));

    /// <summary>The program that runs another one under such a display, and its arguments before that program's. The server outlives its last client.</summary>
    public static (string Program, string Arguments) Wrapper => ("xvfb-run", "-a -s \"-screen 0 1920x1200x24 +extension GLX -noreset\"");

    /// <summary>Installs what is missing where that needs nobody's leave: by root, and without changing what is installed.</summary>
    /// <exception cref="InvalidOperationException">It cannot be done here; the message says what to install.</exception>
    public void Prepare()
    {
        string[] missing = Missing();
        if (missing.Length == 0) return;

        string byHand = $"apt-get install --no-install-recommends {string.Join(' ', missing)}";
        if (!Programs.Has("apt-get")) throw new InvalidOperationException("there is no display and no xvfb-run: install Xvfb and Mesa's software OpenGL, or run where DISPLAY is set");
        if (!Environment.IsPrivilegedProcess) throw new InvalidOperationException($"there is no display: sudo {byHand}, or run where DISPLAY is set");

        _say($"installing {string.Join(' ', missing)}");
        Programs.Run("apt-get", "/", "-qq", "update");
        string[] install = ["-qq", "-y", "--no-install-recommends", "--no-remove", "install", .. missing];
        string plan = Programs.Run("apt-get", "/", ["-s", .. install]);

        // Inst NAME [the version that is there] (the version that comes)
        string? upgraded = plan.Split('\n').FirstOrDefault(line => line.StartsWith("Inst ", StringComparison.Ordinal) && line.Contains(" ["));
        if (upgraded is not null) throw new InvalidOperationException($"installing a display would upgrade {upgraded.Split(' ')[1]}, which is yours to decide: {byHand}");
        Programs.Run("apt-get", "/", install);
    }

    private static string[] Missing()
    {
        if (!Programs.Has("dpkg-query")) return Programs.Has("xvfb-run") ? [] : Packages;

        // Packages that were never heard of make it fail, so all are asked for.
        string installed = Programs.Run("dpkg-query", "/", "-W", "-f", "${db:Status-Status} ${Package}\n");
        var there = installed.Split('\n').Where(line => line.StartsWith("installed ", StringComparison.Ordinal)).Select(line => line["installed ".Length..]).ToHashSet();
        return Packages.Where(package => !there.Contains(package)).ToArray();
    }
}
