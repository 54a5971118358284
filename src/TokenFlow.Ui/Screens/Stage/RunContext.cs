using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Shots;
using TokenFlow.Scene.Theme;
using TokenFlow.Session.Runs;
using TokenFlow.Studies.Recall;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Ui.Screens.Stage;

/// <summary>What the parts of a run's window share.</summary>
internal sealed class RunContext
{
    private SceneNotes _notes = SceneNotes.None;
    private float _ink = -1;
    private (Vector2 Size, bool Panels, bool Matrix, bool Recall)? _laidOut;

    /// <summary>The run and what the user does with it.</summary>
    public required FlowSession Session { get; init; }

    /// <summary>All commands.</summary>
    public required CommandTable Commands { get; init; }

    /// <summary>What the window has from outside.</summary>
    public required WindowServices Services { get; init; }

    /// <summary>The theme that is on.</summary>
    public SceneTheme Theme { get; private set; } = SceneTheme.Dark();

    /// <summary>How the scene draws in this window.</summary>
    public SceneOptions Options { get; private set; } = SceneOptions.Usual;

    /// <summary>Draws the run.</summary>
    public ShotDrawer Drawer { get; } = new();

    /// <summary>The run as it is seen now. Its snapshot is the session's, and valid as long as that.</summary>
    public Shot Shot => new(Session.Snapshot, Session.View.Shot with { Options = Options }) { Notes = Notes };

    /// <summary>Which part stands where.</summary>
    public RunLayout Layout { get; private set; } = RunLayout.For(new(1280, 720), new SessionView());

    /// <summary>Whether the mouse is over something to click; set by parts while they update.</summary>
    public bool IsOverButton { get; set; }

    /// <summary>Steps of the window's time so far: they go on while the run is paused.</summary>
    public long Ticks { get; set; }

    /// <summary>Whether a lesson leads through the run.</summary>
    public bool HasLesson { get; init; }

    /// <summary>Stops on the timeline, in layers; none without a lesson.</summary>
    public IReadOnlyList<double> Stops { get; init; } = [];

    /// <summary>What is asked of the window; the last one counts.</summary>
    public ViewRequest? Request { get; set; }

    /// <summary>Does a command, whoever called it: a key or a button.</summary>
    public required Action<CommandId> Run { get; init; }

    /// <summary>Puts on the theme and the layout that the session's view wants.</summary>
    /// <param name="size">The window.</param>
    public void Dress(Vector2 size)
    {
        SessionView view = Session.View;
        float ink = Services.EdgeInk();
        if (Theme.Name != view.Theme || _ink != ink)
        {
            _ink = ink;
            Theme = SceneTheme.Named(view.Theme) ?? SceneTheme.Dark();
            Options = new SceneOptions { SmoothHaze = true, EdgeInk = ink };
        }

        (Vector2, bool, bool, bool) wanted = (size, view.Panels, view.Matrix, Session.Snapshot.Recall is not null);
        if (_laidOut != wanted)
        {
            _laidOut = wanted;
            Layout = RunLayout.For(size, view, HasLesson, Session.Snapshot.Recall is not null);
        }
    }

    /// <summary>Draws the scene in its place, as the camera sees it: all parts lie upon it.</summary>
    public void DrawPicture(ICanvas canvas)
    {
        if (Layout.HasPicture)
        {
            Drawer.Draw(canvas, Layout.Picture, Shot);
        }
    }

    // What the session says, with the lesson's stops; made anew where something else is said.
    private SceneNotes Notes
    {
        get
        {
            SceneNotes said = Session.Notes;
            return Stops.Count == 0 ? said : _notes.Stops == Stops && _notes.Caption == said.Caption ? _notes : _notes = said with { Stops = Stops };
        }
    }
}
