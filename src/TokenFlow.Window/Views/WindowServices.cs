using TokenFlow.Simulation.Scenarios;
using TokenFlow.Window.Sessions;

namespace TokenFlow.Window.Views;

/// <summary>What the window has from outside.</summary>
public sealed record WindowServices
{
    /// <summary>Films, stills, files and threads.</summary>
    public required SessionServices Session { get; init; }

    /// <summary>The names of the scenarios of the gallery, in its order.</summary>
    public required Func<IReadOnlyList<string>> ScenarioNames { get; init; }

    /// <summary>Loads a scenario by name or path.</summary>
    public required Func<string, Scenario> Load { get; init; }

    /// <summary>How long pictures take and what they cost, for the overlay; null where nobody measures.</summary>
    public Func<DrawReport>? Report { get; init; }
}
