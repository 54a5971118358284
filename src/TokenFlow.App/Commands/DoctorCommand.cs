using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using TokenFlow.App.Cli;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Type;
using TokenFlow.Scenarios.Library;
using TokenFlow.Window.Native;

namespace TokenFlow.App.Commands;

/// <summary>Says what this machine has and lacks, and what works without.</summary>
internal sealed class DoctorCommand : Verb
{
    private readonly Terminal _terminal;
    private readonly ScenarioLibrary _library;
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a finding, a line each." };

    public DoctorCommand(Terminal terminal, ScenarioLibrary library)
        : base(
            "doctor",
            """
            Say what this machine has and lacks for TokenFlow, and what works without.

            Example:
              tokenflow doctor
            """)
    {
        _terminal = terminal;
        _library = library;
        Options.Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        foreach (DoctorResult finding in Examine())
        {
            if (parsed.GetValue(_json))
            {
                JsonLine.Write(_terminal.Out, finding, VerbJson.Default.DoctorResult);
            }
            else
            {
                string remedy = finding.Remedy.Length > 0 ? $"; {finding.Remedy}" : "";
                _terminal.Out.WriteLine($"{(finding.Ok ? "ok  " : "--  ")}{finding.Subject,-12}{finding.Found}{remedy}");
            }
        }

        return 0;
    }

    private static string VectorSets() =>
        Vector512.IsHardwareAccelerated ? "512-bit vectors" : Vector256.IsHardwareAccelerated ? "256-bit vectors" : $"{Vector<byte>.Count * 8}-bit vectors";

    private static string ForWindow(string remedy) => remedy.Length == 0 ? "" : $"for a window: {remedy}; record, still and step work without";

    private IEnumerable<DoctorResult> Examine()
    {
        yield return new DoctorResult("program", true, $"tokenflow {ProgramVersion.Number} on {Environment.Version}", "");
        foreach (string engine in ProgramVersion.Engines)
        {
            yield return new DoctorResult("engine", true, engine, "");
        }

        yield return new DoctorResult("processor", true, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} threads, {VectorSets()}"), "");
        yield return ScenarioFinding();
        yield return FfmpegProgram.Find() is { } ffmpeg
            ? new DoctorResult("ffmpeg", true, ffmpeg, "")
            : new DoctorResult("ffmpeg", false, "not on PATH: no mp4", "webp, gif and png need none; to get it: apt install ffmpeg, brew install ffmpeg or winget install ffmpeg");
        NativeRaylib raylib = NativeRaylib.Look();
        yield return new DoctorResult("raylib", raylib.IsUsable, raylib.LibraryFound, ForWindow(raylib.LibraryRemedy));
        yield return new DoctorResult("display", raylib.HasDisplay, raylib.DisplayFound, ForWindow(raylib.DisplayRemedy));
        yield return FontFinding();
        yield return FolderFinding();
    }

    private DoctorResult ScenarioFinding()
    {
        try
        {
            return new DoctorResult("scenarios", true, $"{_library.Names.Count} scenarios", "");
        }
        catch (FaultException e)
        {
            return new DoctorResult("scenarios", false, $"{e.Where}: {e.What}", e.Remedy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DoctorResult("scenarios", false, "the program's scenarios cannot be read", "install or build it again");
        }
    }

    private static DoctorResult FontFinding()
    {
        using var fonts = new FontBook();
        var sample = new System.Text.Rune('漢');
        return fonts.FallbackFamilyFor(sample) is { } family
            ? new DoctorResult("fonts", true, $"built in, with {family} for CJK", "")
            : new DoctorResult("fonts", true, "built in; signs outside Latin, Greek and Cyrillic may show as boxes", "for CJK: apt install fonts-noto-cjk or the like");
    }

    private static DoctorResult FolderFinding()
    {
        string folder = ".";
        try
        {
            folder = Environment.CurrentDirectory;
            string probe = Path.Combine(folder, $".tokenflow-{Environment.ProcessId}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                return new DoctorResult("folder", true, $"{folder} can be written", "");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DoctorResult("folder", false, $"{folder} cannot be written", "give --out a folder that can");
        }
    }
}

/// <summary>What was found.</summary>
/// <param name="Subject">Of what.</param>
/// <param name="Ok">Whether all is there.</param>
/// <param name="Found">What is there.</param>
/// <param name="Remedy">What to do where it is not; else empty.</param>
internal sealed record DoctorResult(string Subject, bool Ok, string Found, string Remedy);
