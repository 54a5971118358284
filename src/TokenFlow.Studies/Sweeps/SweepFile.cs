using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;

namespace TokenFlow.Studies.Sweeps;

/// <summary>Results as a file, CSV or Parquet by its extension. It appears under its name only when it is whole.</summary>
public static class SweepFile
{
    /// <summary>Checks that a path's extension is one that results are written in.</summary>
    /// <exception cref="FaultException">Usage.</exception>
    public static void CheckFormat(string path) => _ = IsParquet(path);

    /// <summary>Writes results.</summary>
    /// <exception cref="FaultException">Usage (extension), OutputUnwritable, DiskFull.</exception>
    public static void Write(SweepTable table, string path)
    {
        bool parquet = IsParquet(path);
        using var file = new OutputFile(path);
        using var whole = new MemoryStream();
        if (parquet)
        {
            ParquetTable.Write(table, whole);
        }
        else
        {
            CsvTable.Write(table, whole);
        }

        file.Guarded(() => whole.WriteTo(file.Stream));
        file.Commit();
    }

    private static bool IsParquet(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => false,
        ".parquet" => true,
        _ => throw new FaultException(FaultKind.Usage, $"'{Path.GetExtension(path)}' is no format for results", path, "end the name in .csv or .parquet"),
    };
}
