using TokenFlow.Scene;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Theme;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Ui.Screens.Stage;

/// <summary>What the parts of a run's window share.</summary>
internal sealed class RunContext
{
    /// <summary>The run and what the user does with it.</summary>
    public required FlowSession Session { get; init; }

    /// <summary>All commands.</summary>
    public required CommandTable Commands { get; init; }

    /// <summary>What the window has from outside.</summary>
    public required WindowServices Services { get; init; }

    /// <summary>The theme that is on.</summary>
    public SceneTheme Theme { get; set; } = SceneTheme.Dark();

    /// <summary>The scene, in the theme.</summary>
    public FlowScene Scene { get; set; } = new(SceneTheme.Dark());

    /// <summary>The frame that was drawn last: what is seen is what is touched.</summary>
    public PlannedFrame Planned { get; } = new();

    /// <summary>Which part stands where.</summary>
    public RunLayout Layout { get; set; } = RunLayout.For(new(1280, 720), new SessionView());

    /// <summary>Whether the mouse is over something to click; set by parts while they update.</summary>
    public bool IsOverButton { get; set; }

    /// <summary>Steps of the window's time so far: they go on while the run is paused.</summary>
    public long Ticks { get; set; }

    /// <summary>Stops on the timeline, in layers; none without a lesson.</summary>
    public IReadOnlyList<double> Stops { get; init; } = [];

    /// <summary>What is asked of the window; the last one counts.</summary>
    public ViewRequest? Request { get; set; }

    /// <summary>Does a command, whoever called it: a key or a button.</summary>
    public required Action<CommandId> Run { get; init; }
}
