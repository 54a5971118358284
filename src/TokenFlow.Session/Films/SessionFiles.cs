using TokenFlow.Base.Files;
using TokenFlow.Session.Runs;

namespace TokenFlow.Session.Films;

/// <summary>Writes saved sessions.</summary>
/// <param name="names">Gives new names.</param>
public sealed class SessionFiles(FreeName names) : ISessionFiles
{
    /// <summary>How saved sessions' names end: scenario files, so that every verb opens them.</summary>
    public const string Extension = ".tokenflow.json";

    /// <inheritdoc/>
    public string WriteNew(string name, Action<Stream> write)
    {
        string path = names.Take(name, Extension);
        try
        {
            Write(path, write);
            return path;
        }
        catch
        {
            names.GiveBack(path);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var file = new OutputFile(path);
        file.Guarded(() => write(file.Stream));
        file.Commit();
    }
}
