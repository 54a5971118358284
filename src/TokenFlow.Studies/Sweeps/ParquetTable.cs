using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace TokenFlow.Studies.Sweeps;

/// <summary>
/// Results as Parquet, one row group. An axis is a column of whole numbers where all its values are whole, else of doubles
/// where all are numbers, else of words; null where the field was away. Seeds are whole numbers, measures doubles.
/// </summary>
public static class ParquetTable
{
    /// <summary>Writes results.</summary>
    public static void Write(SweepTable table, Stream stream) => WriteAsync(table, stream).GetAwaiter().GetResult();

    private static async Task WriteAsync(SweepTable table, Stream stream)
    {
        (DataField Field, Func<ParquetRowGroupWriter, DataField, Task> Write)[] columns = [.. Columns(table)];
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema([.. columns.Select(c => c.Field)]), stream, options).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach ((DataField field, Func<ParquetRowGroupWriter, DataField, Task> write) in columns)
            {
                await write(group, field).ConfigureAwait(false);
            }
        }
    }

    private static IEnumerable<(DataField Field, Func<ParquetRowGroupWriter, DataField, Task> Write)> Columns(SweepTable table)
    {
        IReadOnlyList<SweepRow> rows = table.Rows;
        for (int i = 0; i < table.Axes.Count; i++)
        {
            int axis = i;
            yield return Axis(table.Axes[i], [.. rows.Select(r => r.Cells[axis])]);
        }

        yield return Values(SweepTable.SeedColumn, [.. rows.Select(r => (long)r.Seed)]);
        for (int i = 0; i < SweepMeasures.Names.Count; i++)
        {
            int measure = i;
            yield return Values(SweepMeasures.Names[i], [.. rows.Select(r => r.Measures.ToArray()[measure])]);
        }

        if (table.Shard is { } shard)
        {
            yield return Values(ShardMark.Columns[0], [.. rows.Select(r => (long)r.Trial)]);
            yield return Values(ShardMark.Columns[1], [.. rows.Select(_ => (long)shard.Trials)]);
            string[] sweep = [.. rows.Select(_ => shard.Sweep)];
            yield return (new DataField(ShardMark.Columns[2], typeof(string), false), (group, field) => group.WriteAsync(field, sweep));
        }
    }

    private static (DataField Field, Func<ParquetRowGroupWriter, DataField, Task> Write) Axis(string name, string?[] cells)
    {
        string[] there = [.. cells.OfType<string>()];
        if (there.All(c => long.TryParse(c, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
        {
            return Nullable(name, cells, c => long.Parse(c, CultureInfo.InvariantCulture));
        }

        if (there.All(c => AxisValue.NumberOf(c) is not null))
        {
            return Nullable(name, cells, c => AxisValue.NumberOf(c)!.Value);
        }

        return (new DataField(name, typeof(string), true), (group, field) => group.WriteAsync(field, (IReadOnlyCollection<string>)cells!));
    }

    private static (DataField Field, Func<ParquetRowGroupWriter, DataField, Task> Write) Nullable<T>(string name, string?[] cells, Func<string, T> parse)
        where T : struct
    {
        if (!cells.Contains(null))
        {
            return Values<T>(name, [.. cells.Select(c => parse(c!))]);
        }

        ReadOnlyMemory<T?> values = cells.Select(c => c is null ? (T?)null : parse(c)).ToArray();
        return (new DataField(name, typeof(T), true), (group, field) => group.WriteAsync<T>(field, values, null, null, default));
    }

    private static (DataField Field, Func<ParquetRowGroupWriter, DataField, Task> Write) Values<T>(string name, T[] values)
        where T : struct =>
        (new DataField(name, typeof(T), false), (group, field) => group.WriteAsync<T>(field, new ReadOnlyMemory<T>(values), null, null, default));
}
