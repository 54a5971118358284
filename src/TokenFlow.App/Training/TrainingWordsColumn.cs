using Spectre.Console;
using Spectre.Console.Rendering;

namespace TokenFlow.App.Training;

/// <summary>Where a training stands, in words.</summary>
internal sealed class TrainingWordsColumn : ProgressColumn
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
