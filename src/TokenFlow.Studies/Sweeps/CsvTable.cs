using System.Globalization;
using CsvHelper;
using TokenFlow.Base.Faults;

namespace TokenFlow.Studies.Sweeps;

/// <summary>Results as CSV: a header, commas, a line feed a row, numbers as short as reads back to the same bits.</summary>
public static class CsvTable
{
    private const int MostRecordBytes = 1 << 20;

    /// <summary>Writes results.</summary>
    public static void Write(SweepTable table, Stream stream)
    {
        using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default with { NewLine = "\n", HasHeader = false }, leaveOpen: true);
        csv.WriteRecord([.. table.Columns]);
        foreach (SweepRow row in table.Rows)
        {
            csv.WriteRecord([.. Cells(table, row)]);
        }

        csv.Flush();
    }

    /// <summary>Reads a shard.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FaultException">FileUnreadable, DocumentInvalid.</exception>
    public static SweepTable ReadShard(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            using var csv = CsvReader.Create(stream, CsvReaderOptions.Default with { Separator = ',', HasHeader = false, MaxRecordSize = MostRecordBytes });
            return ReadShard(csv, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FaultException(FaultKind.FileUnreadable, "no such file", path, "check the path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(FaultKind.FileUnreadable, $"cannot be read ({e.Message.TrimEnd('.')})", path, "check its permissions", e);
        }
        catch (FormatException e)
        {
            throw Invalid(path, 0, $"is no CSV ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')})", e);
        }
    }

    private static SweepTable ReadShard(CsvReader csv, string path)
    {
        string[] columns = csv.Read() ? Fields(csv) : throw Invalid(path, 0, "is empty");
        string[] tail = [SweepTable.SeedColumn, .. SweepMeasures.Names, .. ShardMark.Columns];
        int axes = columns.Length - tail.Length;
        if (axes < 0 || !columns.AsSpan(axes).SequenceEqual(tail))
        {
            throw Invalid(path, 0, $"is no shard: its columns do not end in {string.Join(',', tail)}");
        }

        var rows = new List<SweepRow>();
        ShardMark? mark = null;
        for (int line = 2; csv.Read(); line++)
        {
            string[] fields = Fields(csv);
            if (fields.Length != columns.Length)
            {
                throw Invalid(path, line, $"has {fields.Length} columns, not {columns.Length}");
            }

            double[] measures = [.. fields[(axes + 1)..(axes + 1 + SweepMeasures.Names.Count)].Select(f => Number<double>(f, path, line))];
            int trial = Number<int>(fields[^3], path, line), trials = Number<int>(fields[^2], path, line);
            var here = new ShardMark(fields[^1], trials);
            mark ??= here;
            if (here != mark)
            {
                throw Invalid(path, line, "belongs to another sweep than the rows before it");
            }

            if (trial < 0 || trial >= trials || trials > SweepDesign.MostTrials)
            {
                throw Invalid(path, line, $"has trial {trial} of {trials}");
            }

            string?[] cells = [.. fields[..axes].Select(f => f.Length == 0 ? null : f)];
            rows.Add(new SweepRow(trial, cells, Number<ulong>(fields[axes], path, line), SweepMeasures.Of(measures)));
        }

        return new SweepTable
        {
            Axes = columns[..axes],
            Rows = rows,
            Shard = mark,
        };
    }

    private static IEnumerable<string> Cells(SweepTable table, SweepRow row)
    {
        foreach (string? cell in row.Cells)
        {
            yield return cell ?? "";
        }

        yield return row.Seed.ToString(CultureInfo.InvariantCulture);
        foreach (double value in row.Measures.ToArray())
        {
            yield return value.ToString("R", CultureInfo.InvariantCulture);
        }

        if (table.Shard is { } shard)
        {
            yield return row.Trial.ToString(CultureInfo.InvariantCulture);
            yield return shard.Trials.ToString(CultureInfo.InvariantCulture);
            yield return shard.Sweep;
        }
    }

    private static string[] Fields(CsvReader csv)
    {
        var fields = new string[csv.FieldCount];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = csv.GetString(i);
        }

        return fields;
    }

    private static T Number<T>(string field, string path, int line)
        where T : ISpanParsable<T> =>
        T.TryParse(field, CultureInfo.InvariantCulture, out T? value)
            ? value
            : throw Invalid(path, line, $"'{(field.Length > 40 ? field[..40] + "…" : field)}' is not a number as it must be there");

    private static FaultException Invalid(string path, int line, string what, Exception? inner = null) => new(
        FaultKind.DocumentInvalid,
        what,
        line == 0 ? path : $"{path}:{line}",
        "give files that 'tokenflow sweep … --shard i/N --out FILE.csv' wrote",
        inner);
}
