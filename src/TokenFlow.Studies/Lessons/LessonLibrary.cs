using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;

namespace TokenFlow.Studies.Lessons;

/// <summary>The lessons that come with the program, and those in users' files.</summary>
public sealed class LessonLibrary
{
    private readonly Func<string> _content;
    private readonly ScenarioLibrary _scenarios;

    /// <param name="content">Finds the content folder; asked when a lesson is.</param>
    /// <param name="scenarios">Where lessons find their scenarios.</param>
    public LessonLibrary(Func<string> content, ScenarioLibrary scenarios)
    {
        _content = content;
        _scenarios = scenarios;
    }

    private string Folder => Path.Combine(_content(), "lessons");

    /// <summary>The program's own lessons in the order in which they are best taken.</summary>
    public IReadOnlyList<Lesson> All() =>
    [
        .. Directory.EnumerateFiles(Folder, "*.json").Select(LessonReader.FromFile).OrderBy(l => l.Order).ThenBy(l => l.Name, StringComparer.Ordinal),
    ];

    /// <summary>A lesson by name or file.</summary>
    /// <exception cref="FaultException">Unknown, unreadable or not valid.</exception>
    public Lesson Load(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        if (nameOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || nameOrPath.AsSpan().IndexOfAny('/', '\\') >= 0)
        {
            return LessonReader.FromFile(nameOrPath);
        }

        IReadOnlyList<Lesson> all = All();
        return all.FirstOrDefault(l => string.Equals(l.Name, nameOrPath, StringComparison.OrdinalIgnoreCase))
            ?? throw new FaultException(
                FaultKind.DocumentInvalid, $"no lesson is called '{nameOrPath}'", remedy: $"use one of {string.Join(", ", all.Select(l => l.Name))}, or the path of a .json file");
    }

    /// <summary>The scenario that a lesson leads through, as the lesson sets it.</summary>
    /// <exception cref="FaultException">Unknown, or not valid with the lesson's settings.</exception>
    public Scenario ScenarioOf(Lesson lesson) => LessonRun.ScenarioOf(lesson, _scenarios.Load);

    /// <summary>The scenario of a lesson's run beside; null where it needs none.</summary>
    /// <exception cref="FaultException">Unknown, or not valid with the lesson's settings.</exception>
    public Scenario? BesideOf(Lesson lesson) => LessonRun.BesideOf(lesson, _scenarios.Load);
}
