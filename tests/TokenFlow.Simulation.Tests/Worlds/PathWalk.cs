using TokenFlow.Attention.Patterns;

namespace TokenFlow.Simulation.Tests.Worlds;

/// <summary>
/// Dye by way, found by walking every path of a tiny graph under uniform weights: at each step mass stays (alpha) or goes
/// to a reader of the token ((1 - alpha) / |S(reader)|), and remembers whether it left a hub or passed a random link.
/// </summary>
internal sealed class PathWalk
{
    private readonly Func<int, AttentionLayout> _layerLayout;
    private readonly int _layers;
    private readonly double _alpha;

    public PathWalk(Func<int, AttentionLayout> layerLayout, int layers, double alpha)
    {
        _layerLayout = layerLayout;
        _layers = layers;
        _alpha = alpha;
        Mass = new double[layerLayout(0).Tokens, 3];
    }

    /// <summary>[tokens, ways].</summary>
    public double[,] Mass { get; }

    public PathWalk From(int origin)
    {
        Walk(0, origin, EdgeWay.Window, 1);
        return this;
    }

    private void Walk(int layer, int at, EdgeWay way, double mass)
    {
        if (layer == _layers)
        {
            Mass[at, (int)way] += mass;
            return;
        }

        Walk(layer + 1, at, way, _alpha * mass);
        AttentionLayout layout = _layerLayout(layer);
        for (int reader = 0; reader < layout.Tokens; reader++)
        {
            if (!layout.Contains(reader, at))
            {
                continue;
            }

            bool random = layout.WayOf(reader, at) == EdgeWay.Random;
            EdgeWay next = layout.IsHub(at) || way == EdgeWay.Hub ? EdgeWay.Hub : random || way == EdgeWay.Random ? EdgeWay.Random : EdgeWay.Window;
            Walk(layer + 1, reader, next, (1 - _alpha) * mass / layout.CountKeys(reader));
        }
    }
}
