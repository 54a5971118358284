namespace TokenFlow.Recording.Films.Containers;

/// <summary>Where this machine keeps its ffmpeg.</summary>
public static class FfmpegProgram
{
    private static readonly string[] SessionStarters = ["/usr/bin/setsid", "/bin/setsid"];

    /// <summary>The full path of the first ffmpeg in PATH's folders; null where there is none.</summary>
    /// <param name="searchPath">Folders in the form of PATH; null for PATH itself.</param>
    public static string? Find(string? searchPath = null)
    {
        string name = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        string folders = searchPath ?? Environment.GetEnvironmentVariable("PATH") ?? "";
        return folders
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(folder => Path.Join(folder, name))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Whether a program may be run, as far as that can be known without running it.</summary>
    internal static bool CanRun(string path)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Execute) != 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>
    /// The command that runs a program in a session of its own, where there is a setsid: Ctrl-C in the terminal then reaches
    /// us alone, and the program ends when we end its input.
    /// </summary>
    internal static (string Program, IEnumerable<string> Arguments) Apart(string program, IEnumerable<string> arguments) =>
        SessionStarters.FirstOrDefault(File.Exists) is { } setsid ? (setsid, [program, .. arguments]) : (program, arguments);
}
