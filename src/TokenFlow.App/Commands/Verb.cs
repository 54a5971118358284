using System.CommandLine;

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
