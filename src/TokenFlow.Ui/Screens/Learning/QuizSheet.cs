using System.Numerics;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Ui.Screens.Learning;

/// <summary>Where the parts of a question stand in the window, in pixels: the question and its choices on the left, the proof on the right, or below where the window is tall.</summary>
internal sealed class QuizSheet
{
    /// <param name="size">The window.</param>
    public QuizSheet(Vector2 size)
    {
        Size = size;
        Unit = Math.Clamp(MathF.Min(size.X / 1280, size.Y / 720), 0.75f, 8);
        float margin = MathF.Min(48 * Unit, size.X * 0.05f), gap = 40 * Unit;
        float top = 84 * Unit, bottom = size.Y - (40 * Unit);
        bool isWide = size.X >= 900 * Unit;
        float left = isWide ? (size.X - (2 * margin) - gap) * 0.48f : size.X - (2 * margin);
        Margin = margin;
        Question = new Box(margin, top, left, 96 * Unit);
        Choices = new Box(margin, Question.Bottom + (8 * Unit), left, 4 * ChoiceHeight * Unit);
        Because = new Box(margin, Choices.Bottom + (14 * Unit), left, MathF.Max((isWide ? bottom : Choices.Bottom + (110 * Unit)) - Choices.Bottom - (14 * Unit), 0));
        Box proof = isWide
            ? new Box(margin + left + gap, top, size.X - (2 * margin) - left - gap, MathF.Max(bottom - top, 0))
            : new Box(margin, Because.Bottom, left, MathF.Max(bottom - Because.Bottom, 0));
        float run = proof.Height >= 420 * Unit ? proof.Height * 0.5f : 0;
        Run = proof with { Height = run };
        Figures = new Box(proof.Left, proof.Top + run + (run > 0 ? 12 * Unit : 0), proof.Width, MathF.Max(proof.Height - run - (run > 0 ? 12 * Unit : 0), 0));
        Foot = new Box(margin, size.Y - (34 * Unit), size.X - (2 * margin), 28 * Unit);
    }

    /// <summary>Units of a choice, with the gap below it.</summary>
    public const float ChoiceHeight = 58;

    public Vector2 Size { get; }

    public float Unit { get; }

    public float Margin { get; }

    public Box Question { get; }

    public Box Choices { get; }

    public Box Because { get; }

    public Box Run { get; }

    public Box Figures { get; }

    public Box Foot { get; }

    /// <summary>The box of a choice.</summary>
    public Box Choice(int number) => new(Choices.Left, Choices.Top + (number * ChoiceHeight * Unit), Choices.Width, (ChoiceHeight - 10) * Unit);

    /// <summary>The button that goes on.</summary>
    public Box Next => new(Because.Left, MathF.Min(Because.Top + (98 * Unit), MathF.Max(Because.Bottom - (36 * Unit), Because.Top)), 132 * Unit, 32 * Unit);
}
