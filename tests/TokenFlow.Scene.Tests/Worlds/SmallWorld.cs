using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests.Worlds;

/// <summary>
/// A small honest world for pictures: uniform attention over an explicit edge list, dye carried by
/// X' = a X + (1 - a) A X in three ways, snapshots at any layer and progress. Plain loops, no kernel.
/// </summary>
internal sealed class SmallWorld
{
    private readonly List<(int Key, EdgeWay Way)>[] _rows;
    private readonly List<double[][]> _states = [];
    private readonly WorldPlan _plan;
    private readonly HashSet<int> _hubs;

    public SmallWorld(WorldPlan plan)
    {
        _plan = plan;
        _hubs = [.. plan.Hubs];
        _rows = new List<(int, EdgeWay)>[plan.Tokens];
        ulong seed = 0x9E3779B97F4A7C15;
        for (int i = 0; i < plan.Tokens; i++)
        {
            var row = new SortedDictionary<int, EdgeWay>();
            for (int j = Math.Max(i - plan.Window, 0); j <= Math.Min(i + plan.Window, plan.Tokens - 1); j++)
            {
                row[j] = EdgeWay.Window;
            }

            for (int r = 0; r < plan.RandomLinks; r++)
            {
                seed = (seed * 6364136223846793005) + 1442695040888963407;
                row.TryAdd((int)((seed >> 33) % (ulong)plan.Tokens), EdgeWay.Random);
            }

            if (_hubs.Contains(i))
            {
                for (int j = 0; j < plan.Tokens; j++)
                {
                    row[j] = EdgeWay.Hub;
                }
            }

            foreach (int hub in plan.Hubs)
            {
                row[hub] = EdgeWay.Hub;
            }

            foreach (int cut in plan.Cut)
            {
                if (i == cut)
                {
                    row = new SortedDictionary<int, EdgeWay> { [i] = EdgeWay.Window };
                }
                else
                {
                    row.Remove(cut);
                }
            }

            _rows[i] = [.. row.Select(pair => (pair.Key, pair.Value))];
        }

        var start = NewState(plan.Tokens);
        start[0][plan.Origin] = 1;
        _states.Add(start);
        for (int layer = 0; layer < plan.Layers; layer++)
        {
            _states.Add(Next(_states[^1]));
        }

        Subject = new Subject
        {
            Name = plan.Name,
            Title = plan.Title,
            Summary = "A picture's subject.",
            Pieces = [.. Enumerable.Range(0, plan.Tokens).Select(Piece)],
            Layers = plan.Layers,
            FramesPerLayer = plan.FramesPerLayer,
            FramesPerSecond = 30,
            WeightSource = "uniform",
            Heads = 1,
        };
    }

    public Subject Subject { get; }

    public long EdgeCount => _rows.Sum(row => (long)row.Count);

    /// <summary>The snapshot when <paramref name="done"/> layers are finished and the next is at <paramref name="progress"/>.</summary>
    public FrameSnapshot At(int done, float progress = 0, int mostEdges = 4000, int bins = 96)
    {
        int n = _plan.Tokens;
        bool isFinished = done >= _plan.Layers;
        double[][] input = _states[done], output = _states[isFinished ? done : done + 1];
        var tracer = new TracerSnapshot
        {
            Origin = _plan.Origin,
            Name = "dye",
            BeforeBuffer = [.. input.SelectMany(way => way).Select(a => (float)a)],
            AfterBuffer = [.. output.SelectMany(way => way).Select(a => (float)a)],
            WindowBuffer = Blend(input[0], output[0], progress),
            RandomBuffer = Blend(input[1], output[1], progress),
            HubBuffer = Blend(input[2], output[2], progress),
            ArrivalBuffer = Arrival(done),
            TokenCount = n,
        };
        for (int layer = 0; layer <= done; layer++)
        {
            tracer.ConeRows.Add([.. Enumerable.Range(0, n).Select(i => (float)Sum(_states[layer], i))]);
        }

        var snapshot = new FrameSnapshot(null)
        {
            Subject = Subject,
            Frame = (long)((done + progress) * _plan.FramesPerLayer),
            Seconds = (done + progress) * _plan.FramesPerLayer / 30,
            CompletedLayers = done,
            Progress = progress,
            PatternLabel = $"{_plan.Name}  n {n}  w {_plan.Window}  hubs {_plan.Hubs.Length}",
            Window = _plan.Window,
            Residual = (float)_plan.Residual,
            TokenCount = n,
            TokenBuffer = [.. Enumerable.Range(0, n).Select(i => new TokenSnapshot(
                i < _plan.Memory ? TokenRole.Memory : Piece(i).StartsWith("[CLS", StringComparison.Ordinal) ? TokenRole.Special : TokenRole.Text,
                _hubs.Contains(i),
                _plan.Cut.Contains(i)))],
        };
        snapshot.TracerList.Add(tracer);
        AddEdges(snapshot, _states[isFinished ? done - 1 : done], mostEdges, bins);
        AddHubs(snapshot, tracer);
        AddMeters(snapshot, tracer);
        return snapshot;
    }

