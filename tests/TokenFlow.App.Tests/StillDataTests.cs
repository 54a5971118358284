using System.Globalization;
using System.Text.Json;

namespace TokenFlow.App.Tests;

public class StillDataTests
{
    [Test]
    public void The_numbers_of_a_picture_add_up_to_what_it_shows()
    {
        using var folder = new TemporaryFolder();
        string[][] rows = Csv(folder, "bottleneck-rank", "10.8");

        double Sum(string series, string name = "") => rows.Where(r => r[0] == series && (name.Length == 0 || r[1] == name)).Sum(Value);
        string tracer = rows.First(r => r[0] == "dye.hub")[1];
        double held = Sum("dye.window", tracer) + Sum("dye.random", tracer) + Sum("dye.hub", tracer);
        Assert.That(Sum("dye.hub", tracer) / held, Is.EqualTo(Value(rows.Single(r => r[0] == "ways" && r[1] == "hub"))).Within(1e-6));
        Assert.That(rows.Count(r => r[0] == "edge.weight") + Sum("bundle.edges"), Is.EqualTo(Value(rows.Single(r => r[0] == "meters" && r[1] == "edges"))));
        Assert.That(rows.Where(r => r[0] == "recall.reads").Average(Value), Is.EqualTo(Value(rows.Single(r => r[0] == "recall" && r[1] == "matchedFilter"))).Within(1e-9));
        Assert.That(rows.Count(r => r[0] == "recall.fact"), Is.EqualTo(4));
        Assert.That(rows.Count(r => r[0] == "recall.curve"), Is.GreaterThan(10));
    }

    [Test]
    public void Json_has_the_same_numbers_by_series()
    {
        using var folder = new TemporaryFolder();
        string[][] rows = Csv(folder, "hub-in-two-hops", "3");
        CommandRun run = CommandRun.Of("still", "hub-in-two-hops", "--at", "3", "--size", "320x180", "--out", folder.At("a.png"), "--data", folder.At("a.json"));

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder.At("a.json")));
        double[] values = [.. json.RootElement.GetProperty("series").EnumerateObject().SelectMany(s => s.Value.EnumerateArray()).Select(v => v.GetProperty("value").GetDouble())];
        Assert.That(values.Order(), Is.EqualTo(rows.Select(Value).Order()));
        Assert.That(run.Output, Does.Contain(json.RootElement.GetProperty("hash").GetString()!));
    }

    [Test]
    public void Another_format_is_refused_before_anything_is_drawn()
    {
        using var folder = new TemporaryFolder();

        CommandFaults.AssertFault(CommandRun.Of("still", "full", "--at", "1", "--out", folder.At("a.png"), "--data", folder.At("a.xlsx")), 2);
        Assert.That(folder.Files, Is.Empty);
    }

    private static double Value(string[] row) => double.Parse(row[5], CultureInfo.InvariantCulture);

    private static string[][] Csv(TemporaryFolder folder, string scenario, string at)
    {
        CommandRun run = CommandRun.Of("still", scenario, "--at", at, "--size", "320x180", "--out", folder.At("b.png"), "--data", folder.At("b.csv"));
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        string[] lines = File.ReadAllLines(folder.At("b.csv"));
        Assert.That(lines[0], Is.EqualTo("series,name,layer,token,other,value"));
        return [.. lines.Skip(1).Select(l => l.Split(','))];
    }
}
