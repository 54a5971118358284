using System.Globalization;
using System.Text;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.Session.Films;

/// <summary>Numbered names for files that are made one after the other, so that none is written over another.</summary>
/// <param name="folder">Where the files go; empty for the current folder.</param>
public sealed class FreeName(string folder)
{
    private const int LongestName = 80;
    private const int MostFiles = 100_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>The first of name-1, name-2 and so on that is neither there nor given away already.</summary>
    /// <param name="name">What it is of; signs that no file's name should have become dashes.</param>
    /// <param name="extension">With its dot.</param>
    /// <exception cref="FaultException">OutputUnwritable: there are too many.</exception>
    public string Take(string name, string extension)
    {
        string plain = Plain(name);
        lock (_lock)
        {
            for (int number = 1; number <= MostFiles; number++)
            {
                string path = Path.Join(folder, string.Create(CultureInfo.InvariantCulture, $"{plain}-{number}{extension}"));
                if (!File.Exists(path) && !Directory.Exists(path) && !IsBegun(path) && _given.Add(path))
                {
                    return path;
                }
            }
        }

        throw new FaultException(FaultKind.OutputUnwritable, $"there are {MostFiles} files of this name", Path.Join(folder, plain + extension), "clear the folder, or work in another");
    }

    /// <summary>Gives a name back that nothing was written under.</summary>
    public void GiveBack(string path)
    {
        lock (_lock)
        {
            _given.Remove(path);
        }
    }

    // A film that an earlier session began and did not finish keeps its name.
    private static bool IsBegun(string path) => FilmPath.IsFilm(path) && FilmPart.IsThere(path);

    private static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (char c in name)
        {
            bool isFit = char.IsAsciiLetterOrDigit(c) || c is '_' or '.' || (char.IsLetterOrDigit(c) && !char.IsSurrogate(c));
            if (isFit || (plain.Length > 0 && plain[^1] != '-'))
            {
                plain.Append(isFit ? c : '-');
            }

            if (plain.Length == LongestName)
            {
                break;
            }
        }

        string trimmed = plain.ToString().Trim('-', '.');
        return trimmed.Length == 0 ? "session" : trimmed;
    }
}
