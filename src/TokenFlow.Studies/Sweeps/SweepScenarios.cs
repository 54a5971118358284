using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Recall;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scenarios.Text;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Studies.Sweeps;

/// <summary>The scenario of each setting of a sweep. The document is read once: what is changed meanwhile does not count.</summary>
public sealed class SweepScenarios
{
    private const int MostLearnedBytes = 1 << 30;
    private static readonly string[] Limits = ["capacity.count", "capacity.slots", "capacity.rank", "capacity.bits"];
    private readonly ScenarioDocument _document;
    private readonly Lazy<byte[]> _standardInput;
    private readonly ConcurrentDictionary<(TextSpec Text, UInt128 Others), Lazy<Sequence>> _sequences = new();
    private readonly ulong _firstSeed;
    private readonly bool _dropsKeyframes;

    /// <param name="document">The scenario before the axes change it.</param>
    /// <param name="design">The sweep.</param>
    /// <param name="standardInput">Opens standard input, for a text given as "-"; it is read once.</param>
    /// <exception cref="FaultException">The first setting is not valid, or there are no seeds enough.</exception>
    public SweepScenarios(ScenarioDocument document, SweepDesign design, Func<Stream> standardInput)
    {
        _document = document;
        Design = design;
        _standardInput = new Lazy<byte[]>(() =>
        {
            using Stream input = standardInput();
            return BoundedFile.ReadAll(input, TextReading.MaxBytes, FaultKind.TextUnusable, "text", "standard input");
        });

        // A limit that an axis sets must stand still: keyframes would move it before anything is read out.
        bool setsLimits = design.Axes.Any(a => Limits.Contains(a.Field));
        _dropsKeyframes = setsLimits && Load(0, null).Capacity.Keyframes.Count > 0;
        First = Load(0, null);
        _firstSeed = First.Seed;
        if (_firstSeed > long.MaxValue - (ulong)design.Seeds)
        {
            throw new FaultException(FaultKind.OutOfRange, $"the seeds run beyond {long.MaxValue}", First.WhereIs("seed"), "begin at a smaller one");
        }
    }

    /// <summary>The sweep.</summary>
    public SweepDesign Design { get; }

    /// <summary>Whether the scenario's keyframes are left out, as they would move a limit that an axis sets.</summary>
    public bool DropsKeyframes => _dropsKeyframes;

    /// <summary>The first setting's scenario.</summary>
    public Scenario First { get; }

    /// <summary>The seed of a trial.</summary>
    public ulong Seed(int trial) => _firstSeed + (ulong)(trial % Design.Seeds);

    /// <summary>The scenario of a setting.</summary>
    /// <param name="setting">Which.</param>
    /// <param name="seed">The seed in place of its own; null for its own.</param>
    /// <exception cref="FaultException">Not valid.</exception>
    public Scenario Load(int setting, ulong? seed) => Load([.. Design.Values(setting).Select(v => v.Json)], seed);

    /// <summary>The scenario of a setting that is known by its cells in a table, with its own seed.</summary>
    /// <exception cref="FaultException">Not valid.</exception>
    public Scenario Load(IReadOnlyList<string?> cells) => Load(cells, null);

    /// <summary>The tokens of a scenario. Scenarios that differ only in what the tokens do not depend on share them.</summary>
    /// <exception cref="FaultException">The text is unusable, or something does not fit it.</exception>
    public Sequence Tokens(Scenario scenario) =>
        _sequences.GetOrAdd(
            (scenario.Text, Hash(scenario with { Seed = 0, Recall = RecallSpec.None, Capacity = scenario.Capacity with { Limits = HubCapacity.None, Keyframes = [] } })),
            _ => new Lazy<Sequence>(() => new SequenceBuilder(() => new MemoryStream(_standardInput.Value)).Build(scenario))).Value;

    /// <summary>Finds out whether every setting can be run, before any is.</summary>
    /// <param name="trial">What will be run.</param>
    /// <returns>The fingerprint of all that the results depend on: every setting's scenario, text and trained file, and the seeds.</returns>
    /// <exception cref="FaultException">One cannot.</exception>
    public string Check(ISweepTrial trial)
    {
        var hash = new XxHash128();
        Append(hash, [(ulong)Design.Seeds]);
        var learned = new Dictionary<string, UInt128>(StringComparer.Ordinal);
        foreach (SweepAxis axis in Design.Axes)
        {
            hash.Append(Encoding.UTF8.GetBytes($"{axis.Field}={string.Join('\n', axis.Values.Select(v => v.Json ?? "null"))}\n"));
        }

        for (int setting = 0; setting < Design.Settings; setting++)
        {
            Scenario scenario = Load(setting, null);
            try
            {
                Sequence sequence = Tokens(scenario);
                trial.Check(scenario, sequence);
                UInt128 document = Hash(scenario);
                Append(hash, [(ulong)(document >> 64), (ulong)document]);
                hash.Append(MemoryMarshal.AsBytes<int>(sequence.Ids.ToArray()));
                if (scenario.Learned is { } file)
                {
                    ref UInt128 content = ref CollectionsMarshal.GetValueRefOrAddDefault(learned, file, out bool known);
                    content = known ? content : XxHash128.HashToUInt128(BoundedFile.ReadAll(file, MostLearnedBytes, FaultKind.DocumentInvalid, "trained file"));
                    Append(hash, [(ulong)(content >> 64), (ulong)content]);
                }
            }
            catch (FaultException e) when (Design.Axes.Count > 0)
            {
                throw new FaultException(e.Kind, $"{e.What} (at {Design.Describe(setting)})", AxisOf(e) is { } axis ? $"--over {axis.Field}" : e.Where, e.Remedy, e);
            }
        }

        return hash.GetCurrentHashAsUInt128().ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
    }

    private Scenario Load(IReadOnlyList<string?> values, ulong? seed)
    {
        List<KeyValuePair<string, string?>> overrides = [.. Design.Axes.Zip(values, (axis, value) => new KeyValuePair<string, string?>(axis.Field, value))];
        if (_dropsKeyframes)
        {
            overrides.Add(new("capacity.keyframes", null));
        }

        if (seed is { } own)
        {
            overrides.Add(new("seed", own.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        try
        {
            return _document.Read(overrides);
        }
        catch (FaultException e) when (Design.Axes.Count > 0)
        {
            throw AxisOf(e) is { } axis
                ? new FaultException(e.Kind, e.What, $"--over {axis.Field}", e.Remedy, e)
                : new FaultException(e.Kind, $"{e.What} (at {Design.Describe(values)})", e.Where, e.Remedy, e);
        }
    }

    // An axis is set as --set sets a field, and faults say so; a field that nobody knows is named by its first part.
    private SweepAxis? AxisOf(FaultException e) => Design.Axes.FirstOrDefault(axis =>
        e.Where.StartsWith($"--set {axis.Field}", StringComparison.Ordinal)
        || (e.Where == "--set" && e.What.Contains($"'{axis.Field}'", StringComparison.Ordinal))
        || $"{axis.Field}.".StartsWith($"{e.Where[(e.Where.LastIndexOf(' ') + 1)..]}.", StringComparison.Ordinal));

    // The text itself is told apart by the tokens that it makes.
    private static UInt128 Hash(Scenario scenario)
    {
        using var stream = new MemoryStream();
        ScenarioWriter.Write(scenario with { Text = new TextSpec(null, null, 1) }, sequence: null, scenario.Session, stream);
        return XxHash128.HashToUInt128(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static void Append(XxHash128 hash, ReadOnlySpan<ulong> words)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        foreach (ulong word in words)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, word);
            hash.Append(bytes);
        }
    }
}
