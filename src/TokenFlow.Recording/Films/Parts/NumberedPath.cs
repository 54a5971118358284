using System.Globalization;
using System.Text.RegularExpressions;
using TokenFlow.Base.Faults;

namespace TokenFlow.Recording.Films.Parts;

/// <summary>A path with a place for the frame's number in its file name: frames/%05d.png.</summary>
public sealed partial class NumberedPath
{
    private readonly string _before;
    private readonly int _digits;
    private readonly string _after;

    private NumberedPath(string before, int digits, string after)
    {
        _before = before;
        _digits = digits;
        _after = after;
    }

    /// <summary>The folder of the numbered files; empty for the current one.</summary>
    public string Folder => Path.GetDirectoryName(_before + "0") ?? "";

    /// <summary>Reads a pattern: one <c>%0Nd</c> (N from 1 to 9) or <c>%d</c> in the file's name, no other per cent sign.</summary>
    /// <exception cref="FaultException">Usage.</exception>
    public static NumberedPath Parse(string path)
    {
        Match match = Pattern().Match(path);
        if (!match.Success)
        {
            throw new FaultException(
                FaultKind.Usage, "a film of PNGs needs one place for the frame's number in the file's name", path,
                "write it like frames/%05d.png");
        }

        string digits = match.Groups["digits"].Value;
        return new NumberedPath(
            match.Groups["before"].Value,
            digits.Length == 0 ? 1 : int.Parse(digits, CultureInfo.InvariantCulture),
            match.Groups["after"].Value);
    }

    /// <summary>The path of one frame.</summary>
    public string Of(int frame) => _before + frame.ToString("D" + _digits, CultureInfo.InvariantCulture) + _after;

    /// <summary>The path with a word in the number's place.</summary>
    internal string Named(string word) => _before + word + _after;

    [GeneratedRegex(@"^(?<before>[^%]*)%(0(?<digits>[1-9]))?d(?<after>[^%/\\]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
