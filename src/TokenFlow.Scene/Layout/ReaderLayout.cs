using System.Numerics;
using System.Runtime.InteropServices;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Layout;

/// <summary>
/// Where readers' strips stand: each outside its token, moved along the arc just as far as they would touch each other. Where
/// there are more readers than strips have room, neighbours share one.
/// </summary>
internal sealed class ReaderLayout
{
    private readonly List<(int Token, int Reader)> _order = [];
    private readonly List<ReaderStrip> _strips = [];
    private readonly List<(float Sum, int Count)> _blocks = [];

    /// <summary>The strips in reading order.</summary>
    public IReadOnlyList<ReaderStrip> Strips => _strips;

    /// <summary>Readers by place: their tokens, ascending, and their numbers in the task.</summary>
    public ReadOnlySpan<(int Token, int Reader)> Order => CollectionsMarshal.AsSpan(_order);

    /// <summary>Works the places out anew.</summary>
    /// <param name="arc">The arc.</param>
    /// <param name="plan">The strips' size.</param>
    /// <param name="readers">The readers.</param>
    public void Place(ArcLayout arc, in ReaderPlan plan, ReadOnlySpan<ReaderSnapshot> readers)
    {
        _strips.Clear();
        _order.Clear();
        for (int i = 0; i < readers.Length; i++)
        {
            if ((uint)readers[i].Token < (uint)arc.Tokens)
            {
                _order.Add((readers[i].Token, i));
            }
        }

        _order.Sort();
        float length = arc.Curve.Length;
        if (plan.Tiles == 0 || _order.Count == 0 || length < 4 * plan.Width)
        {
            return;
        }

        float width = (plan.Width + 1) / length;
        int count = Math.Min(_order.Count, Math.Max((int)(0.7f / width), 1));
        Spread(arc, count, width);
        int at = 0;
        foreach ((float sum, int members) in _blocks)
        {
            float start = Math.Clamp(sum / members, width / 2, MathF.Max(1 - ((count - 0.5f) * width), width / 2));
            for (int i = 0; i < members; i++, at++)
            {
                int first = ArcLayout.FirstOf(at, count, _order.Count), next = ArcLayout.FirstOf(at + 1, count, _order.Count);
                float place = start + (at * width);
                Vector2 outwards = arc.Curve.NormalAt(place);
                Vector2 foot = arc.Curve.At(place, arc.Style == ArcStyle.Texts ? arc.TextOffset : arc.InnerEdge + arc.BowHeight + 4);
                _strips.Add(new ReaderStrip(first, next - first, _order[(first + next - 1) / 2].Token, place, foot, outwards));
            }
        }
    }

    // Places nearest to the wished ones in order and at least a width apart: neighbours that would touch are pooled and stand
    // side by side about the mean of what they wish.
    private void Spread(ArcLayout arc, int count, float width)
    {
        _blocks.Clear();
        for (int s = 0; s < count; s++)
        {
            int first = ArcLayout.FirstOf(s, count, _order.Count), next = ArcLayout.FirstOf(s + 1, count, _order.Count);
            float wish = ArcGeometry.PlaceOf(_order[(first + next - 1) / 2].Token, arc.Tokens) - (s * width);
            _blocks.Add((wish, 1));
            while (_blocks.Count > 1 && _blocks[^2].Sum / _blocks[^2].Count > _blocks[^1].Sum / _blocks[^1].Count)
            {
                _blocks[^2] = (_blocks[^2].Sum + _blocks[^1].Sum, _blocks[^2].Count + _blocks[^1].Count);
                _blocks.RemoveAt(_blocks.Count - 1);
            }
        }
    }
}

/// <summary>A strip of tiles outside the arc that shows which facts a reader, or several of them in turn, can still read.</summary>
/// <param name="First">The first of its readers, by their order in the text.</param>
/// <param name="Count">How many readers share it.</param>
/// <param name="Token">The token at which it hangs: its reader, or the middle one.</param>
/// <param name="Place">Its place along the arc, in [0, 1].</param>
/// <param name="Foot">The middle of its inner end.</param>
/// <param name="Outwards">Where it points.</param>
public readonly record struct ReaderStrip(int First, int Count, int Token, float Place, Vector2 Foot, Vector2 Outwards);
