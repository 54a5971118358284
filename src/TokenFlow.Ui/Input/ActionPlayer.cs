using System.Numerics;
using System.Text;
using TokenFlow.Base.Faults;

namespace TokenFlow.Ui.Input;

/// <summary>
/// Does what a script says, through the same collector as a real mouse and keyboard. There is one mouse: of two mouse
/// actions that overlap, the later one begins when the first is done.
/// </summary>
public sealed class ActionPlayer
{
    private readonly ActionScript _script;
    private readonly Func<ScriptTarget, Vector2?> _pointOf;
    private readonly Queue<ScriptedAction> _waiting = [];
    private readonly List<string> _screenshots = [];
    private int _next;
    private ScriptedAction? _running;
    private int _step;
    private Vector2 _point;

    /// <param name="script">The script.</param>
    /// <param name="pointOf">Where a thing of the picture is in this frame, in logical units; null where it is not to be seen.</param>
    public ActionPlayer(ActionScript script, Func<ScriptTarget, Vector2?> pointOf)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(pointOf);
        _script = script;
        _pointOf = pointOf;
    }

    /// <summary>Whether all is done.</summary>
    public bool IsDone => _next == _script.Actions.Count && _waiting.Count == 0 && _running is null;

    /// <summary>Does what is due in a frame.</summary>
    /// <param name="frame">The drawn frame; call with 0, 1, 2, ...</param>
    /// <param name="collector">Told of it; ask it for the frame afterwards.</param>
    /// <returns>What the host is to do itself; valid until the next call.</returns>
    /// <exception cref="FaultException">Something that the script points at is not in the picture.</exception>
    public ScriptedFrame Play(long frame, InputCollector collector)
    {
        ArgumentNullException.ThrowIfNull(collector);
        _screenshots.Clear();
        Vector2? resize = null;
        Modifiers held = Modifiers.None;
        int first = _next;
        while (_next < _script.Actions.Count && _script.Actions[_next].Frame <= frame)
        {
            ScriptedAction action = _script.Actions[_next++];
            switch (action)
            {
                case ScriptedAction.Key key:
                    held |= key.Chord.With;
                    break;
                case ScriptedAction.Resize size:
                    resize = size.Size;
                    break;
                case ScriptedAction.Screenshot picture:
                    _screenshots.Add(picture.Path);
                    break;
                case ScriptedAction.Move or ScriptedAction.Click or ScriptedAction.Drag or ScriptedAction.Wheel:
                    _waiting.Enqueue(action);
                    break;
                default:
                    break;
            }
        }

        _running ??= _waiting.TryDequeue(out ScriptedAction? next) ? next : null;
        collector.Hold(held | With(_running));
        PlayMouse(collector);
        for (int i = first; i < _next; i++)
        {
            PlayKeys(_script.Actions[i], collector);
        }

        return new ScriptedFrame(resize, _screenshots);
    }

    private static Modifiers With(ScriptedAction? action) => action switch
    {
        ScriptedAction.Click click => click.With,
        ScriptedAction.Drag drag => drag.With,
        ScriptedAction.Wheel wheel => wheel.With,
        _ => Modifiers.None,
    };

    private static void PlayKeys(ScriptedAction action, InputCollector collector)
    {
        switch (action)
        {
            case ScriptedAction.Key key:
                collector.Press(key.Chord);
                if (KeyNames.SignOf(key.Chord) is { } sign)
                {
                    collector.Type(sign);
                }

                break;
            case ScriptedAction.Type type:
                foreach (Rune rune in type.Text.ReplaceLineEndings("\n").EnumerateRunes())
                {
                    if (rune.Value == '\n')
                    {
                        collector.Press(new KeyChord(Key.Enter));
                    }
                    else
                    {
                        collector.Type(rune.Value);
                    }
                }

                break;
            case ScriptedAction.Paste paste:
                collector.Press(InputCollector.PasteChord);
                collector.Paste(paste.Text);
                break;
            case ScriptedAction.Drop drop:
                collector.Drop(drop.Path);
                break;
            default:
                break;
        }
    }

    private void PlayMouse(InputCollector collector)
    {
        switch (_running)
        {
            case ScriptedAction.Move move:
                collector.MoveTo(PointOf(move.Target, move.Point, move.Where));
                _running = null;
                break;
            case ScriptedAction.Wheel wheel:
                collector.Scroll(wheel.Notches);
                _running = null;
                break;
            case ScriptedAction.Click click when _step == 0:
                _point = PointOf(click.Target, click.Point, click.Where);
                collector.MoveTo(_point);
                collector.ButtonDown(click.Button);
                _step = 1;
                break;
            case ScriptedAction.Click click:
                // Where the thing moved under the mouse, the mouse does not.
                collector.ButtonUp(click.Button);
                (_running, _step) = (null, 0);
                break;
            case ScriptedAction.Drag drag:
                PlayDrag(drag, collector);
                break;
            default:
                break;
        }
    }

    private void PlayDrag(ScriptedAction.Drag drag, InputCollector collector)
    {
        // Along the way at even speed in points passed: point i is reached after i / (points - 1) of the frames.
        float along = (float)_step / drag.Frames * (drag.Points.Count - 1);
        int from = Math.Min((int)along, drag.Points.Count - 2);
        collector.MoveTo(Vector2.Lerp(drag.Points[from], drag.Points[from + 1], along - from));
        if (_step == 0)
        {
            collector.ButtonDown(drag.Button);
        }

        if (_step == drag.Frames)
        {
            collector.ButtonUp(drag.Button);
            (_running, _step) = (null, 0);
            return;
        }

        _step++;
    }

    private Vector2 PointOf(ScriptTarget? target, Vector2 point, string where) =>
        target is not { } thing ? point
            : _pointOf(thing) ?? throw new FaultException(FaultKind.OutOfRange, $"{thing} is not in the picture", where, "choose one that is, or another frame");
}

/// <summary>What a script asks of the host in one frame, beside input.</summary>
/// <param name="Resize">The window's new size, before the frame is drawn; null for none.</param>
/// <param name="Screenshots">Files to write, after the frame is drawn.</param>
public readonly record struct ScriptedFrame(Vector2? Resize, IReadOnlyList<string> Screenshots);
