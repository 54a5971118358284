using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Edges;
using TokenFlow.Scene.Facts;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Motion;
using TokenFlow.Scene.Ramp;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Scene.Frames;

/// <summary>
/// What is decided of a frame's picture before anything is drawn: what stands where, which edges are drawn by themselves and
/// how they look. It is drawn, and it is pointed at: both read the one plan. Plan into it again for the next frame; its
/// layout is kept while the picture's size, subject and options stay, and its buffers are used again.
/// </summary>
public sealed class PlannedFrame
{
    // Of all kinds of letters: where a canvas measures this alike, it measures the texts alike, and the layout stays.
    private const string Probe = "Hamburgefonstiv 0123456789";

    private readonly PlacedCanvas _room = new();
    private (Vector2 Size, Subject? Subject, SceneOptions? Options, int Tokens, int Facts, float Probe) _laid;

    /// <summary>The picture's size in canvas units.</summary>
    public Vector2 Size { get; private set; }

    /// <summary>The frame that it is the picture of; belongs to whoever had it planned, and must outlive drawing.</summary>
    public FrameSnapshot Snapshot { get; private set; } = null!;

    /// <summary>Which part of the picture stands where, in layout units: times <see cref="SceneLayout.Scale"/> they are canvas units.</summary>
    public SceneLayout Layout { get; private set; } = SceneLayout.For(Vector2.Zero, panels: false);

    /// <summary>The arc, in layout units.</summary>
    public ArcLayout Arc { get; private set; } = new(default, 0, 0);

    /// <summary>Where hubs shine, in layout units.</summary>
    public HubLayout Hubs { get; } = new();

    internal SceneNotes Notes { get; private set; } = SceneNotes.None;

    internal SceneOptions Options { get; private set; } = null!;

    internal SceneTheme Theme { get; private set; } = null!;

    internal TextPlan Texts { get; private set; }

    internal ReaderPlan ReaderPlan { get; private set; }

    internal ReaderLayout Readers { get; } = new();

    internal FactView Facts { get; } = new();

    internal LayerClock Clock { get; private set; }

    internal DyeScale Scale { get; private set; }

    /// <summary>Edges drawn by themselves.</summary>
    internal ChosenEdges Edges { get; } = new();

    /// <summary>How they look.</summary>
    internal EdgeLook Look { get; private set; }

    /// <summary>All other edges, as the bands that are drawn for them.</summary>
    internal MergedBundles Bundles { get; } = new();

    /// <summary>Whether there is room for an arc.</summary>
    internal bool HasArc => Arc.Curve.Length > 8;

    /// <summary>Plans a frame in place of the last one.</summary>
    internal void Make(ICanvas canvas, FrameSnapshot snapshot, SceneNotes notes, SceneOptions options, SceneTheme theme)
    {
        (Size, Snapshot, Notes, Options, Theme) = (canvas.Size, snapshot, notes, options, theme);
        int tokens = snapshot.Tokens.Length;
        float seconds = snapshot.Subject.FramesPerLayer / (float)Math.Max(snapshot.Subject.FramesPerSecond, 1);
        Clock = new LayerClock(snapshot.IsFinished ? 0 : snapshot.Progress, seconds);
        Scale = new DyeScale(tokens);
        Lay(canvas);
        Hubs.Place(Arc, snapshot.Hubs);
        Facts.See(snapshot);
        Choose();
    }

    private void Lay(ICanvas canvas)
    {
        RecallSnapshot? recall = Snapshot.Recall;
        int tokens = Snapshot.Tokens.Length;
        int facts = recall is null ? -1 : Snapshot.Readers.Length > 0 ? Snapshot.Facts.Length : 0;
        float probe = canvas.MeasureText(Probe, new TextStyle(TypeSize.Body, default, FontWeight.Bold));
        var wanted = (Size, (Subject?)Snapshot.Subject, (SceneOptions?)Options, tokens, facts, probe);
        bool isNew = _laid != wanted;
        if (isNew)
        {
            _laid = wanted;
            Layout = SceneLayout.For(Size, Options.Panels, Options.ArcOnly, recall is not null);
            ICanvas scaled = Layout.Scale == 1 ? canvas : _room.On(canvas, Layout.Scale);
            Texts = Options.TokenTexts ? TextPlan.For(scaled, Snapshot, Layout.Stage) : default;
            bool hasStrips = Options.Labels && !Options.ArcOnly && facts >= 0 && Snapshot.Readers.Length > 0;
            ReaderPlan = hasStrips ? ReaderPlan.For(scaled, Snapshot.Facts.Length, Layout.Stage) : default;
            Arc = new ArcLayout(Layout.Stage, tokens, Texts.Room, Options.Labels, ReaderPlan.Length);
        }

        if (isNew)
        {
            Readers.Place(Arc, ReaderPlan, Snapshot.Readers);
        }
    }

    private void Choose()
    {
        // Many lines over each other would make a veil: the more there are, the fainter each is at rest.
        float crowding = Math.Clamp(MathF.Sqrt(900f / Math.Max(Snapshot.Edges.Length, 1)), 0.4f, 1.4f);
        // Where there are facts the picture is theirs: dye is still there, but lower.
        (float rest, float lit) = Facts.Facts > 0 ? (0.75f, 0.3f) : (1, 1);
        Look = new EdgeLook(Theme, Scale, Snapshot.Tokens.Length, crowding * rest, Clock.Light * lit);
        if (!HasArc || Snapshot.Tokens.Length == 0)
        {
            Edges.Clear();
            return;
        }

        Edges.Choose(Snapshot, new EdgeShapes(Arc, Hubs.Spots), Look, Options.EdgeInk);
        if (Snapshot.Bundles.Length > 0 && Snapshot.Bins > 0)
        {
            Bundles.Gather(Snapshot, Hubs, Options.MostBands);
        }
    }
}
