using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Screens.Stage;

/// <summary>The parts of a run's window, one over the other: input and questions go from the topmost down, drawing from the lowest up.</summary>
/// <param name="run">What they share.</param>
/// <param name="parts">The parts, from the lowest to the topmost.</param>
internal sealed class PartStack(RunContext run, IRunPart[] parts)
{
    /// <summary>The parts, from the lowest to the topmost.</summary>
    public IReadOnlyList<IRunPart> Parts => parts;

    /// <summary>Hands input down.</summary>
    /// <returns>What no part has taken.</returns>
    public InputFrame Update(in InputFrame input)
    {
        InputFrame left = input;
        run.IsOverButton = false;
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            parts[i].Update(run, ref left);
        }

        return left;
    }

    /// <summary>Draws them.</summary>
    public void Draw(ICanvas canvas)
    {
        foreach (IRunPart part in parts)
        {
            part.Draw(run, canvas);
        }
    }

    /// <summary>Does a command that is some part's affair.</summary>
    /// <returns>Whether it is.</returns>
    public bool TryRun(CommandId command)
    {
        foreach (IRunPart part in parts)
        {
            if (part.TryRun(run, command))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where something is, as the topmost part that shows it has it; null where none does.</summary>
    public Vector2? PointOf(ScriptTarget target)
    {
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i].PointOf(run, target) is { } point)
            {
                return point;
            }
        }

        return null;
    }
}
