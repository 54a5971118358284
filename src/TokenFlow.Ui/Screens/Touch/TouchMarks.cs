using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Places;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Screens.Stage;

namespace TokenFlow.Ui.Screens.Touch;

/// <summary>
/// The marks upon the picture: rings round what is pointed at and locked, and between them those of edges. Drawn in the
/// picture's units.
/// </summary>
internal sealed class TouchMarks(PicturePlaces places)
{
    private readonly EdgeMarks _edges = new(places);

    /// <summary>Draws them.</summary>
    public void Draw(RunContext run, ICanvas canvas, CutEdges cuts)
    {
        FlowSession session = run.Session;
        ScenePlaces scene = places.Scene;
        float scale = scene.Layout.Scale;
        _edges.Cut(run, canvas, cuts);
        int? locked = session.View.Locked is { } l && l < scene.Tokens ? l : null;
        int? pointed = session.Selection.Token is { } p && p < scene.Tokens ? p : null;
        if ((pointed ?? locked) is { } token)
        {
            _edges.Of(run, canvas, token);
        }

        if (session.Selection.Edge is { } edge)
        {
            if (_edges.One(run, canvas, edge, cuts))
            {
                Ring(run, canvas, edge.Query, scale, 0.8f);
                Ring(run, canvas, edge.Key, scale, 0.8f);
            }
        }

        if (locked is { } held)
        {
            Brackets(run, canvas, held, scale);
        }

        if (pointed is { } over)
        {
            Ring(run, canvas, over, scale, 1);
        }
    }

    private void Ring(RunContext run, ICanvas canvas, int token, float scale, float strength)
    {
        Vector2 at = places.Scene.TokenAt(token);
        float radius = MathF.Max(places.Scene.TokenRadius, 2 * scale) + (5 * scale);
        canvas.PushBlend(run.Theme.LightBlend);
        canvas.Glow(at, radius * 2.4f, run.Theme.Text.Fade((run.Theme.IsLight ? 0.12f : 0.2f) * strength));
        canvas.PopBlend();
        canvas.Arc(at, radius, 0, MathF.Tau, new Stroke(run.Theme.Background.Fade(0.7f * strength), 3.6f * scale));
        canvas.Arc(at, radius, 0, MathF.Tau, new Stroke(run.Theme.Text.Fade(strength), 1.7f * scale));
        Sun(run, canvas, token, scale, strength);
    }

    // Four arcs, so that it is told from the ring of the dye's origin.
    private void Brackets(RunContext run, ICanvas canvas, int token, float scale)
    {
        Vector2 at = places.Scene.TokenAt(token);
        float radius = MathF.Max(places.Scene.TokenRadius, 2 * scale) + (9 * scale);
        for (int side = 0; side < 4; side++)
        {
            float start = (side * MathF.PI / 2) + (MathF.PI / 4) - 0.5f;
            canvas.Arc(at, radius, start, 1, new Stroke(run.Theme.Background.Fade(0.7f), 4 * scale));
            canvas.Arc(at, radius, start, 1, new Stroke(run.Theme.Text, 2 * scale));
        }
    }

    // A hub is seen twice: on the arc and as a sun.
    private void Sun(RunContext run, ICanvas canvas, int token, float scale, float strength)
    {
        foreach (HubSpot spot in places.Scene.Hubs)
        {
            if (spot.Token == token)
            {
                canvas.Arc(spot.At, spot.Radius + (9 * scale), 0, MathF.Tau, new Stroke(run.Theme.Text.Fade(0.9f * strength), 1.6f * scale));
            }
        }
    }
}
