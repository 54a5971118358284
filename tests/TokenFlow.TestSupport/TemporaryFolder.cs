using System.Text;

namespace TokenFlow.TestSupport;

/// <summary>An empty folder that is gone after the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tokenflow-tests-");

    /// <summary>Its path.</summary>
    public string Root => _folder.FullName;

    /// <summary>The names of all files in it, hidden ones too, in order.</summary>
    public IReadOnlyList<string> Files =>
        [.. _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(f => f.Name).Order(StringComparer.Ordinal)];

    /// <summary>How long all files in it are together.</summary>
    public long Bytes => _folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

    /// <summary>The path of a file in it.</summary>
    public string At(string name) => Path.Combine(Root, name);

    /// <summary>Writes a file in UTF-8 and returns its path.</summary>
    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(At(name), content);
        return At(name);
    }

    /// <inheritdoc />
    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>A file as a user would have it, in a folder of its own, gone after the test.</summary>
public sealed class UserFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="content">In UTF-8.</param>
    /// <param name="name">Without a folder.</param>
    public UserFile(string content, string name) => Path = _folder.Write(name, content);

    /// <param name="content">As it is.</param>
    /// <param name="name">Without a folder.</param>
    public UserFile(byte[] content, string name) => Path = _folder.Write(name, content);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Its folder.</summary>
    public string Folder => _folder.Root;

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();
}
