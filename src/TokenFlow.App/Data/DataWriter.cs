using System.Globalization;
using System.Text.Json;
using CsvHelper;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.App.Data;

/// <summary>Writes the numbers of a picture: .csv, a row a number; .json, the same gathered by series.</summary>
internal static class DataWriter
{
    private static readonly string[] Columns = ["series", "name", "layer", "token", "other", "value"];

    /// <summary>Refuses a path of another kind, or one that cannot be written, before any work is done.</summary>
    /// <exception cref="FaultException">Usage, OutputUnwritable.</exception>
    public static void Check(string path)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".csv" or ".json"))
        {
            throw new FaultException(FaultKind.Usage, $"'{Path.GetExtension(path)}' is no format for numbers", path, "end the name in .csv or .json");
        }

        OutputPath.Check(path);
    }

    /// <summary>Writes the file. It appears under its name only when it is whole.</summary>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public static void Write(string path, FrameSnapshot snapshot)
    {
        using var file = new OutputFile(path);
        file.Guarded(() =>
        {
            if (Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase))
            {
                WriteCsv(file.Stream, snapshot);
            }
            else
            {
                WriteJson(file.Stream, snapshot);
            }
        });
        file.Commit();
    }

    private static void WriteCsv(Stream stream, FrameSnapshot snapshot)
    {
        using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default with { NewLine = "\n", HasHeader = false }, leaveOpen: true);
        csv.WriteRecord(Columns);
        foreach (DataRow row in PictureData.Of(snapshot))
        {
            csv.WriteRecord([row.Series, row.Name, Text(row.Layer), Text(row.Token), Text(row.Other), row.Value.ToString("R", CultureInfo.InvariantCulture)]);
        }

        csv.Flush();
    }

    private static void WriteJson(Stream stream, FrameSnapshot snapshot)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("scenario", snapshot.Subject.Name);
        json.WriteString("pattern", snapshot.PatternLabel);
        json.WriteNumber("frame", snapshot.Frame);
        json.WriteNumber("completedLayers", snapshot.CompletedLayers);
        json.WriteNumber("progress", snapshot.Progress);
        json.WriteString("hash", FormattableString.Invariant($"{snapshot.StateHash:x16}"));
        json.WriteStartObject("series");
        foreach (IGrouping<string, DataRow> series in PictureData.Of(snapshot).GroupBy(r => r.Series))
        {
            json.WriteStartArray(series.Key);
            foreach (DataRow row in series)
            {
                Write(json, row);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, in DataRow row)
    {
        json.WriteStartObject();
        if (row.Name.Length > 0)
        {
            json.WriteString("name", row.Name);
        }

        Number(json, "layer", row.Layer);
        Number(json, "token", row.Token);
        Number(json, "other", row.Other);
        json.WriteNumber("value", row.Value);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
