namespace TokenFlow.Recording.Tests;

/// <summary>An empty folder that goes when the test does.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tokenflow-");

    public string Path => _folder.FullName;

    public string[] Names => [.. _folder.GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal)];

    public string File(string name) => System.IO.Path.Join(Path, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
