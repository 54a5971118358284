#nullable enable

using System.Diagnostics;

/// <summary>Programs of this system.</summary>
public static class Programs
{
    /// <summary>Whether a program is on the PATH.</summary>
    public static bool Has(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Any(folder => System.IO.File.Exists(System.IO.Path.Combine(folder, name)));

    /// <summary>Runs a program to its end and gives what it wrote to standard output.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is the first error it wrote, else the last line.</exception>
    public static string Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["LC_ALL"] = "C";
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> complaints = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0) return output;

        string[] lines = complaints.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string said = lines.FirstOrDefault(line => line.StartsWith("E: ", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "it says nothing";
        throw new InvalidOperationException($"{program} ended with code {process.ExitCode}: {said}");
    }
}
