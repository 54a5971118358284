using System.Runtime.InteropServices;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Scene.Facts;

/// <summary>
/// What the picture needs of a recall task: which colour each fact has, who reads which. Facts are numbered by where they stand
/// in the text, so that colours run round the arc and readers show them in reading order. Worked out anew only where the task's
/// snapshot is another one; many frames share one.
/// </summary>
internal sealed class FactView
{
    /// <summary>The most tiles of a reader's strip; more facts share a tile.</summary>
    public const int MostTiles = 64;

    private readonly List<(int Token, int Fact)> _order = [];
    private RecallSnapshot? _of;
    private int _tokens = -1;
    private int[] _slots = [];
    private float[] _shares = [];
    private float[] _tiles = [];
    private float[] _colours = [];
    private int[] _counts = [];

    /// <summary>How many facts there are.</summary>
    public int Facts => _order.Count;

    /// <summary>How many readers there are.</summary>
    public int Readers { get; private set; }

    /// <summary>How many colours the facts have.</summary>
    public int Slots { get; private set; }

    /// <summary>How many tiles a reader's strip has.</summary>
    public int Tiles { get; private set; }

    /// <summary>Facts by place: their tokens, ascending.</summary>
    public ReadOnlySpan<(int Token, int Fact)> Order => CollectionsMarshal.AsSpan(_order);

    /// <summary>[facts] by place: the colour's number.</summary>
    public ReadOnlySpan<int> SlotOf => _slots.AsSpan(0, Facts);

    /// <summary>[facts] by place: the share of the readers that read it, in [0, 1].</summary>
    public ReadOnlySpan<float> ShareOf => _shares.AsSpan(0, Facts);

    /// <summary>[readers] how many of the facts each reads.</summary>
    public ReadOnlySpan<int> CountOf => _counts.AsSpan(0, Readers);

    /// <summary>[tiles] of a reader: the share of the tile's facts that it reads.</summary>
    public ReadOnlySpan<float> TilesOf(int reader) => _tiles.AsSpan(reader * Tiles, Tiles);

    /// <summary>[colours] of a reader: the share of the colour's facts that it reads.</summary>
    public ReadOnlySpan<float> SharesOf(int reader) => _colours.AsSpan(reader * Slots, Slots);

    /// <summary>Colours of facts that less than half of the readers read, one a fact, in the order of the text.</summary>
    public List<int> Lost { get; } = [];

    /// <summary>The first fact, by place, of a tile.</summary>
    public int FirstOf(int tile) => (int)((long)tile * Facts / Math.Max(Tiles, 1));

    /// <summary>The place, from 0, of the fact that stands at a token; -1 where none does.</summary>
    public int PlaceOf(int token)
    {
        int low = 0, high = Facts - 1;
        while (low <= high)
        {
            int mid = (low + high) / 2;
            if (_order[mid].Token == token)
            {
                return mid;
            }

            if (_order[mid].Token < token)
            {
                low = mid + 1;
            }
            else
            {
                high = mid - 1;
            }
        }

        return -1;
    }

    /// <summary>Sees a frame's task, where there is one.</summary>
    public void See(FrameSnapshot snapshot)
    {
        RecallSnapshot? recall = snapshot.Recall;
        int tokens = snapshot.Tokens.Length;
        if (ReferenceEquals(recall, _of) && tokens == _tokens)
        {
            return;
        }

        (_of, _tokens) = (recall, tokens);
        _order.Clear();
        Lost.Clear();
        (Readers, Slots, Tiles) = (recall is null ? 0 : snapshot.Readers.Length, 0, 0);
        if (recall is null)
        {
            return;
        }

        for (int fact = 0; fact < snapshot.Facts.Length; fact++)
        {
            if ((uint)snapshot.Facts[fact].Token < (uint)tokens)
            {
                _order.Add((snapshot.Facts[fact].Token, fact));
            }
        }

        _order.Sort();
        (Slots, Tiles) = (FactPalette.SlotsOf(Facts), Math.Min(Facts, MostTiles));
        Fit(ref _slots, Facts);
        Fit(ref _shares, Facts);
        Fit(ref _counts, Readers);
        Fit(ref _tiles, Readers * Tiles);
        Fit(ref _colours, Readers * Slots);
        for (int i = 0; i < Facts; i++)
        {
            _slots[i] = FactPalette.SlotOf(i, Facts);
        }

        Read(recall.Reads, snapshot.Facts.Length);
    }

    private void Read(IReadOnlyList<bool> reads, int stride)
    {
        _shares.AsSpan(0, Facts).Clear();
        _colours.AsSpan(0, Readers * Slots).Clear();
        Span<int> members = stackalloc int[FactPalette.Most];
        members.Clear();
        foreach (int slot in SlotOf)
        {
            members[slot]++;
        }

        for (int reader = 0; reader < Readers; reader++)
        {
            int count = 0;
            for (int tile = 0; tile < Tiles; tile++)
            {
                int first = FirstOf(tile), last = FirstOf(tile + 1), read = 0;
                for (int i = first; i < last; i++)
                {
                    int at = (reader * stride) + _order[i].Fact;
                    if (at >= reads.Count || !reads[at])
                    {
                        continue;
                    }

                    read++;
                    _shares[i] += 1f / Readers;
                    _colours[(reader * Slots) + _slots[i]] += 1f / members[_slots[i]];
                }

                count += read;
                _tiles[(reader * Tiles) + tile] = read / (float)(last - first);
            }

            _counts[reader] = count;
        }

        for (int i = 0; i < Facts; i++)
        {
            _shares[i] = MathF.Min(_shares[i], 1);
            if (_shares[i] < 0.5f)
            {
                Lost.Add(_slots[i]);
            }
        }
    }

    private static void Fit<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new T[length];
        }
    }
}