    private static double[][] NewState(int tokens) => [new double[tokens], new double[tokens], new double[tokens]];

    private static double Sum(double[][] state, int token) => state[0][token] + state[1][token] + state[2][token];

    private static float[] Blend(double[] from, double[] to, float t) => [.. from.Zip(to, (a, b) => (float)((a * (1 - t)) + (b * t)))];

    private double[][] Next(double[][] x)
    {
        double[][] next = NewState(_plan.Tokens);
        double a = _plan.Residual;
        for (int i = 0; i < _plan.Tokens; i++)
        {
            double weight = 1.0 / _rows[i].Count;
            for (int way = 0; way < 3; way++)
            {
                next[way][i] += a * x[way][i];
            }

            foreach ((int key, EdgeWay edge) in _rows[i])
            {
                for (int way = 0; way < 3; way++)
                {
                    next[Math.Max(way, (int)edge)][i] += (1 - a) * weight * x[way][key];
                }
            }
        }

        return next;
    }

    private int[] Arrival(int done)
    {
        var arrival = new int[_plan.Tokens];
        for (int i = 0; i < arrival.Length; i++)
        {
            arrival[i] = -1;
            for (int layer = 0; layer <= done && arrival[i] < 0; layer++)
            {
                arrival[i] = Sum(_states[layer], i) > 0 ? layer : -1;
            }
        }

        return arrival;
    }

    private void AddEdges(FrameSnapshot snapshot, double[][] input, int most, int bins)
    {
        var edges = new List<EdgeSnapshot>();
        for (int i = 0; i < _rows.Length; i++)
        {
            float weight = 1f / _rows[i].Count;
            foreach ((int key, EdgeWay way) in _rows[i])
            {
                edges.Add(new EdgeSnapshot(i, key, weight, (float)((1 - _plan.Residual) * weight * Sum(input, key)), way, 0));
            }
        }

        edges.Sort((a, b) => a.Flow != b.Flow ? b.Flow.CompareTo(a.Flow)
            : a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight)
            : Scatter(a).CompareTo(Scatter(b)));
        snapshot.EdgeBuffer = [.. edges.Take(most)];
        snapshot.EdgeCount = snapshot.EdgeBuffer.Length;
        snapshot.Bins = Math.Min(bins, _plan.Tokens);
        var bundles = new SortedDictionary<(int, int, EdgeWay), (long, double, double)>();
        foreach (EdgeSnapshot edge in edges.Skip(most))
        {
            var key = (Group(edge.Query, snapshot.Bins), Group(edge.Key, snapshot.Bins), edge.Way);
            (long count, double weight, double flow) = bundles.GetValueOrDefault(key);
            bundles[key] = (count + 1, weight + edge.Weight, flow + edge.Flow);
        }

        snapshot.BundleBuffer = [.. bundles.Select(b => new BundleSnapshot(b.Key.Item1, b.Key.Item2, b.Value.Item1, (float)b.Value.Item2, (float)b.Value.Item3, b.Key.Item3))];
        snapshot.BundleCount = snapshot.BundleBuffer.Length;
    }

    // Ties fall anywhere, as in the simulation, so that the strongest few are not all at one end.
    private static ulong Scatter(EdgeSnapshot edge)
    {
        ulong x = ((ulong)(uint)edge.Query << 32) | (uint)edge.Key;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    private int Group(int token, int bins)
    {
        int hub = Array.IndexOf(_plan.Hubs, token);
        return hub >= 0 ? -1 - hub : (int)(((((long)token + 1) * bins) - 1) / _plan.Tokens);
    }

    private void AddHubs(FrameSnapshot snapshot, TracerSnapshot tracer)
    {
        foreach (int hub in _plan.Hubs)
        {
            double load = _rows.Sum(row => row.Any(e => e.Key == hub) ? 1.0 / row.Count : 0) / _plan.Tokens;
            snapshot.HubList.Add(new HubSnapshot(hub, (float)load, tracer.Total(hub), _plan.Cut.Contains(hub)));
        }
    }

    private void AddMeters(FrameSnapshot snapshot, TracerSnapshot tracer)
    {
        int[] reached = [.. tracer.ArrivalBuffer.Where(a => a >= 0)];
        double Reading(EdgeWay way) => _rows.Sum(row => row.Count(e => e.Way == way) / (double)row.Count) / _plan.Tokens;
        snapshot.Meters = new Meters(
            reached.Length,
            reached.Length > 1 ? reached.Sum() / (double)(reached.Length - 1) : 0,
            new WayShares(tracer.WindowBuffer.Sum(), tracer.RandomBuffer.Sum(), tracer.HubBuffer.Sum()).Normalised(),
            new WayShares(Reading(EdgeWay.Window), Reading(EdgeWay.Random), Reading(EdgeWay.Hub)).Normalised(),
            EdgeCount,
            (long)_plan.Tokens * _plan.Tokens);
    }

    private string Piece(int i)
    {
        if (i < _plan.Memory)
        {
            return $"[M{i}]";
        }

        if (i == _plan.Cls)
        {
            return "[CLS]";
        }

        string[] words = _plan.Words;
        return words[i % words.Length];
    }
}
