using System.Globalization;
using TokenFlow.Base.Faults;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Scenarios.Learned;

/// <summary>
/// A trained hub as a safetensors file: float32 tensors cls.vector and sep.vector of [heads, headDim], global.query and
/// global.key of [width, width], and in the metadata the format's version and how it was trained.
/// </summary>
/// <param name="Hub">What was learned.</param>
/// <param name="Record">How.</param>
public sealed record LearnedHubFile(LearnedHub Hub, TrainingRecord Record)
{
    private const string VersionKey = "tokenflow.hub";
    private const string Version = "1";
    private static readonly string[] Names = ["cls.vector", "sep.vector", "global.query", "global.key"];

    /// <summary>Reads a file for a scenario of some shape.</summary>
    /// <param name="path">The file.</param>
    /// <param name="heads">The scenario's heads.</param>
    /// <param name="headDim">The scenario's dimensions a head.</param>
    /// <exception cref="FaultException">FileUnreadable; DocumentInvalid: no such file of ours, or of another shape.</exception>
    public static LearnedHubFile Read(string path, int heads, int headDim)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new FaultException(FaultKind.FileUnreadable, "is a folder, not a learned hub", path, "name a file");
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return Read(stream, path, heads, headDim);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FaultException(FaultKind.FileUnreadable, "no such learned hub", path, "check the path, or make one with 'tokenflow train'", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new FaultException(FaultKind.FileUnreadable, $"the learned hub cannot be read ({e.Message})", path, "check its permissions", e);
        }
    }

    /// <summary>Reads a file from a stream. Never more than the header and a hub of the wanted shape is held.</summary>
    /// <param name="stream">The file, from its start.</param>
    /// <param name="where">Its name for messages.</param>
    /// <param name="heads">The scenario's heads.</param>
    /// <param name="headDim">The scenario's dimensions a head.</param>
    /// <exception cref="FaultException">DocumentInvalid: damaged, not a hub's, or of another shape.</exception>
    public static LearnedHubFile Read(Stream stream, string where, int heads, int headDim)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var hub = new LearnedHub(heads, headDim);
        SafetensorsHeader header = SafetensorsHeader.Read(stream, where);
        if (!header.Metadata.TryGetValue(VersionKey, out string? version) || version != Version)
        {
            throw Invalid(where, version is null ? "not a trained hub of this program" : $"a hub of format version '{SafetensorsHeader.Shown(version)}', which is not known");
        }

        string? strange = header.Tensors.Select(t => t.Name).FirstOrDefault(n => !Names.Contains(n));
        if (strange is not null)
        {
            throw Invalid(where, $"a tensor '{SafetensorsHeader.Shown(strange)}' that no hub has");
        }

        foreach (string name in Names)
        {
            CheckShape(header, name, hub, where);
        }

        foreach (SafetensorsEntry entry in header.Tensors)
        {
            SafetensorsHeader.ReadNumbers(stream, entry, hub.Parameters[Array.IndexOf(Names, entry.Name)], where);
        }

        return stream.ReadByte() < 0
            ? new LearnedHubFile(hub, ReadRecord(header.Metadata, where))
            : throw Invalid(where, "something follows its last tensor");
    }

    /// <summary>Writes the file: the same hub and record, the same bytes.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [VersionKey] = Version,
            ["scenario"] = Record.Scenario,
            ["seed"] = Record.Seed.ToString(CultureInfo.InvariantCulture),
            ["steps"] = Record.Steps.ToString(CultureInfo.InvariantCulture),
            ["loss"] = Record.Loss.ToString("R", CultureInfo.InvariantCulture),
        };
        var entries = new SafetensorsEntry[Names.Length];
        long at = 0;
        for (int t = 0; t < Names.Length; t++)
        {
            long end = at + ((long)Hub.Parameters[t].Length * sizeof(float));
            entries[t] = new SafetensorsEntry(Names[t], ShapeOf(Names[t], Hub), at, end);
            at = end;
        }

        new SafetensorsHeader(entries, metadata).Write(stream);
        foreach (float[] numbers in Hub.Parameters)
        {
            SafetensorsHeader.WriteNumbers(stream, numbers);
        }
    }

    private static long[] ShapeOf(string name, LearnedHub hub) => name.EndsWith(".vector", StringComparison.Ordinal) ? [hub.Heads, hub.HeadDim] : [hub.Width, hub.Width];

    private static void CheckShape(SafetensorsHeader header, string name, LearnedHub hub, string where)
    {
        SafetensorsEntry entry = header.Tensors.FirstOrDefault(t => t.Name == name)
            ?? throw Invalid(where, $"the tensor '{name}' is missing");
        long[] wanted = ShapeOf(name, hub);
        if (!entry.Shape.SequenceEqual(wanted))
        {
            throw new FaultException(
                FaultKind.DocumentInvalid,
                $"{name} has the shape [{string.Join(" x ", entry.Shape)}] where heads {hub.Heads} and headDim {hub.HeadDim} of the scenario ask for [{string.Join(" x ", wanted)}]",
                where,
                "set the scenario's heads and headDim to the file's, or train a hub for this one");
        }
    }

    private static TrainingRecord ReadRecord(IReadOnlyDictionary<string, string> metadata, string where)
    {
        if (metadata.TryGetValue("scenario", out string? scenario)
            && metadata.TryGetValue("seed", out string? seedText) && ulong.TryParse(seedText, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            && metadata.TryGetValue("steps", out string? stepsText) && int.TryParse(stepsText, NumberStyles.None, CultureInfo.InvariantCulture, out int steps)
            && metadata.TryGetValue("loss", out string? lossText) && double.TryParse(lossText, NumberStyles.Float, CultureInfo.InvariantCulture, out double loss)
            && double.IsFinite(loss))
        {
            return new TrainingRecord(scenario, seed, steps, loss);
        }

        throw Invalid(where, "its metadata do not say scenario, seed, steps and loss");
    }

    private static FaultException Invalid(string where, string what) => new(FaultKind.DocumentInvalid, what, where, "train it anew with 'tokenflow train', or fetch it again");
}

/// <summary>How a hub was trained; it stands in the file's metadata.</summary>
/// <param name="Scenario">The scenario that it was trained on.</param>
/// <param name="Seed">The seed of the hub's first state and of the tasks.</param>
/// <param name="Steps">Steps of the optimiser that led to it.</param>
/// <param name="Loss">Its loss on tasks of its words that it was not trained on.</param>
public sealed record TrainingRecord(string Scenario, ulong Seed, int Steps, double Loss);
