using System.Text.Json;

namespace TokenFlow.App.Tests;

public class CountCommandTests
{
    [TestCase("--pattern longformer --tokens 4096 --window 256 --globals 1", 2_043_134)]
    [TestCase("--pattern bigbird --tokens 4096 --block 64 --random 3", 2_547_712)]
    [TestCase("--pattern local --tokens 1001 --window 1", 3_001)]
    [TestCase("--pattern full --tokens 300", 90_000)]
    [TestCase("--pattern memory --tokens 100 --memory 4 --window 2", 16 + 800 + 494)]
    public void Edges_counted_are_the_formulas(string options, long edges)
    {
        JsonElement count = CommandRun.Of(["count", .. options.Split(' '), "--json"]).Json.Single();

        Assert.That(count.GetProperty("edges").GetInt64(), Is.EqualTo(edges));
        Assert.That(count.GetProperty("formula").GetInt64(), Is.EqualTo(edges));
        Assert.That(count.GetProperty("hops").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase("--pattern local --tokens 1001 --window 1", 1_000)]
    [TestCase("--pattern longformer --tokens 1001 --window 1 --globals-at 500", 2)]
    [TestCase("--pattern full --tokens 1001", 1)]
    [TestCase("--pattern streaming --tokens 1001 --window 2 --sinks 0", 1_000)]
    public void Hops_are_layers_from_one_token_to_another(string options, int hops)
    {
        JsonElement count = CommandRun.Of(["count", .. options.Split(' '), "--from", "0", "--to", "1000", "--json"]).Json.Single();

        Assert.That(count.GetProperty("hops").GetInt32(), Is.EqualTo(hops));
    }

    [Test]
    public void What_cannot_be_reached_is_minus_one()
    {
        JsonElement count = CommandRun.Of("count", "--pattern", "streaming", "--tokens", "10", "--from", "9", "--to", "0", "--json").Json.Single();

        Assert.That(count.GetProperty("hops").GetInt32(), Is.EqualTo(-1));
    }
}
