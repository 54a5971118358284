using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Places;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Ui.Screens.Stage;

namespace TokenFlow.Ui.Screens.Touch;

/// <summary>What a cell of the light cone shows: whose dye, after which layer.</summary>
internal static class ConeTip
{
    /// <summary>Dye of all tracers at a token at the end of a layer; that of now in the running one, 0 in those to come.</summary>
    public static float DyeAt(FrameSnapshot snapshot, int layer, int token)
    {
        float sum = 0;
        foreach (TracerSnapshot tracer in snapshot.Tracers)
        {
            if (layer < tracer.ConeRowCount)
            {
                sum += tracer.ConeRow(layer)[token];
            }
            else if (layer == snapshot.CompletedLayers + 1 && snapshot.Progress > 0)
            {
                sum += tracer.Total(token);
            }
        }

        return sum;
    }

    /// <summary>Draws the tip beside its cell.</summary>
    public static void Draw(RunContext run, ICanvas canvas, PicturePlaces places, in ConeCell cell, int token)
    {
        FrameSnapshot snapshot = run.Session.Snapshot;
        if (token < 0 || token >= snapshot.Tokens.Length)
        {
            return;
        }

        float unit = run.Layout.Unit;
        var card = new CardPen(canvas, run.Theme, unit);
        Box at = places.ToWindow(cell.Box);
        canvas.Outline(at.Inset(-unit), new Stroke(run.Theme.Text, 1.4f * unit), 2 * unit);
        float dye = DyeAt(snapshot, cell.Layer, token);
        bool isToCome = cell.Layer > snapshot.CompletedLayers + (snapshot.Progress > 0 ? 1 : 0);
        string when = cell.Layer == 0 ? "at the start" : $"after layer {cell.Layer}";
        string first = $"{Letters.Quoted(snapshot.Subject.Pieces[token])} · token {Letters.Count(token)}";
        string second = isToCome ? $"{when}: still to come" : dye > 0 ? $"{when}: dye {CardPen.Dye(dye)}" : $"{when}: no dye";
        if (cell.Count > 1)
        {
            second += $" · strongest of {cell.Count}";
        }

        float width = MathF.Max(card.Measure(first, 11, FontWeight.Bold), card.Measure(second, 9)) + (20 * unit);
        var box = new Box(at.Centre.X - (width / 2), at.Bottom + (8 * unit), width, 38 * unit);
        if (box.Bottom > run.Layout.Picture.Bottom)
        {
            box = box with { Top = at.Top - (8 * unit) - box.Height };
        }

        box = CardPen.Within(box, run.Layout.Picture);
        card.Panel(box);
        card.Text(first, new Vector2(box.Left + (10 * unit), box.Top + (16 * unit)), 11, run.Theme.Text, FontWeight.Bold);
        card.Text(second, new Vector2(box.Left + (10 * unit), box.Top + (29 * unit)), 9, run.Theme.Secondary);
    }
}
