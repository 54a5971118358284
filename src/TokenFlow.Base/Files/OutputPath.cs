using TokenFlow.Base.Faults;

namespace TokenFlow.Base.Files;

/// <summary>What can be known about an output path before any work is done.</summary>
public static class OutputPath
{
    // As .NET reports them: Windows HRESULTs (disk full, handle disk full), else errno (ENOSPC; EDQUOT on Linux and macOS).
    private static readonly int[] FullDisk = [unchecked((int)0x80070070), unchecked((int)0x80070027), 28, 122, 69];

    /// <summary>Checks that a file of this name could be written: its folder is there, and it is no folder itself.</summary>
    /// <exception cref="FaultException">OutputUnwritable, or Usage for an empty path.</exception>
    public static void Check(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new FaultException(FaultKind.Usage, "the output path is empty", remedy: "name a file");
        }

        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new FaultException(FaultKind.OutputUnwritable, "this is a folder", path, "name a file in it");
        }

        string folder = Folder(path);
        if (!Directory.Exists(folder))
        {
            throw new FaultException(FaultKind.OutputUnwritable, $"the folder {folder} does not exist", path, "create it or choose another");
        }
    }

    /// <summary>Checks as <see cref="Check"/> does, and that the folder takes a new file, by making one and deleting it.</summary>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull, or Usage for an empty path.</exception>
    public static void CheckWritable(string path)
    {
        Check(path);
        string probe = OutputFile.PartPath(path);
        OutputFile.Guarded(path, () =>
        {
            new FileStream(probe, FileMode.Create, FileAccess.Write).Dispose();
            return true;
        });
        OutputFile.Delete(probe);
    }

    /// <summary>Makes a folder, and those above it, where they are not there.</summary>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull, or Usage for an empty path.</exception>
    public static void MakeFolder(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new FaultException(FaultKind.Usage, "the output folder is empty", remedy: "name one");
        }

        OutputFile.Guarded(folder, () => Directory.CreateDirectory(folder));
    }

    /// <summary>The fault that says in one line why writing failed.</summary>
    public static FaultException Fault(string path, Exception error)
    {
        if (Array.IndexOf(FullDisk, error.HResult) >= 0)
        {
            return new FaultException(FaultKind.DiskFull, "the disk is full", path, "free some space or choose another folder", error);
        }

        string why = error switch
        {
            UnauthorizedAccessException => "no permission to write here",
            PathTooLongException => "the path is too long",
            DirectoryNotFoundException => "the folder does not exist",
            _ => $"cannot be written ({error.Message.TrimEnd('.')})",
        };
        return new FaultException(FaultKind.OutputUnwritable, why, path, "choose another file or folder", error);
    }

    private static string Folder(string path)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return string.IsNullOrEmpty(folder) ? "." : folder;
    }
}
