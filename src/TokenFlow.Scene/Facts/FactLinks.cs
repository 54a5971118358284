using System.Runtime.InteropServices;
using TokenFlow.Attention.Patterns;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Facts;

/// <summary>
/// Between which facts, hubs and readers something runs that is drawn. Where that would be more than one can tell apart, each
/// fact and each reader keeps some of its hubs in turn, so that all hubs have their part.
/// </summary>
internal sealed class FactLinks
{
    private const int MostTaken = 384;
    private const int MostBeads = 720;
    private const int MostSent = 96;
    private const int MostHubsOfReader = 4;

    private readonly List<(int Fact, int Hub)> _taken = [];
    private readonly List<(int Hub, int Reader)> _sent = [];
    private readonly List<int> _hubs = [];
    private readonly HashSet<(int Hub, int Token)> _read = [];

    /// <summary>What hubs take up: facts by place, hubs by their number in the snapshot.</summary>
    public ReadOnlySpan<(int Fact, int Hub)> Taken => CollectionsMarshal.AsSpan(_taken);

    /// <summary>What hubs send: hubs by their number, readers by theirs in the task.</summary>
    public ReadOnlySpan<(int Hub, int Reader)> Sent => CollectionsMarshal.AsSpan(_sent);

    /// <summary>Works the links of a frame out.</summary>
    public void Gather(FrameSnapshot snapshot, FactView facts)
    {
        _taken.Clear();
        _sent.Clear();
        _hubs.Clear();
        for (int h = 0; h < snapshot.Hubs.Count; h++)
        {
            if (!snapshot.Hubs[h].IsCut)
            {
                _hubs.Add(h);
            }
        }

        if (_hubs.Count == 0 || facts.Facts == 0)
        {
            return;
        }

        Take(snapshot, facts);
        Send(snapshot, facts);
    }

    private void Take(FrameSnapshot snapshot, FactView facts)
    {
        // A hub whose slots bind reads what an edge leads to; one without reads all.
        _read.Clear();
        bool anyBinds = false;
        foreach (HubSnapshot hub in snapshot.Hubs)
        {
            anyBinds |= Binds(hub);
        }

        if (anyBinds)
        {
            foreach (ref readonly EdgeSnapshot edge in snapshot.Edges)
            {
                if (edge.Way == EdgeWay.Hub && snapshot.Tokens[edge.Query].IsHub)
                {
                    _read.Add((edge.Query, edge.Key));
                }
            }
        }

        int each = Math.Clamp(MostTaken / facts.Facts, 1, _hubs.Count);
        int step = (facts.Facts + MostTaken - 1) / MostTaken;
        for (int fact = 0; fact < facts.Facts; fact += step)
        {
            for (int j = 0; j < each; j++)
            {
                int h = _hubs[((fact * each) + j) % _hubs.Count];
                HubSnapshot hub = snapshot.Hubs[h];
                int token = facts.Order[fact].Token;
                if (hub.Position != token && (!Binds(hub) || _read.Contains((hub.Position, token))))
                {
                    _taken.Add((fact, h));
                }
            }
        }
    }

    private void Send(FrameSnapshot snapshot, FactView facts)
    {
        ReadOnlySpan<ReaderSnapshot> readers = snapshot.Readers;
        if (readers.IsEmpty)
        {
            return;
        }

        int most = Math.Clamp(MostBeads / facts.Slots, 8, MostSent);
        int each = Math.Clamp(most / readers.Length, 1, Math.Min(_hubs.Count, MostHubsOfReader));
        int step = (readers.Length + most - 1) / most;
        for (int reader = 0; reader < readers.Length; reader += step)
        {
            for (int j = 0; j < each; j++)
            {
                int h = _hubs[((reader * each) + j) % _hubs.Count];
                if ((uint)readers[reader].Token < (uint)snapshot.Tokens.Length && snapshot.Hubs[h].Position != readers[reader].Token)
                {
                    _sent.Add((h, reader));
                }
            }
        }
    }

    private static bool Binds(in HubSnapshot hub) => hub.Limits.Slots is not null && hub.Flow.Taken < hub.Flow.Offered;
}
