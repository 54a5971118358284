using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Ramp;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Inspection;

namespace TokenFlow.Ui.Screens.Matrix;

/// <summary>
/// The weight matrix as colours. Weights run over powers of ten, as they do: from 1 down to a tenth of what full attention
/// gives everybody. The ramp is one of its own, cool and of one hue, so that nobody takes a weight for dye.
/// </summary>
internal sealed class MatrixPicture
{
    private static readonly DyeRamp OnInk = new([OkLab.FromLch(0.30f, 0.035f, 268), OkLab.FromLch(0.56f, 0.12f, 264), OkLab.FromLch(0.80f, 0.085f, 240), OkLab.FromLch(0.985f, 0.01f, 230)]);
    private static readonly DyeRamp OnPaper = new([OkLab.FromLch(0.90f, 0.03f, 258), OkLab.FromLch(0.66f, 0.12f, 262), OkLab.FromLch(0.44f, 0.13f, 266), OkLab.FromLch(0.19f, 0.05f, 270)]);

    private Rgba[] _colours = [];
    private (long Version, object? Matrix, string Theme) _of = (-1, null, "");

    /// <summary>[cells][cells] colours.</summary>
    public ReadOnlySpan<Rgba> Colours => _colours.AsSpan(0, Cells * Cells);

    /// <summary>Cells a side.</summary>
    public int Cells { get; private set; }

    /// <summary>Powers of ten that the ramp spans.</summary>
    public int Decades { get; private set; } = 2;

    /// <summary>The ramp of a theme.</summary>
    public static DyeRamp RampOf(SceneTheme theme) => theme.IsLight ? OnPaper : OnInk;

    /// <summary>The colour of no weight at all.</summary>
    public static Rgba EmptyOf(SceneTheme theme) => theme.IsLight ? theme.Track.Mix(theme.Panel, 0.35f) : theme.Background;

    /// <summary>Takes over a matrix, if it or the theme is another one than before.</summary>
    public void Fill(WeightMatrix matrix, SceneTheme theme)
    {
        if (_of == (matrix.Version, matrix, theme.Name))
        {
            return;
        }

        _of = (matrix.Version, matrix, theme.Name);
        Cells = matrix.Cells;
        Decades = Math.Clamp((int)MathF.Ceiling(MathF.Log10(matrix.Tokens)) + 1, 2, 6);
        ReadOnlySpan<float> weights = matrix.Weights;
        if (_colours.Length < weights.Length)
        {
            _colours = new Rgba[weights.Length];
        }

        ReadOnlySpan<Rgba> ramp = RampOf(theme).Colours;
        Rgba empty = EmptyOf(theme);
        float scale = 1f / Decades;
        for (int i = 0; i < weights.Length; i++)
        {
            _colours[i] = weights[i] > 0 ? ramp[DyeRamp.StepOf(1 + (MathF.Log10(weights[i]) * scale))] : empty;
        }
    }
}
