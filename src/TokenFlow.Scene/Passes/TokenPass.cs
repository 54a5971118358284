using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Ramp;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Passes;

/// <summary>Tokens in the colour of their dye: discs, or a band of bins that show their strongest. Roles and origins are marked.</summary>
internal static class TokenPass
{
    /// <summary>Only what holds most dye shines: light everywhere would be no light.</summary>
    private const int MostGlows = 40;

    public static void Draw(SceneFrame frame)
    {
        if (frame.Arc.Style == ArcStyle.Band)
        {
            Band(frame);
        }
        else
        {
            Discs(frame);
        }

        Marks(frame);
        Origins(frame);
    }

    private static void Discs(SceneFrame frame)
    {
        List<Vector2>[] batches = frame.Scratch.DiscBatches;
        SceneScratch.Clear(batches);
        ArcLayout arc = frame.Arc;
        ReadOnlySpan<float> dye = frame.Dye;
        int glows = 0;
        frame.Canvas.PushBlend(frame.Theme.LightBlend);
        for (int i = 0; i < dye.Length; i++)
        {
            float level = frame.Scale.Level(dye[i]);
            Vector2 at = arc.TokenAt(i);
            batches[level < 0 ? DyeRamp.Steps : DyeRamp.StepOf(level)].Add(at);
            if (level > 0.66f && glows < MostGlows)
            {
                float strength = (level - 0.66f) / 0.34f;
                frame.Canvas.Glow(at, (arc.DiscRadius * 3) + 5 + (3 * frame.Clock.Flash), frame.Theme.Ramp.At(level).Fade((frame.Theme.IsLight ? 0.16f : 0.34f) * strength));
                glows++;
            }
        }

        frame.Canvas.PopBlend();
        for (int k = 0; k <= DyeRamp.Steps; k++)
        {
            // Those without dye first, then the more the higher.
            int step = k == 0 ? DyeRamp.Steps : k - 1;
            if (batches[step].Count == 0)
            {
                continue;
            }

            Rgba fill = step == DyeRamp.Steps ? frame.Theme.Empty : frame.Theme.Ramp.Colours[step];
            float radius = arc.DiscRadius * (step == DyeRamp.Steps ? 0.82f : 1);
            frame.Canvas.Discs(SceneScratch.Of(batches[step]), radius, fill);
        }
    }

    private static void Band(SceneFrame frame)
    {
        ArcLayout arc = frame.Arc;
        List<LineSegment> segments = frame.Scratch.Segments;
        Span<float> strongest = stackalloc float[arc.Bins];
        for (int bin = 0; bin < arc.Bins; bin++)
        {
            float most = 0;
            int last = ArcLayout.FirstOf(bin + 1, arc.Bins, frame.Tokens);
            for (int i = ArcLayout.FirstOf(bin, arc.Bins, frame.Tokens); i < last; i++)
            {
                most = MathF.Max(most, frame.Dye[i]);
            }

            strongest[bin] = frame.Scale.Level(most);
        }

        // One stroke a colour: each bin is a short thick line across the band.
        for (int k = 0; k <= DyeRamp.Steps; k++)
        {
            int step = k == 0 ? DyeRamp.Steps : k - 1;
            segments.Clear();
            for (int bin = 0; bin < arc.Bins; bin++)
            {
                if ((strongest[bin] < 0 ? DyeRamp.Steps : DyeRamp.StepOf(strongest[bin])) != step)
                {
                    continue;
                }

                float place = (bin + 0.5f) / arc.Bins;
                segments.Add(new LineSegment(arc.Curve.At(place, -arc.BandThickness / 2), arc.Curve.At(place, arc.BandThickness / 2)));
            }

            if (segments.Count == 0)
            {
                continue;
            }

            Rgba colour = step == DyeRamp.Steps ? frame.Theme.Empty : frame.Theme.Ramp.Colours[step];
            frame.Canvas.Lines(SceneScratch.Of(segments), new Stroke(colour, arc.Curve.Length / arc.Bins * 1.12f));
        }
    }

    private static void Marks(SceneFrame frame)
    {
        ReadOnlySpan<TokenSnapshot> tokens = frame.Snapshot.Tokens;
        ArcLayout arc = frame.Arc;
        float ring = MathF.Max(arc.InnerEdge, 1) + 1.6f;
        if (arc.Style != ArcStyle.Texts)
        {
            return;
        }

        Span<Vector2> diamond = stackalloc Vector2[5];
        for (int i = 0; i < tokens.Length; i++)
        {
            TokenSnapshot token = tokens[i];
            Vector2 at = arc.TokenAt(i);
            if (token.IsHub)
            {
                frame.Canvas.Arc(at, ring, 0, MathF.Tau, new Stroke(token.IsCut ? frame.Theme.Cut : frame.Theme.Hub, 1.1f));
            }

            if (token.Role is TokenRole.Special or TokenRole.Memory)
            {
                // A diamond round what is not text.
                float reach = (ring * 1.25f) + 1.5f;
                diamond[0] = at + new Vector2(0, -reach);
                diamond[1] = at + new Vector2(reach, 0);
                diamond[2] = at + new Vector2(0, reach);
                diamond[3] = at + new Vector2(-reach, 0);
                diamond[4] = diamond[0];
                frame.Canvas.Polyline(diamond, new Stroke(frame.Theme.Secondary, 0.9f));
            }

            if (token.Role == TokenRole.Padding)
            {
                frame.Canvas.Discs([at], arc.DiscRadius * 0.6f, frame.Theme.Background);
            }
        }
    }

    private static void Origins(SceneFrame frame)
    {
        foreach (TracerSnapshot tracer in frame.Snapshot.Tracers)
        {
            if ((uint)tracer.Origin >= (uint)frame.Tokens)
            {
                continue;
            }

            ArcLayout arc = frame.Arc;
            Vector2 at = arc.TokenAt(tracer.Origin);
            float radius = (arc.Style == ArcStyle.Texts ? arc.DiscRadius : MathF.Max(arc.InnerEdge, 4)) + 3.6f;
            frame.Canvas.Arc(at, radius, 0, MathF.Tau, new Stroke(frame.Theme.Text, 1.8f));
            if (frame.Clock.Pulse > 0 && frame.Snapshot.CompletedLayers == 0 && !frame.Snapshot.IsFinished)
            {
                frame.Canvas.Arc(at, radius + (9 * frame.Clock.Pointed), 0, MathF.Tau, new Stroke(frame.Theme.Text.Fade(0.7f * frame.Clock.Pulse), 1.2f));
            }
        }
    }
}
