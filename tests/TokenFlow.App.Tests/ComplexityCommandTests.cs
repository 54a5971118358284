using System.Text.Json;
using TokenFlow.Base.Numerics;
using TokenFlow.Studies.Complexity;

namespace TokenFlow.App.Tests;

public class ComplexityCommandTests
{
    private const string Short = "256,512,1024";

    [Test]
    public void Edges_grow_as_theory_says()
    {
        IReadOnlyList<ComplexityCurve> curves = new ComplexityStudy([4096, 8192, 16384, 32768], window: 64, globals: 8, threads: 1, _ => { }).Count();

        Dictionary<string, double> exponents = curves.ToDictionary(c => c.Name, c => c.EdgesFit.Exponent);
        Assert.That(exponents["full"], Is.EqualTo(2).Within(1e-9));
        Assert.That(exponents["global"], Is.EqualTo(1).Within(0.001));
        Assert.That(exponents["local"], Is.EqualTo(1).Within(0.01));
        Assert.That(exponents["global + local"], Is.EqualTo(1).Within(0.01));
        Assert.That(curves.Single(c => c.Name == "local").Points[0].Edges, Is.EqualTo((4096L * 129) - (64 * 65)));
    }

    [Test]
    public void A_power_is_found_again()
    {
        (double, double)[] points = [.. new[] { 1.0, 2, 4, 8 }.Select(x => (x, 3 * Math.Pow(x, 1.5)))];

        Assert.That(PowerFit.Of(points).Exponent, Is.EqualTo(1.5).Within(1e-12));
        Assert.That(PowerFit.OfUpperHalf(points), Is.EqualTo(new PowerFit(PowerFit.Of(points[2..]).Exponent, 4, 8)));
        Assert.That(PowerFit.Of(points[..1]).Exponent, Is.NaN);
    }

    [Test]
    public void Everything_is_measured_and_written()
    {
        using var folder = new TemporaryFolder();
        string csv = folder.At("c.csv"), plot = folder.At("c.png");

        CommandRun run = CommandRun.Of("complexity", "--tokens", Short, "--window", "16", "--globals", "2", "--json", "--csv", csv, "--plot", plot);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        JsonElement result = run.Json.Single();
        JsonElement[] rows = [.. result.GetProperty("rows").EnumerateArray()];
        Assert.That(rows, Has.Length.EqualTo(12));
        Assert.That(rows.Select(r => r.GetProperty("ms").GetDouble()), Is.All.Positive);
        Assert.That(
            result.GetProperty("fits").EnumerateArray().Select(f => f.GetProperty("edges").GetProperty("exponent").GetDouble()),
            Is.All.InRange(0.9, 2));
        string[] lines = File.ReadAllLines(csv);
        Assert.That(lines[0], Is.EqualTo("pattern,tokens,edges,ms,samplesKept"));
        Assert.That(lines, Has.Length.EqualTo(13));
        Assert.That(lines[1], Does.StartWith("full,256,65536,"));
        Assert.That(File.ReadAllBytes(plot)[1..4], Is.EqualTo("PNG"u8.ToArray()));
        Assert.That(run.Error, Does.Contain("1,024 tokens"));
    }

    [Test]
    public void The_table_shows_each_law_and_what_was_found()
    {
        CommandRun run = CommandRun.Of("complexity", "--tokens", Short, "--window", "16", "--globals", "2");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("O(g n) + O(n w)").And.Contain("n^2.00 (256 to 1,024)").And.Contain("1,048,576"));
    }

    [Test]
    public void An_svg_has_the_names_at_the_lines()
    {
        using var folder = new TemporaryFolder();
        string plot = folder.At("c.svg");

        Assert.That(CommandRun.Of("complexity", "--tokens", Short, "--plot", plot).ExitCode, Is.Zero);
        Assert.That(File.ReadAllText(plot), Does.Contain("<svg").And.Contain("global + local"));
    }

    [TestCase("--tokens 1024", 6, "2 to 16")]
    [TestCase("--tokens 8,1024", 6, "16 to 262144")]
    [TestCase("--tokens 1024,9000000000", 6, "16 to 262144")]
    [TestCase("--tokens 1024,many", 2, "'many'")]
    [TestCase("--globals 0", 6, "--globals")]
    [TestCase("--globals 2000", 6, "--globals")]
    [TestCase("--window -1", 6, "--window")]
    [TestCase("--threads 0", 6, "--threads")]
    [TestCase("--plot c.pdf", 2, ".png or .svg")]
    [TestCase("--plot /no/such/folder/c.png", 7, "folder")]
    [TestCase("--csv /no/such/folder/c.csv", 7, "folder")]
    public void A_mistake_ends_in_one_line_before_anything_is_measured(string options, int code, string words)
    {
        CommandRun run = CommandRun.Of(["complexity", .. options.Split(' ')]);

        Assert.That(run.ExitCode, Is.EqualTo(code));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1).And.Some.Contains(words));
    }
}
