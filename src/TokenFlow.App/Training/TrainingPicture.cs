using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using TokenFlow.Attention.Patterns;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Places;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Learning;

namespace TokenFlow.App.Training;

/// <summary>
/// The untrained hub and the trained one side by side, on one task: two arcs, from the hub a ray to every token, the wider and
/// brighter the more attention it pays, outside the arc a bar of the same, in a fact's colour where it is a fact; tokens in the colour of the facts' dye; readers' rings
/// closed as far as they can tell the facts; and each one's measured recall.
/// </summary>
internal sealed class TrainingPicture
{
    /// <summary>The picture's size in its own units.</summary>
    public static readonly Vector2 Size = new(1280, 720);

    private const float Margin = 32;
    private const float Gap = 20;
    private const float PanelTop = 104;
    private const float PanelBottom = 664;
    private const float BarRoom = 64;
    private const float HeadRoom = 76;
    private const float FootRoom = 34;
    private const int RayClasses = 24;
    private readonly SceneTheme _theme;
    private readonly FlowScene _scene;
    private readonly PlacedCanvas _canvas = new();
    private readonly OpenCanvas _region = new();

    /// <param name="theme">The colours.</param>
    public TrainingPicture(SceneTheme theme)
    {
        _theme = theme;
        _scene = new FlowScene(theme, new SceneOptions { ArcOnly = true, Panels = false, TokenTexts = false, Labels = false, EdgeInk = 0, MostBands = 0, SmoothHaze = true });
    }

    /// <summary>Draws a training into a .png, .svg or .pdf file.</summary>
    public static void Write(
        string path, int width, int height, SceneTheme theme, FontBook fonts, Scenario scenario, Sequence sequence, TrainingOptions options, TrainingResult result)
    {
        using HubReading before = HubReading.Of(scenario, sequence, result.Untrained, options.Threads);
        using HubReading after = HubReading.Of(scenario, sequence, result.Best.Hub, options.Threads);
        string hub = sequence.Pieces[after.Hub].Trim();
        string title = $"What {(hub.Length > 0 ? hub : "the hub")} reads, before it is trained and after";
        string subtitle = string.Create(
            CultureInfo.InvariantCulture,
            $"{sequence.Count:N0} tokens · {scenario.Recall.Facts} facts out of {scenario.Recall.Vocabulary:N0} words, none of them trained on · {scenario.Recall.Readers} readers · {scenario.Layers} layers · guessing reads {TrainResult.ChanceIn(scenario) * 100:0.#}%");
        var picture = new TrainingPicture(theme);
        new PictureWriter(fonts).Write(path, Size, width, height, canvas => picture.Draw(
            canvas,
            title,
            subtitle,
            new TrainingSide("Untrained", before, result.Points[0].Recall),
            new TrainingSide(string.Create(CultureInfo.InvariantCulture, $"Trained, {result.BestPoint.Step} steps"), after, result.BestPoint.Recall)));
    }

    /// <summary>Draws it, on all of the canvas.</summary>
    /// <param name="target">The canvas.</param>
    /// <param name="title">What it says.</param>
    /// <param name="subtitle">Of what, in a line.</param>
    /// <param name="untrained">Before.</param>
    /// <param name="trained">After.</param>
    public void Draw(ICanvas target, string title, string subtitle, in TrainingSide untrained, in TrainingSide trained)
    {
        float scale = MathF.Min(target.Size.X / Size.X, target.Size.Y / Size.Y);
        target.Clear(_theme.Background);
        ICanvas canvas = _canvas.On(target, Size, (target.Size - (Size * scale)) / 2, scale);
        canvas.Text(title, new Vector2(Margin, 46), new TextStyle(22, _theme.Text, FontWeight.Bold));
        canvas.Text(subtitle, new Vector2(Margin, 72), new TextStyle(13, _theme.Secondary));
        float width = (Size.X - (2 * Margin) - Gap) / 2;
        // One scale of attention for both, so that they can be compared.
        float most = MathF.Max(untrained.Reading.Weights.Max(), trained.Reading.Weights.Max());
        Side(canvas, new Box(Margin, PanelTop, width, PanelBottom - PanelTop), untrained, most, isSubject: false);
        Side(canvas, new Box(Margin + width + Gap, PanelTop, width, PanelBottom - PanelTop), trained, most, isSubject: true);
        canvas.Text(
            "Rays and bars: the attention that the hub pays in layer 1, on one scale, by its square root. Tokens: the facts' dye after the last layer. Diamonds: facts. Rings: readers, closed as far as they can tell the facts.",
            new Vector2(Margin, 694),
            new TextStyle(11, _theme.Secondary));
    }

    private void Side(ICanvas canvas, in Box panel, in TrainingSide side, float most, bool isSubject)
    {
        Box arc = new(panel.Left + BarRoom, panel.Top + HeadRoom, panel.Width - (2 * BarRoom), panel.Height - HeadRoom - FootRoom);
        HubReading reading = side.Reading;
        var corner = new Vector2(arc.Left, arc.Top);
        _region.On(canvas, new Vector2(arc.Width, arc.Height), corner, 1);
        PlannedFrame planned = _scene.Plan(_region, reading.Snapshot);
        ScenePlaces places = new ScenePlaces().Read(planned);
        canvas.PushClip(panel);
        // Below the scene, so that suns, facts and readers lie upon them.
        Rays(canvas, places, corner, reading, most);
        _scene.Draw(planned, _region);
        Bars(canvas, places, corner, reading, most);
        canvas.PopClip();
        canvas.Outline(panel, new Stroke(_theme.PanelEdge, 1), 10);
        Words(canvas, panel, side, isSubject);
    }

