using System.Text;

namespace TokenFlow.Simulation.Tests.Text;

/// <summary>A file as a user would have it, in a folder of its own, gone after the test.</summary>
internal sealed class UserFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tokenflow-").FullName;

    public UserFile(string content, string name)
        : this(Encoding.UTF8.GetBytes(content), name)
    {
    }

    public UserFile(byte[] content, string name)
    {
        Path = System.IO.Path.Combine(_folder, name);
        File.WriteAllBytes(Path, content);
    }

    public string Path { get; }

    public string Folder => _folder;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
