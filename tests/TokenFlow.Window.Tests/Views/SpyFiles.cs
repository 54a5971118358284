using TokenFlow.Session.Runs;

namespace TokenFlow.Window.Tests.Views;

/// <summary>Counts what would be saved.</summary>
internal sealed class SpyFiles : ISessionFiles
{
    public int Saved { get; private set; }

    public string WriteNew(string name, Action<Stream> write)
    {
        Saved++;
        return "saved.json";
    }

    public void Write(string path, Action<Stream> write) => Saved++;
}
