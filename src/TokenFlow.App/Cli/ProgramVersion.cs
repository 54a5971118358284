using System.Reflection;

namespace TokenFlow.App.Cli;

/// <summary>What the build wrote into the program about itself.</summary>
internal static class ProgramVersion
{
    private const string EngineKey = "EnginePackage/";

    // The rooms that use an engine package; each was told at its build which one it got. By name: no room need be run for it.
    private static readonly string[] Rooms = ["TokenFlow.Simulation", "TokenFlow.Window"];

    /// <summary>The program's version.</summary>
    public static string Number { get; } =
        (typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    /// <summary>A line an engine package: its name, version, and whether it is the package or our substitute.</summary>
    public static IReadOnlyList<string> Engines { get; } =
    [
        .. Rooms.SelectMany(room => Assembly.Load(room).GetCustomAttributes<AssemblyMetadataAttribute>())
            .Where(a => a.Key.StartsWith(EngineKey, StringComparison.Ordinal))
            .Select(a => $"{a.Key[EngineKey.Length..]} {a.Value}")
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
