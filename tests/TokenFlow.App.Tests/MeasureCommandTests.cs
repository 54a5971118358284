using System.Text.Json;

namespace TokenFlow.App.Tests;

public class MeasureCommandTests
{
    private const string Scenario = "hub-in-two-hops";

    [Test]
    public void A_pair_beyond_the_windows_is_measured_through_the_hub()
    {
        JsonElement result = Measure("--from", "0", "--to", "100");
        JsonElement measures = result.GetProperty("measures");

        Assert.That(measures.EnumerateObject().Select(m => m.Name), Is.EqualTo(new[] { "rollout", "flow", "jacobian", "arrival" }));
        Assert.That(measures.GetProperty("arrival").GetProperty("value").GetInt32(), Is.EqualTo(2));
        Assert.That(result.GetProperty("hops").GetInt32(), Is.EqualTo(2));
        Assert.That(Number(result, "ways", "hub"), Is.EqualTo(Number(measures, "rollout", "value")).Within(1e-12), "there is no other way");
        Assert.That(Number(measures, "flow", "cut"), Is.EqualTo(Number(measures, "flow", "value")));
        Assert.That(Number(measures, "flow", "value"), Is.GreaterThan(Number(measures, "rollout", "value")));
        Assert.That(measures.GetProperty("jacobian").GetProperty("method").GetString(), Is.EqualTo("linear"));
        Assert.That(result.GetProperty("reach").GetInt32(), Is.EqualTo(192));
        Assert.That(result.GetProperty("hubs").EnumerateArray().Single().GetProperty("token").GetInt32(), Is.EqualTo(121));
        Assert.That(result.GetProperty("sources").GetArrayLength(), Is.EqualTo(192));
        foreach (JsonProperty measure in measures.EnumerateObject())
        {
            double[] values = [.. measure.Value.GetProperty("values").EnumerateArray().Select(v => v.GetDouble())];
            Assert.That(values, Has.Length.EqualTo(192));
            Assert.That(values[0], Is.EqualTo(measure.Value.GetProperty("value").GetDouble()));
        }
    }

    [Test]
    public void Without_the_hub_nothing_comes()
    {
        JsonElement result = Measure("--from", "0", "--to", "100", "--set", "pattern.globals=[]");
        JsonElement measures = result.GetProperty("measures");

        foreach (string measure in (string[])["rollout", "flow", "jacobian"])
        {
            Assert.That(Number(measures, measure, "value"), Is.Zero);
        }

        Assert.That(measures.GetProperty("arrival").GetProperty("value").GetInt32(), Is.EqualTo(-1));
        Assert.That(result.GetProperty("hubs").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void Agreement_is_told_of_each_two_measures_with_the_sources_they_disagree_on()
    {
        JsonElement[] agreements = [.. Measure("--from", "0", "--to", "100").GetProperty("agreement").EnumerateArray()];

        Assert.That(agreements.Select(a => (a.GetProperty("first").GetString(), a.GetProperty("second").GetString())), Is.EqualTo(new[]
        {
            ("rollout", "flow"), ("rollout", "jacobian"), ("rollout", "arrival"), ("flow", "jacobian"), ("flow", "arrival"), ("jacobian", "arrival"),
        }));
        Assert.That(agreements[1].GetProperty("tau").GetDouble(), Is.EqualTo(1), "one head and uniform weights: the same numbers but for a factor");
        Assert.That(agreements[0].GetProperty("tau").GetDouble(), Is.InRange(-1, 0.99));
        Assert.That(agreements[0].GetProperty("discordant").GetInt64(), Is.Positive);
        Assert.That(agreements[0].GetProperty("disagreements").GetArrayLength(), Is.Positive);
    }

    [Test]
    public void Tokens_are_found_by_words_and_from_the_end()
    {
        JsonElement result = Measure("--from", "light", "--to", "-1", "--layers", "2");

        Assert.That(result.GetProperty("from").GetProperty("piece").GetString()!.Trim(), Is.EqualTo("light"));
        Assert.That(result.GetProperty("to").GetProperty("token").GetInt32(), Is.EqualTo(191));
        Assert.That(result.GetProperty("layers").GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public void A_text_on_standard_input_is_read_once()
    {
        CommandRun run = CommandRun.With(
            "one two three four five six", "measure", "local-only", "--text", "-", "--tokenizer", "words", "--from", "two", "--to", "five", "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Json.Single().GetProperty("from").GetProperty("token").GetInt32(), Is.EqualTo(1));
        Assert.That(run.Json.Single().GetProperty("to").GetProperty("token").GetInt32(), Is.EqualTo(4));
    }

    [Test]
    public void The_output_does_not_depend_on_the_threads()
    {
        string one = CommandRun.Of("measure", "bert-cls", "--to", "0", "--sources", "40", "--json", "--threads", "1").Output;

        Assert.That(CommandRun.Of("measure", "bert-cls", "--to", "0", "--sources", "40", "--json", "--threads", "3").Output, Is.EqualTo(one));
        Assert.That(JsonDocument.Parse(one).RootElement.GetProperty("sources").GetArrayLength(), Is.EqualTo(40));
    }

    [Test]
    public void The_table_says_what_each_number_is_and_where_measures_disagree()
    {
        CommandRun run = CommandRun.Of("measure", Scenario, "--from", "0", "--to", "100");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output, Does.Contain("the narrowest cut is ").And.Contain("Kendall's tau-b").And.Contain("121 'light'"));
        Assert.That(run.Output, Does.Match(@"rollout puts \d+ '.*' before \d+ '.*' \(places \d+ and \d+\), flow the other way \(\d+ and \d+\)"));
        Assert.That(run.Output, Does.Contain("rollout and jacobian put all sources in the same order"));
    }

    [TestCase(".png")]
    [TestCase(".svg")]
    public void A_chart_is_drawn(string extension)
    {
        using var folder = new TemporaryFolder();
        string plot = folder.At("m" + extension);

        CommandRun run = CommandRun.Of("measure", Scenario, "--to", "100", "--plot", plot);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(new FileInfo(plot).Length, Is.GreaterThan(5_000));
    }

    [TestCase("--from 500", 6, "--from")]
    [TestCase("--to elephants", 6, "--to")]
    [TestCase("--layers 0", 6, "--layers")]
    [TestCase("--sources 1", 6, "--sources")]
    [TestCase("--threads 0", 6, "--threads")]
    [TestCase("--plot m.pdf", 2, ".png or .svg")]
    public void A_mistake_ends_in_one_line(string options, int code, string words)
    {
        CommandRun run = CommandRun.Of(["measure", Scenario, .. options.Split(' ')]);

        Assert.That(run.ExitCode, Is.EqualTo(code));
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error.TrimEnd().Split('\n'), Has.Length.EqualTo(1).And.Some.Contains(words));
    }

    private static JsonElement Measure(params string[] options)
    {
        CommandRun run = CommandRun.Of(["measure", Scenario, .. options, "--json"]);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return run.Json.Single();
    }

    private static double Number(JsonElement of, string first, string second) => of.GetProperty(first).GetProperty(second).GetDouble();
}
