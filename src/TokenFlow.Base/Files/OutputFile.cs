using TokenFlow.Base.Faults;

namespace TokenFlow.Base.Files;

/// <summary>
/// A file that appears under its name only when it is whole: written beside the target under another name, then
/// renamed. Disposing of it before <see cref="Commit"/> leaves nothing.
/// </summary>
public sealed class OutputFile : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly string _partPath;
    private Stream? _stream;

    /// <summary>Opens the temporary file.</summary>
    /// <param name="path">The final name.</param>
    /// <param name="open">Opens the temporary file for writing; null for the file system. For tests of failing disks.</param>
    /// <param name="partPath">The temporary file, for whoever knows that nobody else uses it; null for one of this process.</param>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public OutputFile(string path, Func<string, Stream>? open = null, string? partPath = null)
    {
        OutputPath.Check(path);
        Path = path;
        _partPath = partPath ?? PartPath(path);
        _stream = Guarded(path, () => (open ?? OpenOnDisk)(_partPath));
    }

    /// <summary>The final name.</summary>
    public string Path { get; }

    /// <summary>Where to write. Throws plain IO exceptions; see <see cref="Guarded(Action)"/>.</summary>
    public Stream Stream => _stream ?? throw new ObjectDisposedException(Path);

    /// <summary>A name beside the target that no other process of ours uses at the same time; the extension is kept, as some programs judge by it.</summary>
    public static string PartPath(string path)
    {
        string folder = System.IO.Path.GetDirectoryName(path) ?? "";
        string name = System.IO.Path.GetFileNameWithoutExtension(path);
        string extension = System.IO.Path.GetExtension(path);
        return System.IO.Path.Join(folder, $".{name}.{Environment.ProcessId}.part{extension}");
    }

    /// <summary>Runs a piece of writing and turns what the system says into a fault about <paramref name="path"/>.</summary>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public static T Guarded<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw OutputPath.Fault(path, error);
        }
    }

    /// <summary>Runs a piece of writing to this file and turns what the system says into a fault.</summary>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public void Guarded(Action write) => Guarded(Path, () =>
    {
        write();
        return true;
    });

    /// <summary>Closes the temporary file and gives it its name.</summary>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public void Commit() => Guarded(() =>
    {
        Stream.Flush();
        _stream!.Dispose();
        _stream = null;
        File.Move(_partPath, Path, overwrite: true);
    });

    public void Dispose()
    {
        try
        {
            _stream?.Dispose();
        }
        catch (IOException)
        {
            // What could not be flushed is about to be deleted.
        }

        _stream = null;
        Delete(_partPath);
    }

    /// <summary>Deletes a file if it is there and can be deleted; for cleaning up after a failure that is already being reported.</summary>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The failure that brought us here matters more.
        }
    }

    private static FileStream OpenOnDisk(string path) =>
        new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, BufferBytes);
}
