using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Screens.Stage;

/// <summary>
/// A part of the run's window: side panel, inspector, matrix, help. Parts are asked for input from the topmost down, and
/// take out of it what is theirs; they are drawn from the lowest up.
/// </summary>
internal interface IRunPart
{
    /// <summary>Takes its share of the input.</summary>
    /// <param name="run">The run.</param>
    /// <param name="input">What happened; what the part has taken (<see cref="InputFrame.WithoutMouse"/>, <see cref="InputFrame.WithoutKeys"/>) is gone for those below.</param>
    void Update(RunContext run, ref InputFrame input);

    /// <summary>Draws it.</summary>
    void Draw(RunContext run, ICanvas canvas);

    /// <summary>Does a command that is the part's affair.</summary>
    /// <returns>Whether it is.</returns>
    bool TryRun(RunContext run, CommandId command) => false;

    /// <summary>Where something of the picture is, if the part shows it.</summary>
    Vector2? PointOf(RunContext run, ScriptTarget target) => null;
}
