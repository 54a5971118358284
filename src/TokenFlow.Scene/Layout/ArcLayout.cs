using System.Numerics;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Scene.Layout;

/// <summary>The arc for a number of tokens on a stage: its curve, how large discs are, how high windows bow, where texts begin.</summary>
public sealed class ArcLayout
{
    /// <summary>Up to so many tokens have their texts.</summary>
    public const int MostTexts = 256;

    /// <summary>Up to so many tokens are discs.</summary>
    public const int MostDiscs = 2048;

    private const float WidestAspect = 1.22f;
    private const float OpenAngle = 0.62f;

    /// <param name="stage">The arc's place with all that stands around it.</param>
    /// <param name="tokens">How many tokens stand on it.</param>
    /// <param name="textRoom">How far texts reach outwards, where there are any.</param>
    /// <param name="hasLabels">Whether room is left for the names of origins.</param>
    /// <param name="stripRoom">How far readers' strips reach outwards, where there are any.</param>
    public ArcLayout(in Box stage, int tokens, float textRoom, bool hasLabels = true, float stripRoom = 0)
    {
        Tokens = Math.Max(tokens, 1);
        Style = tokens <= MostTexts ? ArcStyle.Texts : tokens <= MostDiscs ? ArcStyle.Discs : ArcStyle.Band;
        float half = MathF.Max(MathF.Min(stage.Width, stage.Height) / 2, 0);
        // A small stage keeps its arc and gives up the texts.
        HasTexts = Style == ArcStyle.Texts && textRoom > 0 && half > (tokens > 96 ? 215 : 150);
        BowHeight = MathF.Min(Style == ArcStyle.Texts ? 17 : 26, half * 0.14f);
        float outside = BowHeight + (HasTexts ? textRoom + 8 : hasLabels ? 26 : 5);
        if (stripRoom > 0)
        {
            outside = MathF.Max(outside, BowHeight + stripRoom + 8);
        }

        outside = MathF.Min(outside, half * 0.6f);
        float radiusY = MathF.Max((stage.Height / 2) - outside, 0);
        float radiusX = MathF.Max((stage.Width / 2) - outside, 0);
        radiusX = MathF.Min(radiusX, radiusY * WidestAspect);
        radiusY = MathF.Min(radiusY, radiusX * WidestAspect);
        // The gap at the bottom leaves height unused: the arc moves down by a part of it.
        float sag = radiusY * (1 - MathF.Cos(OpenAngle / 2)) * 0.5f;
        Curve = new ArcGeometry(stage.Centre + new Vector2(0, sag), new Vector2(radiusX, radiusY), OpenAngle);

        Spacing = Curve.Length / Tokens;
        if (Style == ArcStyle.Discs)
        {
            // Rows so that discs of a visible size do not touch along the belt.
            Rows = Math.Clamp((int)MathF.Ceiling(4.2f / MathF.Max(Spacing, 0.1f)), 1, 6);
            DiscRadius = Math.Clamp(Spacing * Rows * 0.36f, 0.8f, 3);
            RowStep = MathF.Max(DiscRadius * 2.1f, 2.4f);
        }
        else
        {
            DiscRadius = Math.Clamp(Spacing * 0.37f, 1, 7.5f);
        }

        BandThickness = MathF.Min(13, half * 0.08f);
        Bins = Style == ArcStyle.Band ? Math.Min(Tokens, Math.Clamp((int)(Curve.Length / 2.4f), 1, 720)) : Tokens;
        TextOffset = DiscRadius + BowHeight + 5;
    }

    public int Tokens { get; }

    public ArcStyle Style { get; }

    public ArcGeometry Curve { get; }

    public bool HasTexts { get; }

    /// <summary>How far the widest window edges bow outwards.</summary>
    public float BowHeight { get; }

    /// <summary>From token to token along the curve.</summary>
    public float Spacing { get; }

    public float DiscRadius { get; }

    /// <summary>Rows of the belt of discs.</summary>
    public int Rows { get; } = 1;

    public float RowStep { get; }

    /// <summary>How thick the band of bins is.</summary>
    public float BandThickness { get; }

    /// <summary>Bins of the band; the number of tokens where each is a disc.</summary>
    public int Bins { get; }

    /// <summary>Where texts begin, outwards from the curve.</summary>
    public float TextOffset { get; }

    /// <summary>How far inside the curve what belongs to the belt or band ends.</summary>
    public float InnerEdge => Style switch
    {
        ArcStyle.Band => BandThickness / 2,
        ArcStyle.Discs => ((Rows - 1) * RowStep / 2) + DiscRadius,
        _ => DiscRadius,
    };

    /// <summary>Where a token stands.</summary>
    public Vector2 TokenAt(int token)
    {
        float place = ArcGeometry.PlaceOf(token, Tokens);
        if (Rows == 1)
        {
            return Curve.At(place);
        }

        return Curve.At(place, ((token % Rows) - ((Rows - 1) / 2f)) * RowStep);
    }

    /// <summary>The first token of a bin: bin b holds tokens [b n / bins, (b + 1) n / bins).</summary>
    public static int FirstOf(int bin, int bins, int tokens) => (int)((long)bin * tokens / bins);

    /// <summary>The bin that holds a token.</summary>
    public static int BinOf(int token, int bins, int tokens) => (int)(((((long)token + 1) * bins) - 1) / tokens);
}

/// <summary>How tokens appear on the arc: the more there are, the less each can be.</summary>
public enum ArcStyle
{
    /// <summary>A disc each, with its text near.</summary>
    Texts,

    /// <summary>A disc each, in a belt of several rows.</summary>
    Discs,

    /// <summary>Bins of consecutive tokens in a band; a bin shows its strongest.</summary>
    Band,
}
