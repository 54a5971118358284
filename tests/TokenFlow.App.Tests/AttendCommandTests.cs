using System.Text.Json;

namespace TokenFlow.App.Tests;

public class AttendCommandTests
{
    private static readonly string[] Kernels = ["--kernel fast", "--kernel reference", "--float64"];

    private static IEnumerable<TestCaseData> Cases() =>
        from file in (string[])["longformer-allenai-small.json", "longformer-no-global.json"]
        from kernel in Kernels
        select new TestCaseData(file, kernel);

    [TestCaseSource(nameof(Cases))]
    public void Third_party_figures_are_met(string file, string kernel)
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Data", file);
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(path));

        JsonElement result = CommandRun.Of(["attend", path, .. kernel.Split(' ')]).Json.Single();

        double tolerance = expected.RootElement.GetProperty("tolerance").GetDouble();
        double[] figures = Flatten(expected.RootElement.GetProperty("expected"));
        double[] output = Flatten(result.GetProperty("output"));
        Assert.That(output, Has.Length.EqualTo(figures.Length));
        Assert.That(output.Zip(figures, (o, e) => Math.Abs(o - e)).Max(), Is.LessThanOrEqualTo(tolerance));
        Assert.That(result.GetProperty("edges").GetInt64(), Is.Positive);
        Assert.That(result.GetProperty("maxRowSumError").GetDouble(), Is.LessThan(1e-5));
        Assert.That(result.GetProperty("kernel").GetString(), Is.Not.Empty);
    }

    [TestCase("""{"heads":1,"headDim":2,"tokens":1,"pattern":{"kind":"full"},"q":[[1,2]],"k":[[1,2]],"v":[[1,2,3]]}""", "v")]
    [TestCase("""{"heads":1,"headDim":1,"tokens":1,"pattern":{"kind":"full"},"q":[[1]],"q":[[1]],"k":[[1]],"v":[[1]]}""", "q")]
    [TestCase("""{"heads":1,"headDim":1,"tokens":1,"pattern":{"kind":"full"},"q":[[1e999]],"k":[[1]],"v":[[1]]}""", "q")]
    [TestCase("""{"heads":1,"headDim":1,"tokens":1,"pattern":{"kind":"full"},"q":[[NaN]],"k":[[1]],"v":[[1]]}""", "")]
    [TestCase("""{"heads":1,"headDim":1,"tokens":1,"pattern":{"kind":"fool"},"q":[[1]],"k":[[1]],"v":[[1]]}""", "kind")]
    [TestCase("""{"heads":1,"headDim":1,"tokens":1,"pattern":{"kind":"full"},"q":[[1]],"k":[[1]],"v":[[1]],"colour":1}""", "colour")]
    public void A_case_that_is_not_valid_is_refused_by_field(string json, string field)
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("attend", folder.Write("case.json", json));

        CommandFaults.AssertFault(run, 5);
        Assert.That(run.Error, Does.Contain("case.json").And.Contain(field));
    }

    private static double[] Flatten(JsonElement rows) =>
        [.. rows.EnumerateArray().SelectMany(row => row.EnumerateArray().Select(x => x.GetDouble()))];
}
