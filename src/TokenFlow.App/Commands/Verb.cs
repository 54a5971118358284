using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.App.Films;

namespace TokenFlow.App.Commands;

/// <summary>A verb of the program. In the list of verbs it is told in a sentence, in its own help whole, with examples.</summary>
internal abstract class Verb : Command
{
    private readonly string _help;

    /// <param name="name">The verb.</param>
    /// <param name="help">Its help; the first paragraph stands in the list of verbs.</param>
    protected Verb(string name, string help)
        : base(name, help.ReplaceLineEndings("\n").Split("\n\n")[0]) => _help = help;

    /// <summary>Tells the whole help from now on.</summary>
    public void TellWhole() => Description = _help;
}

/// <summary>What verbs that make films have in common: they say what was recorded.</summary>
internal abstract class FilmVerb(string name, string help) : Verb(name, help)
{
    private protected FilmOptions Film { get; } = new();

    private protected void Say(ParseResult parsed, TextWriter output, FilmSummary film)
    {
        if (Film.Json(parsed))
        {
            JsonLine.Write(output, film.Result(), VerbJson.Default.FilmResult);
        }
        else
        {
            film.Write(output);
        }
    }
}
