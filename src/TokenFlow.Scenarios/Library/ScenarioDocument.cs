using TokenFlow.Scenarios.Scenarios;

namespace TokenFlow.Scenarios.Library;

/// <summary>A scenario file as it was read, to make any number of scenarios of it.</summary>
public sealed class ScenarioDocument
{
    private readonly string _path;
    private readonly byte[] _utf8;
    private readonly IReadOnlyList<KeyValuePair<string, string?>> _overrides;

    /// <param name="path">The file.</param>
    /// <param name="utf8">What was in it.</param>
    /// <param name="overrides">Fields to set in every scenario that is made of it.</param>
    public ScenarioDocument(string path, byte[] utf8, IReadOnlyList<KeyValuePair<string, string?>> overrides)
    {
        _path = path;
        _utf8 = utf8;
        _overrides = overrides;
    }

    /// <summary>A scenario.</summary>
    /// <param name="further">Fields to set after the document's own overrides; a null value takes the field away.</param>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">Not valid.</exception>
    public Scenario Read(IEnumerable<KeyValuePair<string, string?>> further) =>
        ScenarioReader.Parse(_path, _utf8, _overrides.Concat(further), Path.GetDirectoryName(Path.GetFullPath(_path))!);
}
