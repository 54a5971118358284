using System.CommandLine;
using System.Globalization;
using TokenFlow.Base.Faults;
using TokenFlow.Scene.Theme;

namespace TokenFlow.App.Films;

/// <summary>Size and theme, the same for films and stills.</summary>
internal sealed class PictureOptions
{
    private readonly Option<string> _size;
    private readonly Option<string> _theme = new("--theme")
    {
        Description = "dark (for screens) or light (for print).",
        HelpName = "NAME",
        DefaultValueFactory = _ => "dark",
    };

    /// <param name="size">The size where none is given.</param>
    public PictureOptions(string size = "1280x720") => _size = new("--size")
    {
        Description = "Pixels across and down.",
        HelpName = "WxH",
        DefaultValueFactory = _ => size,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_size);
        command.Options.Add(_theme);
    }

    /// <summary>Pixels across and down. Their range is checked by whoever draws.</summary>
    public (int Width, int Height) Size(ParseResult parsed)
    {
        string text = parsed.GetValue(_size)!;
        string[] parts = text.Split('x');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int height)
            ? (width, height)
            : throw new FaultException(FaultKind.Usage, $"'{text}' is not a size", "--size", "write it like 1280x720");
    }

    /// <summary>Whether a theme was asked for.</summary>
    public bool HasTheme(ParseResult parsed) => parsed.GetResult(_theme) is { Implicit: false };

    /// <summary>The theme.</summary>
    public SceneTheme Theme(ParseResult parsed)
    {
        string name = parsed.GetValue(_theme)!;
        return SceneTheme.Named(name) ?? throw new FaultException(FaultKind.Usage, $"no theme is called '{name}'", "--theme", "use dark or light");
    }
}
