using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace TokenFlow.App.Cli;

/// <summary>What the build wrote into the program about itself.</summary>
internal static class ProgramVersion
{
    private const string EngineKey = "Engine.";

    /// <summary>The program's version.</summary>
    public static string Number { get; } =
        (typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    /// <summary>
    /// What tells this build from every other whose results might differ: the version and the identity of the code that
    /// computes, which the compiler derives from its content.
    /// </summary>
    public static string Build { get; } = string.Join(
        ' ',
        [
            Number,
            Identity(typeof(TokenFlow.Simulation.FlowSimulation)),
            Identity(typeof(TokenFlow.Attention.Patterns.AttentionPlan)),
            Identity(typeof(TokenFlow.Base.Numerics.SeededRandom)),
            Identity(typeof(TokenFlow.Scenarios.Scenarios.Scenario)),
            Identity(typeof(TokenFlow.Studies.Recall.RecallTask)),
        ]);

    /// <summary>A line an engine package: its name, version, and whether it is the package or our substitute.</summary>
    public static IReadOnlyList<string> Engines { get; } =
    [
        .. typeof(ProgramVersion).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(a => a.Key.StartsWith(EngineKey, StringComparison.Ordinal))
            .Select(a => $"{a.Key[EngineKey.Length..]} {a.Value}")
            .Order(StringComparer.Ordinal),
    ];

    private static string Identity(Type type) => type.Module.ModuleVersionId.ToString("N");
}

/// <summary>Prints the version and which engine packages the program was built with.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    private readonly Terminal _terminal;

    public VersionAction(Terminal terminal) => _terminal = terminal;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        _terminal.Out.WriteLine($"tokenflow {ProgramVersion.Number}");
        foreach (string engine in ProgramVersion.Engines)
        {
            _terminal.Out.WriteLine(engine);
        }

        return 0;
    }
}
