using Spectre.Console;
using Spectre.Console.Rendering;

namespace TokenFlow.App.Sweeps;

/// <summary>Trials done, how fast, and the time left.</summary>
internal sealed class SweepRateColumn : ProgressColumn
{
    private readonly Lock _lock = new();
    private SweepProgress _latest;

    /// <summary>What was reported last.</summary>
    public SweepProgress Latest
    {
        get
        {
            lock (_lock)
            {
                return _latest;
            }
        }

        set
        {
            lock (_lock)
            {
                _latest = value;
            }
        }
    }

    /// <inheritdoc />
    protected override bool NoWrap => true;

    /// <inheritdoc />
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        Latest is { DoneNow: > 0 } latest ? new Text(latest.Words) : new Text("getting ready");
}
