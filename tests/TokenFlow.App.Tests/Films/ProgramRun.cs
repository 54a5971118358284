using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace TokenFlow.App.Tests.Films;

/// <summary>The program in a process of its own that records and may be killed; what it tells is read as it comes.</summary>
internal sealed class ProgramRun : IDisposable
{
    private readonly Process _process;

    private static string Program => Path.Combine(AppContext.BaseDirectory, "tokenflow.dll");

    private ProgramRun(Process process) => _process = process;

    /// <summary>Frames that it said are recorded.</summary>
    public int Done { get; private set; }

    /// <summary>The last line that was no progress.</summary>
    public string LastWords { get; private set; } = "";

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it; the arguments must ask for --progress.</summary>
    public static ProgramRun Start(params string[] args) => Start("dotnet", [Program, .. args]);

    /// <summary>Starts it as the head of a group of its own, as a shell does.</summary>
    public static ProgramRun StartApart(params string[] args) => Start("/usr/bin/setsid", ["dotnet", Program, .. args]);

    /// <summary>Reads until so many frames are recorded, or it has ended.</summary>
    /// <returns>Whether they are.</returns>
    public bool ReadTo(int frames)
    {
        while (Done < frames && _process.StandardError.ReadLine() is { } line)
        {
            Take(line);
        }

        return Done >= frames;
    }

    /// <summary>Interrupts its whole group, as Ctrl-C in its terminal does.</summary>
    public void InterruptAll()
    {
        using Process kill = Process.Start("/bin/kill", ["-INT", "--", $"-{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Kills it, as kill -9 does, at once.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Kills its encoder.</summary>
    /// <returns>Whether there was one.</returns>
    public bool KillEncoder()
    {
        foreach (int child in Children())
        {
            try
            {
                using Process encoder = Process.GetProcessById(child);
                encoder.Kill();
                return true;
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // It has ended by itself.
            }
        }

        return false;
    }

    /// <summary>Reads what is left of its words and waits for its end.</summary>
    public void Wait()
    {
        while (_process.StandardError.ReadLine() is { } line)
        {
            Take(line);
        }

        _process.WaitForExit();
    }

    public void Dispose() => _process.Dispose();

    private static ProgramRun Start(string program, IEnumerable<string> args) =>
        new(Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true, RedirectStandardOutput = true })!);

    private void Take(string line)
    {
        if (line.StartsWith("{\"done\"", StringComparison.Ordinal) && line.EndsWith('}'))
        {
            using var progress = JsonDocument.Parse(line);
            Done = progress.RootElement.GetProperty("done").GetInt32();
        }
        else if (!line.StartsWith('{'))
        {
            LastWords = line;
        }
    }

    // /proc/N/stat: number, name in brackets, state, parent.
    private IEnumerable<int> Children()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
            {
                continue;
            }

            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                continue;
            }

            if (stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == _process.Id.ToString(CultureInfo.InvariantCulture))
            {
                yield return id;
            }
        }
    }
}
