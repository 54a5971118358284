using TokenFlow.Base.Files;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.Recording.Films.Containers;

/// <summary>A film's file that is whole after every frame: bytes go to given places, and what cannot be written is cut off again.</summary>
/// <param name="part">The film that it is of.</param>
/// <param name="file">The file; this one's from here on.</param>
/// <param name="mend">Makes the file whole again where a frame could not be written.</param>
internal sealed class GrowingFile(FilmPart part, Stream file, Action mend) : IDisposable
{
    /// <summary>Writes bytes at a place.</summary>
    public void Put(long at, ReadOnlySpan<byte> bytes)
    {
        file.Position = at;
        file.Write(bytes);
    }

    /// <summary>Runs a piece of writing; where it fails the file is mended, as well as that can be, and the fault told.</summary>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">OutputUnwritable, DiskFull.</exception>
    public void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Mend();
            throw OutputPath.Fault(part.Target, error);
        }
    }

    /// <summary>Closes the file and gives the film its name.</summary>
    /// <exception cref="TokenFlow.Base.Faults.FaultException">OutputUnwritable, DiskFull.</exception>
    public void Complete()
    {
        OutputFile.Guarded(part.Target, () =>
        {
            file.Dispose();
            return true;
        });
        part.Complete(part.Path);
    }

    /// <summary>Closes the file; a film that is not complete stays a part.</summary>
    public void Dispose()
    {
        file.Dispose();
        part.Dispose();
    }

    private void Mend()
    {
        try
        {
            mend();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The failure that brought us here matters more; viewers pass over what stands beyond the last whole frame.
        }
    }
}
