namespace TokenFlow.Session.Runs;

/// <summary>Where a session writes its files: whole or not at all.</summary>
public interface ISessionFiles
{
    /// <summary>Writes a new file under a name that is not taken.</summary>
    /// <param name="name">What it is of; a number and the extension are added.</param>
    /// <param name="write">Writes it.</param>
    /// <returns>The file.</returns>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">It cannot be written; nothing is.</exception>
    string WriteNew(string name, Action<Stream> write);

    /// <summary>Writes a file, in place of one that is there.</summary>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">It cannot be written; what was there is as before.</exception>
    void Write(string path, Action<Stream> write);
}
