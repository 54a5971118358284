using Parquet;
using Parquet.Schema;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Tests.Sweeps;

public class SweepTableTests
{
    [Test]
    public void A_csv_has_the_columns_of_the_contract_and_numbers_that_read_back()
    {
        using var folder = new TemporaryFolder();
        SweepTable table = SweepSamples.Table();
        SweepFile.Write(table, folder.At("r.csv"));

        string[] lines = File.ReadAllText(folder.At("r.csv")).Split('\n');

        Assert.That(lines[0], Is.EqualTo("facts,capacity.rank,seed,recall,recallLeastSquares,chance,effectiveRank,bound,rejectedMass"));
        Assert.That(lines, Has.Length.EqualTo(table.Rows.Count + 2));
        Assert.That(lines[1].Split(',')[..3], Is.EqualTo(new[] { "1", "16", "7" }));
        Assert.That(lines[4].Split(',')[..3], Is.EqualTo(new[] { "1", "", "7" }));
        Assert.That(
            lines[1..^1].Select(l => double.Parse(l.Split(',')[4], System.Globalization.CultureInfo.InvariantCulture)),
            Is.EqualTo(table.Rows.Select(r => r.Measures.RecallLeastSquares)));
        Assert.That(folder.Files, Is.EqualTo(new[] { "r.csv" }));
    }

    [Test]
    public void Words_with_commas_quotes_and_lines_stay_whole()
    {
        using var stream = new MemoryStream();
        SweepRow row = SweepSamples.Table().Rows[0] with { Cells = ["a, \"b\"\nc"] };
        var mark = new ShardMark("s", 1);
        CsvTable.Write(new SweepTable { Axes = ["text.inline"], Rows = [row], Shard = mark }, stream);
        using var folder = new TemporaryFolder();

        SweepTable read = CsvTable.ReadShard(folder.Write("r.csv", stream.ToArray()));

        Assert.That(read.Rows.Single().Cells.Single(), Is.EqualTo("a, \"b\"\nc"));
        Assert.That(read.Shard, Is.EqualTo(mark));
    }

    [Test]
    public async Task A_parquet_file_has_a_type_a_column()
    {
        using var folder = new TemporaryFolder();
        SweepTable table = SweepSamples.Table();
        table = table with
        {
            Axes = [.. table.Axes, "residual", "pattern.kind"],
            Rows = [.. table.Rows.Select(r => r with { Cells = [.. r.Cells, r.Trial == 0 ? "1" : "0.5", "local"] })],
        };
        SweepFile.Write(table, folder.At("r.parquet"));

        ParquetReader reader = await ParquetReader.CreateAsync(folder.At("r.parquet"));
        await using (reader)
        {
            DataField[] fields = reader.Schema.GetDataFields();
            Assert.That(fields.Select(f => f.Name), Is.EqualTo(table.Columns));
            Assert.That(
                fields.Take(5).Select(f => (f.ClrType, f.IsNullable)),
                Is.EqualTo(new[] { (typeof(long), false), (typeof(long), true), (typeof(double), false), (typeof(ReadOnlyMemory<char>), true), (typeof(long), false) }));
            Assert.That(fields.Skip(5).Select(f => f.ClrType), Is.All.EqualTo(typeof(double)));
            int rows = table.Rows.Count;
            var facts = new long[rows];
            var ranks = new long?[rows];
            var recall = new double[rows];
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
            await group.ReadAsync<long>(fields[0], facts);
            await group.ReadAsync<long>(fields[1], ranks);
            await group.ReadAsync<double>(fields[5], recall);
            Assert.That(facts, Is.EqualTo(table.Rows.Select(r => long.Parse(r.Cells[0]!))));
            Assert.That(ranks, Is.EqualTo(table.Rows.Select(r => r.Cells[1] is { } cell ? long.Parse(cell) : (long?)null)));
            Assert.That(recall, Is.EqualTo(table.Rows.Select(r => r.Measures.Recall)));
        }
    }
}
