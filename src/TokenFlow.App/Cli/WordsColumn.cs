using Spectre.Console;
using Spectre.Console.Rendering;

namespace TokenFlow.App.Cli;

/// <summary>Where a piece of work stands, in words beside its bar.</summary>
internal sealed class WordsColumn : ProgressColumn
{
    private volatile string _latest = "getting ready";

    /// <summary>What was reported last.</summary>
    public string Latest
    {
        get => _latest;
        set => _latest = value;
    }

    /// <inheritdoc />
    protected override bool NoWrap => true;

    /// <inheritdoc />
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(Latest);
}
