using Raylib_cs;
using TokenFlow.Scene.Canvas;
using Box = TokenFlow.Scene.Canvas.Box;
using SceneBlend = TokenFlow.Scene.Canvas.BlendMode;

namespace TokenFlow.Window.Canvas;

/// <summary>The clips and blends of a picture, as raylib's scissor and blend mode. Each change ends a batch.</summary>
internal sealed class StateStack
{
    private readonly List<Box> _clips = [];
    private readonly List<SceneBlend> _blends = [];

    /// <summary>How many batches the changes have ended so far.</summary>
    public int Changes { get; private set; }

    private SceneBlend Blend => _blends.Count > 0 ? _blends[^1] : SceneBlend.Over;

    /// <summary>Begins a picture: no clip, no blend.</summary>
    public void Begin()
    {
        _clips.Clear();
        _blends.Clear();
        Changes = 0;
    }

    /// <summary>Ends the picture: clips and blends left open are forgotten.</summary>
    public void End()
    {
        if (_clips.Count > 0)
        {
            Flush();
            Rlgl.DisableScissorTest();
        }

        if (_blends.Count > 0)
        {
            Raylib.EndBlendMode();
        }
    }

    /// <summary>Fills the whole picture with a colour, whatever clip holds.</summary>
    /// <param name="colour">What with.</param>
    /// <param name="height">Of the picture.</param>
    public void Clear(Rgba colour, float height)
    {
        if (_clips.Count > 0)
        {
            Flush();
            Rlgl.DisableScissorTest();
        }

        Raylib.ClearBackground(new Color(colour.R, colour.G, colour.B, colour.A));
        if (_clips.Count > 0)
        {
            Scissor(height);
        }
    }

    /// <summary>Clips to a box, inside the clip that holds already.</summary>
    /// <param name="box">In pixels.</param>
    /// <param name="height">Of the picture: raylib's scissor counts from the bottom.</param>
    public void PushClip(in Box box, float height)
    {
        Flush();
        _clips.Add(_clips.Count == 0 ? box : Both(_clips[^1], box));
        Scissor(height);
    }

    /// <summary>Returns to the clip before.</summary>
    /// <param name="height">Of the picture.</param>
    /// <exception cref="InvalidOperationException">There is no clip.</exception>
    public void PopClip(float height)
    {
        if (_clips.Count == 0)
        {
            throw new InvalidOperationException("There is no clip to pop.");
        }

        Flush();
        _clips.RemoveAt(_clips.Count - 1);
        if (_clips.Count == 0)
        {
            Rlgl.DisableScissorTest();
        }
        else
        {
            Scissor(height);
        }
    }

    /// <summary>Blends another way from here on.</summary>
    public void PushBlend(SceneBlend mode)
    {
        SceneBlend before = Blend;
        _blends.Add(mode);
        Switch(before, mode);
    }

    /// <summary>Returns to the blend before.</summary>
    /// <exception cref="InvalidOperationException">There is no blend.</exception>
    public void PopBlend()
    {
        if (_blends.Count == 0)
        {
            throw new InvalidOperationException("There is no blend to pop.");
        }

        SceneBlend before = Blend;
        _blends.RemoveAt(_blends.Count - 1);
        Switch(before, Blend);
    }

    private static Box Both(in Box a, in Box b)
    {
        float left = MathF.Max(a.Left, b.Left), top = MathF.Max(a.Top, b.Top);
        return new Box(left, top, MathF.Max(MathF.Min(a.Right, b.Right) - left, 0), MathF.Max(MathF.Min(a.Bottom, b.Bottom) - top, 0));
    }

    private void Flush()
    {
        Rlgl.DrawRenderBatchActive();
        Changes++;
    }

    private void Switch(SceneBlend from, SceneBlend to)
    {
        if (from == to)
        {
            return;
        }

        Changes++;
        if (to == SceneBlend.Add)
        {
            Raylib.BeginBlendMode(Raylib_cs.BlendMode.Additive);
        }
        else
        {
            Raylib.EndBlendMode();
        }
    }

    private void Scissor(float height)
    {
        Box clip = _clips[^1];
        int left = (int)MathF.Round(clip.Left), right = (int)MathF.Round(clip.Right);
        int top = (int)MathF.Round(clip.Top), bottom = (int)MathF.Round(clip.Bottom);
        Rlgl.EnableScissorTest();
        Rlgl.Scissor(left, (int)height - bottom, Math.Max(right - left, 0), Math.Max(bottom - top, 0));
    }
}
