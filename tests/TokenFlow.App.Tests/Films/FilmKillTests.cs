using System.Diagnostics;
using System.Globalization;
using SkiaSharp;
using TokenFlow.Base.Numerics;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.App.Tests.Films;

/// <summary>
/// Recordings killed at random points: what is left plays and lacks at most the last frame, and --resume makes it whole.
/// TOKENFLOW_KILLS says how many; the frames lost are printed.
/// </summary>
public sealed class FilmKillTests
{
    private const int Usual = 6;
    private static readonly string[] Victims = ["the program", "ffmpeg", "both"];
    private static readonly string[] Small =
        ["hub-in-two-hops", "--size", "320x180", "--set", "layers=2", "--set", "framesPerLayer=40", "--set", "film.lead=0.2", "--set", "film.tail=0.2"];

    private const int Frames = 6 + (2 * 40) + 6;

    [Test]
    [Platform("Linux", Reason = "the encoder is found in /proc")]
    public void A_kill_costs_one_frame_at_most()
    {
        string ffmpeg = FfmpegProgram.Find() ?? "";
        if (ffmpeg.Length == 0)
        {
            Assert.Ignore("Not tried: there is no ffmpeg on this machine's PATH.");
        }

        int kills = int.TryParse(Environment.GetEnvironmentVariable("TOKENFLOW_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? asked : Usual;
        var random = new SeededRandom(20260);
        var lost = new SortedDictionary<string, SortedDictionary<int, int>>(StringComparer.Ordinal);
        using var whole = new TemporaryFolder();
        CommandRun.Of(["record", .. Small, "--out", whole.At("%03d.png")]);
        try
        {
            for (int kill = 0; kill < kills; kill++)
            {
                bool isMp4 = kill % 2 == 0;
                string victim = isMp4 ? Victims[kill / 2 % Victims.Length] : Victims[0];
                int at = (int)(random.NextUnit() * Frames);
                using var folder = new TemporaryFolder();
                string film = folder.At(isMp4 ? "film.mp4" : "%03d.png");
                (int handedOver, int kept) = Killed(film, victim, at, random.NextUnit() * 0.02, ffmpeg);

                string kind = $"{(isMp4 ? "mp4" : "png")}, {victim}";
                lost.TryAdd(kind, []);
                lost[kind][handedOver - kept] = lost[kind].GetValueOrDefault(handedOver - kept) + 1;
                Assert.That(handedOver - kept, Is.LessThanOrEqualTo(1), $"kill {kill} of {kind}: {handedOver} frames handed over, {kept} kept");
                if (kill % 4 < 2)
                {
                    Resumed(film, isMp4, folder, whole, ffmpeg);
                }
            }
        }
        finally
        {
            foreach ((string kind, SortedDictionary<int, int> counts) in lost)
            {
                TestContext.Out.WriteLine($"{kind}: {string.Join(", ", counts.Select(c => $"{c.Value} kills cost {c.Key} frames"))}");
            }
        }
    }

    [Test]
    [Platform("Linux", Reason = "Ctrl-C is a signal to a process group here")]
    public void Ctrl_C_costs_no_frame()
    {
        string ffmpeg = FfmpegProgram.Find() ?? "";
        if (ffmpeg.Length == 0 || !File.Exists("/usr/bin/setsid"))
        {
            Assert.Ignore("Not tried: there is no ffmpeg or no setsid on this machine.");
        }

        using var folder = new TemporaryFolder();
        string film = folder.At("film.mp4");
        using ProgramRun run = ProgramRun.StartApart(["record", .. Small, "--out", film, "--progress"]);
        Assert.That(run.ReadTo(20), Is.True, run.LastWords);

        // As a terminal does: everything that was started from it is told.
        run.InterruptAll();
        run.Wait();

        Assert.That(run.ExitCode, Is.EqualTo(130));
        Assert.That(run.LastWords, Does.Contain($"{run.Done} of {Frames} frames are kept in {FilmPart.PathOf(film)}"));
        Assert.That(Count(FilmPart.PathOf(film), ffmpeg), Is.EqualTo(run.Done));
    }

    // Frames handed over, as the program said, and frames that are there.
    private static (int HandedOver, int Kept) Killed(string film, string victim, int at, double seconds, string ffmpeg)
    {
        using ProgramRun run = ProgramRun.Start(["record", .. Small, "--out", film, "--progress"]);
        if (run.ReadTo(at))
        {
            // Anywhere within the frame after it.
            long from = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(from).TotalSeconds < seconds)
            {
                Thread.SpinWait(100);
            }
        }

        if (victim != Victims[0])
        {
            run.KillEncoder();
        }

        if (victim != Victims[1])
        {
            run.Kill();
        }

        run.Wait();
        if (File.Exists(film))
        {
            return (run.Done, Count(film, ffmpeg));
        }

        string left = film.EndsWith(".mp4", StringComparison.Ordinal) ? FilmPart.PathOf(film) : film;
        if (victim == Victims[1] && File.Exists(left))
        {
            Assert.That(run.LastWords, Does.Contain("frames are kept in").And.Contain("--resume"), "one line says where they are");
        }

        return (run.Done, Count(left, ffmpeg));
    }

    private static void Resumed(string film, bool isMp4, TemporaryFolder folder, TemporaryFolder whole, string ffmpeg)
    {
        CommandRun run = CommandRun.Of(["record", .. Small, "--out", film, "--resume"]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(Count(film, ffmpeg), Is.EqualTo(Frames));
        if (isMp4)
        {
            Assert.That(folder.Files, Is.EqualTo((string[])["film.mp4"]));
            return;
        }

        Assert.That(folder.Files.Order(), Is.EqualTo(whole.Files.Order()));
        foreach (string name in whole.Files)
        {
            Assert.That(File.ReadAllBytes(folder.At(name)), Is.EqualTo(File.ReadAllBytes(whole.At(name))), name);
        }
    }

    // Frames that decode; anything that a decoder complains of is a failure.
    private static int Count(string film, string ffmpeg)
    {
        if (film.EndsWith(".mp4", StringComparison.Ordinal))
        {
            return File.Exists(film) && new FileInfo(film).Length > 0 ? Decoded(film, ffmpeg) : 0;
        }

        NumberedPath numbered = NumberedPath.Parse(film);
        int frames = 0;
        while (File.Exists(numbered.Of(frames)))
        {
            using SKBitmap? picture = SKBitmap.Decode(numbered.Of(frames));
            Assert.That(picture, Is.Not.Null, numbered.Of(frames));
            frames++;
        }

        return frames;
    }

    private static int Decoded(string film, string ffmpeg)
    {
        var start = new ProcessStartInfo(ffmpeg, ["-v", "error", "-i", film, "-f", "framecrc", "-"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process decoder = Process.Start(start)!;
        Task<string> complaints = decoder.StandardError.ReadToEndAsync();
        string[] lines = decoder.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        decoder.WaitForExit();
        string said = complaints.GetAwaiter().GetResult();

        // A kill may cut the write of the last fragment; a decoder tells of that and shows the rest.
        Assert.That(decoder.ExitCode, Is.Zero, said);
        return lines.Count(l => l[0] != '#');
    }
}
