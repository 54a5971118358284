namespace TokenFlow.Recording.Sinks;

/// <summary>Where this machine keeps its ffmpeg.</summary>
public static class FfmpegProgram
{
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
}
