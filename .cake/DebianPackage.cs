#nullable enable

/// <summary>A package that was fetched and unpacked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">The hash of the package file, as the archive's signed index has it.</param>
/// <param name="Root">The folder that holds its files.</param>
public sealed record DebianPackage(string Name, string Version, string Sha256, string Root)
{
    /// <summary>Finds the library of that name in it.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public byte[] ReadLibrary(string name)
    {
        string? path = System.IO.Directory.EnumerateFiles(Root, name, SearchOption.AllDirectories).FirstOrDefault();
        return path is null ? throw new InvalidOperationException($"{Name} {Version} has no {name}") : System.IO.File.ReadAllBytes(path);
    }
}
