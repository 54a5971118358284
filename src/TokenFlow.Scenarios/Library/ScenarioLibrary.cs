using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;

namespace TokenFlow.Scenarios.Library;

/// <summary>The scenarios that come with the program, and those in users' files.</summary>
public sealed class ScenarioLibrary
{
    private readonly Func<string> _content;

    /// <param name="content">Finds the content folder; asked when a scenario is, as much works without.</param>
    public ScenarioLibrary(Func<string> content) => _content = content;

    /// <summary>The names of the program's own scenarios, in order.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. Directory.EnumerateFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal),
    ];

    private string Folder => Path.Combine(_content(), "scenarios");

    /// <summary>Loads a scenario by name or file.</summary>
    /// <param name="nameOrPath">A name from <see cref="Names"/>, or the path of a .json file.</param>
    /// <param name="overrides">Fields to set before it is read; a null value takes the field away.</param>
    /// <exception cref="FaultException">Unknown, unreadable or not valid.</exception>
    public Scenario Load(string nameOrPath, IReadOnlyList<KeyValuePair<string, string?>> overrides) => ScenarioReader.FromFile(Find(nameOrPath), overrides);

    /// <summary>The file of a scenario by name or file.</summary>
    /// <param name="nameOrPath">A name from <see cref="Names"/>, or the path of a .json file.</param>
    /// <exception cref="FaultException">Unknown.</exception>
    public string Find(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        bool isPath = nameOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            || nameOrPath.Contains('/', StringComparison.Ordinal)
            || nameOrPath.Contains('\\', StringComparison.Ordinal)
            || nameOrPath is "." or "..";
        if (isPath)
        {
            return nameOrPath;
        }

        string? name = Names.FirstOrDefault(n => string.Equals(n, nameOrPath, StringComparison.OrdinalIgnoreCase));
        if (name is null && (File.Exists(nameOrPath) || Directory.Exists(nameOrPath)))
        {
            return nameOrPath;
        }

        return name is not null
            ? Path.Combine(Folder, name + ".json")
            : throw new FaultException(
                FaultKind.DocumentInvalid, $"no scenario is called '{nameOrPath}'", remedy: $"use one of {string.Join(", ", Names)}, or the path of a .json file");
    }
}

/// <summary>Finds the content that is installed beside the program.</summary>
public static class ContentFolder
{
    /// <summary>The folder.</summary>
    /// <exception cref="FaultException">It is not there.</exception>
    public static string Find()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "content");
        return Directory.Exists(folder)
            ? folder
            : throw new FaultException(FaultKind.MissingOnMachine, "the program's content is missing", folder, "install or build it again");
    }
}
