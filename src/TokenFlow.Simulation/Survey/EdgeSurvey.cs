using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.State;

namespace TokenFlow.Simulation.Survey;

/// <summary>
/// Looks over every edge of the running layer: keeps the strongest one by one and gathers the rest into bundles. Weights
/// are recomputed from the log-sum-exp, a row at a time, so nothing of size n x w is ever kept. What it finds stays good
/// until the knobs or the layer change.
/// </summary>
public sealed class EdgeSurvey
{
    /// <summary>Edges kept one by one in a short sequence.</summary>
    public const int DefaultEdges = 3_000;

    private const int MaxBins = 96;
    private const int MaxHubGroups = 160;

    private readonly FlowState _state;
    private readonly WorkerTeam _team;
    private readonly int _capacity;
    private readonly EdgeRank _rank = new();
    private readonly int[] _groupOf;
    private readonly SurveyBin[] _bins;
    private readonly RowScratch[] _scratch;
    private readonly Action<int, int> _surveyBin;
    private readonly BundleTable _bundles = new();
    private readonly KeyDye _dye;
    private readonly StrongestEdges[] _strongest;
    private readonly EdgeSnapshot[] _edges;
    private BundleSnapshot[] _bundleBuffer = [];
    private int _edgeCount;
    private int _bundleCount;
    private readonly Derived<EdgeSnapshot[]> _chosen;

    /// <param name="state">The rows.</param>
    /// <param name="team">The threads that share the work, a bin of queries an item.</param>
    /// <param name="capacity">Edges kept one by one; 0 switches the survey off.</param>
    public EdgeSurvey(FlowState state, WorkerTeam team, int capacity)
    {
        _state = state;
        _team = team;
        _capacity = capacity;
        _groupOf = new int[state.Tokens];
        _dye = new KeyDye(state);
        _edges = new EdgeSnapshot[capacity];
        int bins = capacity == 0 ? 0 : Math.Min(MaxBins, state.Tokens);
        _bins = new SurveyBin[bins];
        for (int b = 0; b < bins; b++)
        {
            _bins[b] = new SurveyBin(_dye, _groupOf);
        }

        int workers = capacity == 0 ? 0 : team.Threads;
        _scratch = new RowScratch[workers];
        _strongest = new StrongestEdges[workers];
        for (int t = 0; t < workers; t++)
        {
            _strongest[t] = new StrongestEdges(capacity, _rank);
            _scratch[t] = new RowScratch(state.Tokens, state.Heads);
        }

        _surveyBin = Survey;
        _chosen = new Derived<EdgeSnapshot[]>(state, SurveyAll);
    }

    /// <summary>Looks over the running layer, where anything has changed.</summary>
    public void Update()
    {
        if (_capacity > 0)
        {
            _ = _chosen.Value;
        }
    }

    /// <summary>Writes what was found last into a snapshot.</summary>
    /// <param name="snapshot">Where it goes.</param>
    internal void CopyTo(FrameSnapshot snapshot)
    {
        snapshot.Bins = _bins.Length;
        snapshot.EdgeCount = _edgeCount;
        SnapshotPool.Fit(ref snapshot.EdgeBuffer, _edgeCount);
        _edges.AsSpan(0, _edgeCount).CopyTo(snapshot.EdgeBuffer);
        snapshot.BundleCount = _bundleCount;
        SnapshotPool.Fit(ref snapshot.BundleBuffer, _bundleCount);
        _bundleBuffer.AsSpan(0, _bundleCount).CopyTo(snapshot.BundleBuffer);
    }

    private EdgeSnapshot[] SurveyAll()
    {
        AssignGroups();
        _dye.Update();
        foreach (StrongestEdges strongest in _strongest)
        {
            strongest.Clear();
        }

        _team.Run(_bins.Length, _surveyBin);

        // Sums are merged in the order of the bins, whoever surveyed them. The strongest of all are among the strongest of
        // each worker, and by a total order they are the same however the rows were shared.
        _bundles.Clear();
        foreach (SurveyBin bin in _bins)
        {
            _bundles.Add(bin.Bundles);
        }

        StrongestEdges all = _strongest[0];
        foreach (StrongestEdges others in _strongest.AsSpan(1))
        {
            foreach (ref readonly EdgeSnapshot edge in others.Kept)
            {
                all.Offer(edge);
            }
        }

        _edgeCount = all.Kept.Length;
        all.Kept.CopyTo(_edges);
        Array.Sort(_edges, 0, _edgeCount, _rank);
        foreach (ref readonly EdgeSnapshot edge in _edges.AsSpan(0, _edgeCount))
        {
            _bundles.Add(_groupOf[edge.Query], _groupOf[edge.Key], edge.Way, -1, -edge.Weight, -edge.Flow);
        }

        _bundleCount = _bundles.CopyTo(ref _bundleBuffer);
        return _edges;
    }

    // Hubs stand by themselves, in the order of the snapshot's list; beyond a bound they go with their neighbours.
    private void AssignGroups()
    {
        for (int b = 0; b < _bins.Length; b++)
        {
            for (int i = FirstOf(b); i < FirstOf(b + 1); i++)
            {
                _groupOf[i] = b;
            }
        }

        AttentionLayout layout = _state.Plan.Head(0);
        ReadOnlySpan<int> hubs = layout.Hubs;
        ReadOnlySpan<int> cut = layout.CutHubs;
        int number = 0;
        for (int h = 0, c = 0; (h < hubs.Length || c < cut.Length) && number < MaxHubGroups; number++)
        {
            bool takeCut = h == hubs.Length || (c < cut.Length && cut[c] < hubs[h]);
            int token = takeCut ? cut[c++] : hubs[h++];
            _groupOf[token] = -1 - number;
        }
    }

    private int FirstOf(int bin) => (int)((long)bin * _state.Tokens / _bins.Length);

    private void Survey(int bin, int worker) =>
        _bins[bin].Survey(FirstOf(bin), FirstOf(bin + 1), _scratch[worker], _strongest[worker], _state.Inputs, _state.Plan, _state.LogSumExp);
}
