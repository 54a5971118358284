using System.Globalization;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Cards;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Shots;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Evidence;

namespace TokenFlow.Ui.Screens.Learning;

/// <summary>The proof of an answer: the run that shows it, and the figures that were measured.</summary>
/// <param name="pen">What is drawn with.</param>
internal sealed class QuizProofPicture(QuizPen pen)
{
    private static readonly SceneOptions Options = ScenarioCard.Options with { SmoothHaze = true, Labels = true };

    private readonly ShotDrawer _drawer = new();

    /// <summary>Where the proof will stand.</summary>
    public void Waiting()
    {
        float unit = pen.Sheet.Unit;
        Box box = pen.Sheet.Run.Height > 0 ? pen.Sheet.Run : pen.Sheet.Figures;
        if (box.Height < 40 * unit)
        {
            return;
        }

        pen.Ui.Canvas.Rectangle(box, pen.Theme.Panel.Fade(0.5f), 9 * unit);
        pen.Ui.Canvas.Outline(box.Inset(0.5f), new Stroke(pen.Theme.PanelEdge, MathF.Max(unit, 1)), 8.5f * unit);
        pen.Ui.Text("Answer, and the experiment that proves it runs here.", box, TypeSize.Body, pen.Theme.Secondary, TextAnchor.Middle);
    }

    /// <summary>The proof.</summary>
    /// <param name="proof">What is found so far; null for nothing.</param>
    public void Draw(QuizProof? proof)
    {
        float unit = pen.Sheet.Unit;
        if (proof?.Session is { } session && pen.Sheet.Run.Height > 0)
        {
            pen.Ui.Canvas.Rectangle(pen.Sheet.Run, pen.Theme.Panel.Fade(0.5f), 9 * unit);
            pen.Ui.Canvas.Outline(pen.Sheet.Run.Inset(0.5f), new Stroke(pen.Theme.PanelEdge, MathF.Max(unit, 1)), 8.5f * unit);
            _drawer.Draw(pen.Ui.Canvas, pen.Sheet.Run.Inset(4 * unit), new Shot(session.Snapshot, new ShotView(pen.Theme.Name) { Options = Options }));
            string layers = session.Snapshot.IsFinished ? "all layers" : string.Create(CultureInfo.InvariantCulture, $"layer {session.Snapshot.CompletedLayers + 1}");
            Box corner = new(pen.Sheet.Run.Left + (12 * unit), pen.Sheet.Run.Bottom - (24 * unit), pen.Sheet.Run.Width - (24 * unit), 18 * unit);
            pen.Ui.Text(session.Document.Scenario.Title, corner, TypeSize.Small, pen.Theme.Secondary);
            pen.Ui.Text(layers, corner, TypeSize.Small, pen.Theme.Secondary, TextAnchor.End);
        }

        Box box = pen.Sheet.Figures;
        if (proof?.Evidence is not { } evidence)
        {
            pen.Ui.Text(proof?.Fault ?? "The experiment is running.", box with { Height = 20 * unit }, TypeSize.Body, pen.Theme.Secondary);
            return;
        }

        pen.Ui.Text("The proof, measured now", box with { Height = 20 * unit }, TypeSize.Body, pen.Theme.Text, TextAnchor.Start, FontWeight.Bold);
        float y = box.Top + (26 * unit), column = 0;
        foreach (Figure figure in evidence.Figures)
        {
            column = MathF.Max(column, pen.Ui.Canvas.MeasureText(figure.Text, new TextStyle(17 * unit, pen.Theme.Text, FontWeight.Bold)));
        }

        column += 2 * unit;
        foreach (Figure figure in evidence.Figures)
        {
            if (y + (23 * unit) > box.Bottom)
            {
                break;
            }

            var row = new Box(box.Left, y, column, 22 * unit);
            pen.Ui.Text(figure.Text, row, 17, figure.Holds ? pen.Theme.Text : pen.Ui.Theme.Fault, TextAnchor.End, FontWeight.Bold);
            string meaning = figure.Holds ? figure.Meaning : $"{figure.Meaning} (should be {figure.Expected})";
            pen.Ui.Text(meaning, new Box(box.Left + column + (14 * unit), y, box.Width - column - (14 * unit), 22 * unit), TypeSize.Body, pen.Theme.Text.Mix(pen.Theme.Secondary, 0.4f));
            y += 25 * unit;
        }

        pen.Paragraph(evidence.How, new Box(box.Left, y + (8 * unit), box.Width, MathF.Max(box.Bottom - y - (8 * unit), 0)), TypeSize.Small, 16, pen.Theme.Secondary);
    }
}
