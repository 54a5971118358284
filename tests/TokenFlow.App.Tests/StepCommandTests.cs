using System.Text.Json;

namespace TokenFlow.App.Tests;

public class StepCommandTests
{
    [Test]
    public void Token_100_is_reached_in_the_second_layer_by_the_hub()
    {
        IReadOnlyList<JsonElement> layers = CommandRun.Of("step", "hub-in-two-hops", "--layers", "2", "--json").Json;

        Assert.That(ArrivalsOf(layers[0]), Does.Not.Contain(100));
        Assert.That(ArrivalsOf(layers[1]), Does.Contain(100));
    }

    [Test]
    public void Token_100_is_not_reached_in_two_layers_without_the_hub()
    {
        IReadOnlyList<JsonElement> layers =
            CommandRun.Of("step", "hub-in-two-hops", "--layers", "2", "--set", "pattern.globals=[]", "--json").Json;

        Assert.That(layers.SelectMany(ArrivalsOf), Does.Not.Contain(100));
        Assert.That(layers[1].GetProperty("reach").GetInt32(), Is.EqualTo(13), "a window of 6 goes 12 tokens in two layers");
    }

    [Test]
    public void A_line_has_the_fields_that_scripts_rely_on()
    {
        JsonElement line = CommandRun.Of("step", "hub-in-two-hops", "--layers", "1", "--json").Json.Single();

        Assert.That(
            line.EnumerateObject().Select(p => p.Name),
            Is.EqualTo(new[] { "layer", "reach", "meanHops", "ways", "hubLoad", "arrivals", "hash" }));
        JsonElement ways = line.GetProperty("ways");
        Assert.That(ways.EnumerateObject().Sum(p => p.Value.GetDouble()), Is.EqualTo(1).Within(1e-9));
        Assert.That(line.GetProperty("hubLoad").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public void Hashes_do_not_depend_on_the_number_of_threads()
    {
        string one = CommandRun.Of("step", "bigbird", "--json", "--threads", "1").Output;

        Assert.That(CommandRun.Of("step", "bigbird", "--json", "--threads", "4").Output, Is.EqualTo(one));
    }

    [Test]
    public void Fewer_layers_are_the_beginning_of_more()
    {
        string two = CommandRun.Of("step", "hub-in-two-hops", "--layers", "2", "--json").Output;

        Assert.That(CommandRun.Of("step", "hub-in-two-hops", "--layers", "3", "--json").Output, Does.StartWith(two));
    }

    [Test]
    public void A_text_comes_in_through_standard_input()
    {
        CommandRun run = CommandRun.With("one two three four five", "step", "local-only", "--text", "-", "--tokenizer", "words", "--layers", "1", "--json");

        Assert.That(run.Json.Single().GetProperty("reach").GetInt32(), Is.EqualTo(5));
    }

    [Test]
    public void A_users_text_is_taken_whole_whatever_the_scenario_took_of_its_own()
    {
        string text = string.Join(' ', Enumerable.Range(0, 500).Select(i => $"w{i}"));

        CommandRun run = CommandRun.With(text, "step", "hub-in-two-hops", "--text", "-", "--tokenizer", "words", "--layers", "2", "--json");

        Assert.That(run.Json[1].GetProperty("reach").GetInt32(), Is.EqualTo(500));
    }

    [Test]
    public void No_line_names_more_than_a_thousand_arrivals()
    {
        JsonElement second = CommandRun.Of("step", "longformer-512", "--layers", "2", "--json").Json[1];

        Assert.That(second.GetProperty("arrivals").GetArrayLength(), Is.EqualTo(1_000));
        Assert.That(second.GetProperty("reach").GetInt32(), Is.EqualTo(4_096));
    }

    private static IEnumerable<int> ArrivalsOf(JsonElement layer) => layer.GetProperty("arrivals").EnumerateArray().Select(a => a.GetInt32());
}
