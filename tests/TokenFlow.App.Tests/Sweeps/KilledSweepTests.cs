using System.Diagnostics;

namespace TokenFlow.App.Tests.Sweeps;

/// <summary>The real program, killed in the middle of its work as nothing can be caught or flushed any more, and started again.</summary>
[Platform("Linux,MacOsX")]
public class KilledSweepTests
{
    private const int Kills = 10;
    private const int Trials = 240;
    private static readonly string Program = Path.Combine(TestContext.CurrentContext.TestDirectory, "tokenflow.dll");

    [TestCase("csv", 11UL)]
    [TestCase("parquet", 12UL)]
    public void Killed_ten_times_at_random_the_file_is_that_of_an_undisturbed_run(string extension, ulong seed)
    {
        using var folder = new TemporaryFolder();
        string scenario = folder.Write("small.json", SweepSamples.Scenario.Replace("\"tokens\": 96", "\"tokens\": 384", StringComparison.Ordinal));
        string whole = folder.At("whole." + extension), results = folder.At("killed." + extension), journal = results + ".journal";
        string[] command = [Program, "sweep", scenario, "--over", "facts=1..8x2", "--over", "capacity.rank=1..32x2", "--seeds", "10", "--threads", "2", "--json", "--out"];
        string said = Finish(Start([.. command, whole]));
        var random = new TokenFlow.Base.Numerics.SeededRandom(seed, 0);
        int killed = 0, goneOn = 0;
        while (killed < Kills)
        {
            // A line is some 90 bytes: this many more than there are now, then the end.
            long target = Length(journal) + 1 + (long)(random.NextUnit() * 90 * Trials / (Kills + 2));
            using Process process = Start([.. command, results]);
            while (Length(journal) < target && !process.WaitForExit(1))
            {
                // Until it has written so much.
            }

            process.Kill();
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Not.Zero, $"the program was done before kill {killed + 1}: {error}");
            Assert.That(File.Exists(results), Is.False, "half a file");
            goneOn += error.Contains("going on", StringComparison.Ordinal) ? 1 : 0;
            killed++;
        }

        string saidAfter = Finish(Start([.. command, results]));

        Assert.That(goneOn, Is.EqualTo(Kills - 1));
        Assert.That(File.ReadAllBytes(results), Is.EqualTo(File.ReadAllBytes(whole)));
        Assert.That(saidAfter.Replace("killed.", "whole.", StringComparison.Ordinal), Is.EqualTo(said));
        Assert.That(folder.Files.Order(), Is.EqualTo(new[] { "killed." + extension, "small.json", "whole." + extension }));
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private static Process Start(string[] args) =>
        Process.Start(new ProcessStartInfo("dotnet", args) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static string Finish(Process process)
    {
        using (process)
        {
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, error.Result);
            return output;
        }
    }
}
