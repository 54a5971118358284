using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Layout;
using TokenFlow.Scene.Theme;
using TokenFlow.Session.Runs;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Stage;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>What the session tells, over the lower edge of the picture: for four seconds, faults for seven. A new message stands in for the old one.</summary>
internal sealed class MessagePart : IRunPart
{
    private const double Seconds = 4, FaultSeconds = 7, FadeSeconds = 0.5;
    private const int MostLines = 3;

    private readonly UiFrame _ui = new();
    private readonly List<string> _lines = [];
    private (string Text, float Width, float Size) _wrapped;
    private long _number;
    private long _since;

    /// <summary>How much of the message shows, in [0, 1].</summary>
    internal float Light { get; private set; }

    public void Update(RunContext run, ref InputFrame input)
    {
        SessionMessage message = run.Session.Message;
        if (message.Number != _number)
        {
            _number = message.Number;
            _since = run.Ticks;
        }

        double seconds = (run.Ticks - _since) / (double)run.Session.Document.Scenario.FramesPerSecond;
        double left = (message.IsFault ? FaultSeconds : Seconds) - seconds;
        Light = string.IsNullOrEmpty(message.Text) ? 0 : (float)Math.Clamp(left / FadeSeconds, 0, 1);
    }

    public void Draw(RunContext run, ICanvas canvas)
    {
        // What was said since the last update shows at once.
        SessionMessage message = run.Session.Message;
        float light = message.Number != _number && !string.IsNullOrEmpty(message.Text) ? 1 : Light;
        Box picture = run.Layout.Picture;
        if (light <= 0 || picture.Width < 60 || picture.Height < 40)
        {
            return;
        }

        _ui.BeginDraw(canvas, run.Theme, run.Layout.Unit);
        float pad = _ui.Px(14), dot = _ui.Px(14), line = _ui.Px(18);
        var style = new TextStyle(_ui.Px(TypeSize.Body), _ui.Theme.Text.Fade(light));
        (float middle, float wide) = Middle(run.Layout);
        float room = MathF.Min(wide, _ui.Px(620)) - (2 * pad) - dot;
        if (_wrapped != (message.Text, room, style.Size))
        {
            _wrapped = (message.Text, room, style.Size);
            TextWrap.Lines(_ui, message.Text, style, room, MostLines, _lines);
        }

        float widest = 0;
        foreach (string text in _lines)
        {
            widest = MathF.Max(widest, canvas.MeasureText(text, style));
        }

        if (_lines.Count > 0)
        {
            float height = (line * _lines.Count) + _ui.Px(14), width = widest + (2 * pad) + dot;
            float below = MathF.Min(_ui.Px(66), MathF.Max(picture.Height - height - _ui.Px(4), 0));
            var box = new Box(middle - (width / 2), picture.Bottom - below - height, width, height);
            Rgba mark = message.IsFault ? _ui.Theme.Fault : _ui.Theme.Accent;
            canvas.Rectangle(box, _ui.Theme.Ground.Fade(light * 0.96f), _ui.Px(9));
            canvas.Outline(box.Inset(0.5f), new Stroke((message.IsFault ? mark : _ui.Theme.Edge.Mix(_ui.Theme.Secondary, 0.35f)).Fade(light), 1), _ui.Px(8.5f));
            Span<Vector2> at = [new Vector2(box.Left + pad + _ui.Px(2), box.Top + _ui.Px(7) + (line / 2))];
            canvas.Discs(at, _ui.Px(3.5f), mark.Fade(light));
            for (int i = 0; i < _lines.Count; i++)
            {
                canvas.Text(_lines[i], new Vector2(box.Left + pad + dot, box.Top + _ui.Px(7) + (line * i) + (line * 0.72f)), style);
            }
        }

        _ui.EndDraw(run.Layout.Window);
    }

    // Over the arc rather than over the panels beside it: as wide as the timeline below.
    private (float Middle, float Width) Middle(RunLayout layout)
    {
        Box picture = layout.Picture;
        SceneLayout scene = layout.Scene;
        return SceneLayout.Has(scene.Timeline)
            ? (picture.Left + (scene.Timeline.Centre.X * scene.Scale), scene.Timeline.Width * scene.Scale)
            : (picture.Centre.X, picture.Width - _ui.Px(16));
    }
}
