using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.App.Films;
using TokenFlow.App.Gallery;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scene.Theme;

namespace TokenFlow.App.Commands;

/// <summary>Draws all scenarios: a contact sheet, short loops, and the README's pictures.</summary>
internal sealed class GalleryCommand : Verb
{
    private const string SheetName = "contact-sheet.png";
    private const string ListName = "pictures.json";

    private readonly Terminal _terminal;
    private readonly ScenarioLibrary _library;
    private readonly PictureOptions _picture = new("640x360");
    private readonly Option<string> _out = new("--out", "-o") { Description = "The folder that the files go to; it is made where it is not there.", HelpName = "DIR", DefaultValueFactory = _ => "gallery" };
    private readonly Option<string[]> _only = new("--only") { Description = "Only this scenario. May be given more than once.", HelpName = "NAME", AllowMultipleArgumentsPerToken = false };
    private readonly Option<bool> _noLoops = new("--no-loops") { Description = "Draw no loops: the contact sheet and the README's pictures alone." };
    private readonly Option<int> _threads = ThreadsOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a file, a line each: path, kind, scenario, frames, bytes." };

    public GalleryCommand(Terminal terminal, ScenarioLibrary library)
        : base(
            "gallery",
            """
            Draw every scenario: a contact sheet, a short loop each, and the README's pictures.

            The sheet shows each scenario part way through its run; a loop is its whole run in at most six seconds. --size is
            that of the loops. The README's pictures are those that content/gallery/pictures.json lists.

            Example:
              tokenflow gallery --out gallery
              tokenflow gallery --only bigbird --only full --size 960x540 --theme light
            """)
    {
        _terminal = terminal;
        _library = library;
        Options.Add(_out);
        Options.Add(_only);
        Options.Add(_noLoops);
        _picture.AddTo(this);
        Options.Add(_threads);
        Options.Add(_json);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        using var interruption = new Interruption(cancellation);
        string folder = parsed.GetValue(_out)!;
        (int width, int height) = _picture.Size(parsed);
        SceneTheme theme = _picture.Theme(parsed);
        string[] only = parsed.GetValue(_only) ?? [];
        IReadOnlyList<string> names = only.Length == 0 ? _library.Names : [.. only.Select(Known).Distinct()];
        ListedPicture[] pictures = [.. PictureList.Read(Path.Combine(ContentFolder.Find(), "gallery", ListName)).Where(p => only.Length == 0 || names.Contains(p.Scenario))];
        OutputPath.MakeFolder(folder);

        using var maker = new GalleryMaker(_terminal, _library, ThreadsOption.Checked(parsed.GetValue(_threads)), interruption.Token);
        bool json = parsed.GetValue(_json);
        int loops = parsed.GetValue(_noLoops) ? 0 : names.Count;
        int files = 1 + pictures.Length + loops, done = 0;
        Make(SheetName, "sheet", null, path =>
        {
            maker.Sheet(path, names, theme);
            return 1;
        });
        foreach (ListedPicture picture in pictures)
        {
            Make(picture.File, "picture", picture.Scenario, path =>
            {
                maker.Picture(path, picture);
                return 1;
            });
        }

        foreach (string name in names.Take(loops))
        {
            Make($"{name}.webp", "loop", name, path => maker.Loop(path, name, width, height, theme));
        }

        return 0;

        void Make(string name, string kind, string? scenario, Func<string, int> make)
        {
            string path = Path.Join(folder, name);
            int frames = make(path);
            done++;
            _terminal.Error.WriteLine($"{name} ({done} of {files})");
            Say(path, kind, scenario, frames, json);
        }
    }

    private string Known(string name) => _library.Names.FirstOrDefault(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new FaultException(FaultKind.DocumentInvalid, $"no scenario is called '{name}'", "--only", $"use some of {string.Join(", ", _library.Names)}");

    private void Say(string path, string kind, string? scenario, int frames, bool json)
    {
        if (!json)
        {
            _terminal.Out.WriteLine(path);
            return;
        }

        JsonLine.Write(_terminal.Out, new GalleryResult(path, kind, scenario, frames, new FileInfo(path).Length), VerbJson.Default.GalleryResult);
    }
}

/// <summary>A file of the gallery.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Kind">sheet, picture or loop.</param>
/// <param name="Scenario">What it shows; null for all of them.</param>
/// <param name="Frames">How many frames.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record GalleryResult(string Path, string Kind, string? Scenario, int Frames, long Bytes);
