using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using TokenFlow.App.Cli;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Type;
using TokenFlow.Scenarios.Library;
using TokenFlow.Window.Native;

namespace TokenFlow.App.Doctor;

/// <summary>What this machine has and lacks.</summary>
/// <param name="library">The scenarios that should be there.</param>
internal sealed class Examination(ScenarioLibrary library)
{
    private static string VectorSets() =>
        Vector512.IsHardwareAccelerated ? "512-bit vectors" : Vector256.IsHardwareAccelerated ? "256-bit vectors" : $"{Vector<byte>.Count * 8}-bit vectors";

    private static string ForWindow(string remedy) => remedy.Length == 0 ? "" : $"for a window: {remedy}; record, still and step work without";

    /// <summary>One after the other, as they are made.</summary>
    public IEnumerable<Finding> Findings()
    {
        yield return new Finding("program", true, $"tokenflow {ProgramVersion.Number} on {Environment.Version}", "");
        foreach (string engine in ProgramVersion.Engines)
        {
            yield return new Finding("engine", true, engine, "");
        }

        yield return new Finding("processor", true, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} threads, {VectorSets()}"), "");
        yield return ScenarioFinding();
        yield return FfmpegProgram.Find() is { } ffmpeg
            ? new Finding("ffmpeg", true, ffmpeg, "")
            : new Finding("ffmpeg", false, "not on PATH: no mp4", "webp, gif and png need none; to get it: apt install ffmpeg, brew install ffmpeg or winget install ffmpeg");
        NativeRaylib raylib = NativeRaylib.Look();
        yield return new Finding("raylib", raylib.IsUsable, raylib.LibraryFound, ForWindow(raylib.LibraryRemedy));
        yield return new Finding("display", raylib.HasDisplay, raylib.DisplayFound, ForWindow(raylib.DisplayRemedy));
        yield return FontFinding();
        yield return FolderFinding();
    }

    private Finding ScenarioFinding()
    {
        try
        {
            return new Finding("scenarios", true, $"{library.Names.Count} scenarios", "");
        }
        catch (FaultException e)
        {
            return new Finding("scenarios", false, $"{e.Where}: {e.What}", e.Remedy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding("scenarios", false, "the program's scenarios cannot be read", "install or build it again");
        }
    }

    private static Finding FontFinding()
    {
        using var fonts = new FontBook();
        var sample = new System.Text.Rune('漢');
        return fonts.FallbackFamilyFor(sample) is { } family
            ? new Finding("fonts", true, $"built in, with {family} for CJK", "")
            : new Finding("fonts", true, "built in; signs outside Latin, Greek and Cyrillic may show as boxes", "for CJK: apt install fonts-noto-cjk or the like");
    }

    private static Finding FolderFinding()
    {
        string folder = ".";
        try
        {
            folder = Environment.CurrentDirectory;
            string probe = Path.Combine(folder, $".tokenflow-{Environment.ProcessId}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                return new Finding("folder", true, $"{folder} can be written", "");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding("folder", false, $"{folder} cannot be written", "give --out a folder that can");
        }
    }
}

/// <summary>What was found.</summary>
/// <param name="Subject">Of what.</param>
/// <param name="Ok">Whether all is there.</param>
/// <param name="Found">What is there.</param>
/// <param name="Remedy">What to do where it is not; else empty.</param>
internal sealed record Finding(string Subject, bool Ok, string Found, string Remedy);
