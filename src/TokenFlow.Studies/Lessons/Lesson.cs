namespace TokenFlow.Studies.Lessons;

/// <summary>A guided tour through a run: what a file in content/lessons says.</summary>
public sealed record Lesson
{
    /// <summary>Its short name.</summary>
    public required string Name { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>One sentence on what it teaches.</summary>
    public required string Summary { get; init; }

    /// <summary>Its place among the lessons.</summary>
    public int Order { get; init; }

    /// <summary>The scenario that it leads through: a name, or a file beside the lesson.</summary>
    public required string Scenario { get; init; }

    /// <summary>Fields of the scenario to set, path and JSON value; null takes a field away.</summary>
    public required IReadOnlyList<KeyValuePair<string, string?>> Settings { get; init; }

    /// <summary>
    /// Fields of the scenario to set in the run beside, which claims may be measured in, to compare: in place of
    /// <see cref="Settings"/>. None leaves the scenario as it is written.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Beside { get; init; } = [];

    /// <summary>The stops, by ascending layer.</summary>
    public required IReadOnlyList<LessonStop> Stops { get; init; }

    /// <summary>What tells the document from all others, in hexadecimal.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Where a field stands, for faults that show up only later.</summary>
    public Func<string, string> WhereIs { get; init; } = field => field;

    /// <summary>The stops' places in layers from the start, for notches on a timeline.</summary>
    public IReadOnlyList<double> Notches => [.. Stops.Select(s => s.Layer).Distinct()];
}
