using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Scenarios.Scenarios;

namespace TokenFlow.App.Films;

/// <summary>What a film is to be, beside its size.</summary>
internal sealed class FilmOptions
{
    private readonly Option<int> _fps = new("--fps")
    {
        Description = "Frames a second. Layers last as long at any rate.",
        HelpName = "N",
        DefaultValueFactory = _ => 30,
    };

    private readonly Option<int> _supersampling = new("--supersampling", "--supersample")
    {
        Description = "2 draws at twice the size and shrinks: finer lines, three to four times the work.",
        HelpName = "1|2",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _quality = new("--quality")
    {
        Description = "The quality of webp, 0 to 100; below 100 the film is smaller and thin lines may smear.",
        HelpName = "Q",
        DefaultValueFactory = _ => new FilmSettings().Quality,
    };

    private readonly Option<bool> _lossless = new("--lossless") { Description = "Let webp keep every pixel exactly." };
    private readonly Option<bool> _once = new("--once") { Description = "Do not start webp and gif again at their end." };
    private readonly Option<int> _threads = ThreadsOption.Create();
    private readonly Option<string> _background = new("--background")
    {
        Description = "theme, or transparent: webp and png then keep what is not drawn on see-through.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "theme",
    };

    private readonly Option<int?> _maxBytes = new("--max-bytes")
    {
        Description = "Make a gif fit: first fewer frames a second, down to 10, then fewer colours, 128 and 64, then smaller pictures, down to 320 across.",
        HelpName = "N",
    };

    private readonly Option<bool> _cards = new("--cards") { Description = "A title card before the film and a card with its figures after it." };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on where an earlier recording of the same film stopped; where there is none, begin." };
    private readonly Option<bool> _progress = new("--progress") { Description = "Say every finished frame as a line of JSON on stderr: done, of, framesPerSecond, secondsLeft." };
    private readonly Option<bool> _json = new("--json") { Description = "Say what was recorded as one JSON object: path, frames, width, height, fps, seconds, bytes." };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="hasRate">Whether the rate may be chosen: a replay has its own.</param>
    public void AddTo(Command command, bool hasRate = true)
    {
        if (hasRate)
        {
            command.Options.Add(_fps);
        }

        foreach (Option option in (Option[])[_supersampling, _quality, _lossless, _once, _background, _maxBytes, _cards, _resume, _progress, _threads, _json])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The film's settings, checked.</summary>
    private FilmSettings Settings(ParseResult parsed, (int Width, int Height) size, int? rate)
    {
        var settings = new FilmSettings
        {
            Width = size.Width,
            Height = size.Height,
            FramesPerSecond = rate ?? parsed.GetValue(_fps),
            Supersampling = parsed.GetValue(_supersampling),
            Quality = parsed.GetValue(_quality),
            Lossless = parsed.GetValue(_lossless),
            Loop = !parsed.GetValue(_once),
            Transparent = IsTransparent(parsed),
            MaxBytes = parsed.GetValue(_maxBytes) ?? 0,
        };
        settings.Check();
        return settings;
    }

    /// <summary>The whole order.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">Where to.</param>
    /// <param name="picture">Size and theme.</param>
    /// <param name="rate">Frames a second; null for what was chosen.</param>
    /// <exception cref="FaultException">A value out of range.</exception>
    public FilmOrder Order(ParseResult parsed, string path, PictureOptions picture, int? rate = null)
    {
        CheckBound(parsed, path, rate);
        return new FilmOrder(path, Settings(parsed, picture.Size(parsed), rate), picture.Theme(parsed), Threads(parsed))
        {
            Resume = parsed.GetValue(_resume),
            TellsFrames = parsed.GetValue(_progress),
        };
    }

    /// <summary>The scenario with cards, where they are asked for and it has none of its own.</summary>
    public Scenario WithCards(ParseResult parsed, Scenario scenario)
    {
        const double Title = 2.5, End = 4;
        FilmSpec film = scenario.Film;
        return parsed.GetValue(_cards)
            ? scenario with
            {
                Film = film with
                {
                    TitleSeconds = film.TitleSeconds > 0 ? film.TitleSeconds : Title,
                    EndSeconds = film.EndSeconds > 0 ? film.EndSeconds : End,
                },
            }
            : scenario;
    }

    /// <summary>Whether the summary is to be JSON.</summary>
    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Threads to draw with.</summary>
    public int Threads(ParseResult parsed) => ThreadsOption.Checked(parsed.GetValue(_threads));

    private bool IsTransparent(ParseResult parsed) => parsed.GetValue(_background) switch
    {
        "theme" => false,
        "transparent" => true,
        var other => throw new FaultException(FaultKind.Usage, $"no background is called '{other}'", "--background", "use theme or transparent"),
    };

    private void CheckBound(ParseResult parsed, string path, int? rate)
    {
        if (parsed.GetValue(_maxBytes) is not { } bytes)
        {
            return;
        }

        string? wrong = bytes < 1 ? "it is no number of bytes"
            : FilmFormats.Of(path) != FilmFormat.Gif ? "only gif is made to fit"
            : rate is not null ? "a replay's film has its own rate, and cannot be made to fit"
            : parsed.GetValue(_resume) ? "several films are tried, and none of them can be gone on with"
            : null;
        if (wrong is not null)
        {
            throw new FaultException(FaultKind.Usage, wrong, "--max-bytes", "give it for a new .gif, as in --max-bytes 8000000");
        }
    }
}
