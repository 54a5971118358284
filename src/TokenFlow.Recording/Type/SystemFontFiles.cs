namespace TokenFlow.Recording.Type;

/// <summary>
/// Finds the font files of this machine. Skia's build without dependencies asks no font service, so the folders
/// that Linux, macOS and Windows keep fonts in are searched here.
/// </summary>
public sealed class SystemFontFiles
{
    // Bounds, so that a home folder full of fonts or a link that leads in a circle costs little.
    private const int MaxFiles = 4000;
    private const int MaxDepth = 6;

    private static readonly string[] Extensions = [".ttf", ".otf", ".ttc", ".otc"];

    // Which fonts are tried first: those known to cover much. Everything else follows in the order of its path.
    private static readonly string[] Preferred =
    [
        "dejavusans.", "notosans-regular", "notosanscjk-regular", "notosanscjk", "notosanssc", "notosansjp",
        "wqy-", "droidsansfallback", "arialuni", "segoeui.", "seguisym", "msyh", "yugoth", "malgun", "arial.",
        "applesymbols", "apple symbols", "pingfang", "hiragino", "notosanssymbols", "notosansmath", "symbola",
        "unifont", "notocoloremoji", "seguiemj", "apple color emoji", "notosans", "freesans",
    ];

    private readonly IReadOnlyList<string> _folders;

    /// <param name="folders">The folders to search, most trusted first; those that do not exist are passed over.</param>
    public SystemFontFiles(IReadOnlyList<string> folders) => _folders = folders;

    /// <summary>The folders in which this operating system keeps fonts.</summary>
    public static SystemFontFiles OfThisMachine()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
        {
            string local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return new SystemFontFiles(
            [
                Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
                Path.Join(local, "Microsoft", "Windows", "Fonts"),
            ]);
        }

        if (OperatingSystem.IsMacOS())
        {
            return new SystemFontFiles(["/System/Library/Fonts", "/Library/Fonts", Path.Join(home, "Library", "Fonts")]);
        }

        return new SystemFontFiles(
        [
            "/usr/share/fonts", "/usr/local/share/fonts", "/run/current-system/sw/share/X11/fonts",
            Path.Join(home, ".local", "share", "fonts"), Path.Join(home, ".fonts"),
        ]);
    }

    /// <summary>No folders at all: only the embedded typeface is used.</summary>
    public static SystemFontFiles None() => new([]);

    /// <summary>The font files, widest known coverage first, else by path: the same order on every run.</summary>
    public IReadOnlyList<string> Find()
    {
        List<string> found = [];
        EnumerationOptions options = new()
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = MaxDepth,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.Hidden,
        };
        foreach (string folder in _folders.Where(f => f.Length > 0 && Directory.Exists(f)))
        {
            IEnumerable<string> fonts = Directory.EnumerateFiles(folder, "*", options)
                .Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase));
            found.AddRange(fonts.Take(MaxFiles - found.Count));
        }

        return [.. found.OrderBy(Rank).ThenBy(f => f, StringComparer.Ordinal)];
    }

    private static int Rank(string file)
    {
        string name = Path.GetFileName(file).ToLowerInvariant();
        int rank = Array.FindIndex(Preferred, p => name.StartsWith(p, StringComparison.Ordinal));
        return rank < 0 ? Preferred.Length : rank;
    }
}
