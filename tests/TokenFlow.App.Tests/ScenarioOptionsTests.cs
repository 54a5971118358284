using System.CommandLine;
using TokenFlow.App.Content;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;

namespace TokenFlow.App.Tests;

public class ScenarioOptionsTests
{
    [Test]
    public void A_scenario_as_written_has_its_captions() =>
        Assert.That(Load("hub-in-two-hops").Captions, Is.Not.Empty);

    [TestCase("--tokens 150")]
    [TestCase("--tokenizer words")]
    [TestCase("--set pattern.window=3")]
    public void Captions_that_might_no_longer_be_true_are_dropped(string change) =>
        Assert.That(Load("hub-in-two-hops " + change).Captions, Is.Empty);

    [Test]
    public void Captions_stay_where_only_the_films_ends_change() =>
        Assert.That(Load("hub-in-two-hops --set film.lead=0").Captions, Is.Not.Empty);

    [Test]
    public void Captions_of_ones_own_are_shown()
    {
        Scenario scenario = Load("hub-in-two-hops --set pattern.window=3 --set captions=[{\"at\":0,\"text\":\"mine\"}]");

        Assert.That(scenario.Captions.Select(c => c.Text), Is.EqualTo(new[] { "mine" }));
    }

    [Test]
    public void A_value_is_read_as_json_where_it_is_json_else_as_a_string()
    {
        Scenario scenario = Load("hub-in-two-hops --set layers=3 --set title=Mine");

        Assert.That(scenario.Layers, Is.EqualTo(3));
        Assert.That(scenario.Title, Is.EqualTo("Mine"));
    }

    private static Scenario Load(string commandLine)
    {
        var options = new ScenarioOptions(new ScenarioLibrary(ContentFolder.Find));
        var command = new Command("try");
        options.AddTo(command);
        return options.Load(command.Parse(commandLine.Split(' ')));
    }
}
