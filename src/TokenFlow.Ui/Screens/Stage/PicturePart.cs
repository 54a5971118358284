using TokenFlow.Scene.Canvas;
using TokenFlow.Ui.Input;

namespace TokenFlow.Ui.Screens.Stage;

/// <summary>The scene itself, as the camera sees it.</summary>
internal sealed class PicturePart : IRunPart
{
    public void Update(RunContext run, ref InputFrame input)
    {
    }

    public void Draw(RunContext run, ICanvas canvas)
    {
        if (run.Layout.HasPicture)
        {
            run.Drawer.Draw(canvas, run.Layout.Picture, run.Shot);
        }
    }
}
