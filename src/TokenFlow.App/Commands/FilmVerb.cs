using System.CommandLine;
using TokenFlow.App.Cli;
using TokenFlow.App.Films;

namespace TokenFlow.App.Commands;

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