    private void Words(ICanvas canvas, in Box panel, in TrainingSide side, bool isSubject)
    {
        Rgba strong = isSubject ? _theme.Hub : _theme.Text;
        canvas.Text(side.Name, new Vector2(panel.Left + 20, panel.Top + 34), new TextStyle(16, _theme.Text, FontWeight.Bold));
        canvas.Text(
            string.Create(CultureInfo.InvariantCulture, $"{side.Reading.OnFacts * 100:0.#}% of its reading is on the facts"),
            new Vector2(panel.Left + 20, panel.Top + 56),
            new TextStyle(13, _theme.Secondary));
        canvas.Text(
            string.Create(CultureInfo.InvariantCulture, $"{side.Recall * 100:0}%"),
            new Vector2(panel.Right - 20, panel.Top + 44),
            new TextStyle(34, strong, FontWeight.Bold, TextAnchor.End));
        canvas.Text($"recall of unseen words, {HubTrainer.MeasuredTasks} tasks", new Vector2(panel.Right - 20, panel.Top + 64), new TextStyle(11, _theme.Secondary, FontWeight.Regular, TextAnchor.End));
    }

    // In a few classes of strength, as a batch of one style is one path; the faint ones below.
    private void Rays(ICanvas canvas, ScenePlaces places, Vector2 corner, HubReading reading, float most)
    {
        var classes = new List<Curve>[RayClasses];
        for (int c = 0; c < RayClasses; c++)
        {
            classes[c] = [];
        }

        for (int token = 0; token < reading.Weights.Length; token++)
        {
            float strength = Strength(reading.Weights[token], most);
            if (token == reading.Hub || strength <= 0)
            {
                continue;
            }

            Curve curve = places.CurveOf(reading.Hub, token, EdgeWay.Hub);
            classes[Math.Min((int)(strength * RayClasses), RayClasses - 1)].Add(new Curve(corner + curve.From, corner + curve.Control, corner + curve.To));
        }

        for (int c = 0; c < RayClasses; c++)
        {
            float strength = (c + 0.5f) / RayClasses;
            if (classes[c].Count > 0)
            {
                Rgba colour = _theme.Hub.Mix(_theme.SunCore, 0.3f * strength);
                canvas.Curves(CollectionsMarshal.AsSpan(classes[c]), new Stroke(_theme.Hub.Fade(0.12f * strength), 3 + (9 * strength), true));
                canvas.Curves(CollectionsMarshal.AsSpan(classes[c]), new Stroke(colour.Fade(0.1f + (0.85f * strength)), 0.6f + (2.4f * strength), true));
            }
        }
    }

    private void Bars(ICanvas canvas, ScenePlaces places, Vector2 corner, HubReading reading, float most)
    {
        float width = MathF.Max(MathF.Min(places.TokenRadius * 1.5f, 4), 1);
        var plain = new List<LineSegment>(reading.Weights.Length);
        for (int token = 0; token < reading.Weights.Length; token++)
        {
            plain.Add(Bar(places, corner, token, Strength(reading.Weights[token], most)));
        }

        canvas.Lines(CollectionsMarshal.AsSpan(plain), new Stroke(_theme.Hub.Fade(0.75f), width));
        int[] facts = [.. reading.Snapshot.Facts.ToArray().Select(f => f.Token).Order()];
        int slots = TokenFlow.Scene.Theme.FactPalette.SlotsOf(facts.Length);
        for (int rank = 0; rank < facts.Length; rank++)
        {
            Rgba colour = _theme.Facts.Of(slots)[TokenFlow.Scene.Theme.FactPalette.SlotOf(rank, facts.Length)];
            canvas.Lines([plain[facts[rank]]], new Stroke(colour, width + 1.5f));
        }
    }

    private static LineSegment Bar(ScenePlaces places, Vector2 corner, int token, float strength)
    {
        Vector2 foot = corner + places.TokenAt(token) + (places.NormalAt(token) * (places.TokenRadius + 9));
        return new LineSegment(foot, foot + (places.NormalAt(token) * (BarRoom - 14) * strength));
    }

    private static float Strength(float weight, float most) => most > 0 ? MathF.Sqrt(MathF.Max(weight, 0) / most) : 0;
}

/// <summary>A half of the picture.</summary>
/// <param name="Name">What hub it is.</param>
/// <param name="Reading">What it reads.</param>
/// <param name="Recall">Its measured recall of words that training never sees.</param>
internal readonly record struct TrainingSide(string Name, HubReading Reading, double Recall);

/// <summary>A canvas in other units that lets stand what is there already: a picture drawn on it adds to what lies below.</summary>
internal sealed class OpenCanvas : PlacedCanvas
{
    /// <inheritdoc/>
    public override void Clear(Rgba colour)
    {
        // The ground is the picture's own.
    }
}
