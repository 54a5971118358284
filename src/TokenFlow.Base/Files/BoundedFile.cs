using TokenFlow.Base.Faults;

namespace TokenFlow.Base.Files;

/// <summary>Reads users' files whole, but never more than a bound: a device file or a growing one cannot fill the memory.</summary>
public static class BoundedFile
{
    /// <summary>The file's bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">The bound; a longer file is refused.</param>
    /// <param name="tooLong">The kind of fault that a longer file is.</param>
    /// <param name="noun">What the file is, for the message.</param>
    /// <exception cref="FaultException">Missing, unreadable, a folder, or too long.</exception>
    public static byte[] ReadAll(string path, int maxBytes, FaultKind tooLong, string noun)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new FaultException(FaultKind.FileUnreadable, $"is a folder, not a {noun}", path, "name a file");
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return ReadAll(stream, maxBytes, tooLong, noun, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FaultException(FaultKind.FileUnreadable, $"no such {noun}", path, "check the path", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new FaultException(FaultKind.FileUnreadable, $"the {noun} cannot be read ({e.Message})", path, "check its permissions", e);
        }
    }

    /// <summary>The stream's bytes to its end.</summary>
    /// <exception cref="FaultException">Longer than the bound.</exception>
    public static byte[] ReadAll(Stream stream, int maxBytes, FaultKind tooLong, string noun, string where)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new MemoryStream();
        byte[] buffer = new byte[64 << 10];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > maxBytes)
            {
                throw new FaultException(tooLong, $"the {noun} is longer than {maxBytes:N0} bytes", where, "give a shorter one");
            }
        }

        return copy.ToArray();
    }
}
