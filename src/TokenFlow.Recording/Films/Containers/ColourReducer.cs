using System.Numerics;
using TokenFlow.Recording.Films.Frames;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.Recording.Films.Containers;

/// <summary>
/// Reduces the changed pixels of a frame to a palette. Colours are gathered in bins that are finer in the dark, split
/// by greatest variance in Oklab (as Wu 1991 and median cut do, but on the bins that occur) and refined by one round
/// of k-means. Dithering is ordered: each bin knows the two palette colours it lies between and their mixture, and a
/// fixed matrix decides pixel by pixel, so a still pattern stays still. Belongs to one thread at a time.
/// </summary>
/// <param name="most">The most colours of a palette.</param>
internal sealed class ColourReducer(int most = ColourReducer.MaxColours)
{
    /// <summary>Most colours of a palette; one of 256 indices is kept for 'as before'.</summary>
    public const int MaxColours = FilmSettings.MostColours;

    private const int BinBits = 6;

    // Where mixing two colours is not worth its pattern: about half of what the eye tells apart, squared.
    private const float CloseEnough = 0.0035f * 0.0035f;

    // How much the contrast within a dither pattern counts against its better mean.
    private const float PatternPenalty = 0.12f;

    private static readonly byte[] Channel = [.. Enumerable.Range(0, 256).Select(ToBin)];
    private static readonly byte[] Thresholds = BuildThresholds();

    private readonly int[] _slots = new int[1 << (3 * BinBits)];
    private readonly List<int> _used = [];
    private ColourBin[] _bins = new ColourBin[1024];
    private int[] _order = [];
    private float[] _keys = [];
    private readonly List<Box> _boxes = [];
    private readonly Vector3[] _palette = new Vector3[MaxColours];
    private readonly byte[] _paletteBytes = new byte[MaxColours * 3];
    private int _colours;

    /// <summary>The palette found last: red, green, blue, a byte each.</summary>
    public ReadOnlySpan<byte> Palette => _paletteBytes.AsSpan(0, _colours * 3);

    /// <summary>Reduces the pixels of an area.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="previous">The frame before; pixels like its own get <see cref="MaxColours"/>, 'as before'.</param>
    /// <param name="area">The area, not empty.</param>
    /// <param name="indices">The result, area.Width x area.Height palette indices.</param>
    public void Reduce(Frame frame, Frame? previous, PixelArea area, Span<byte> indices)
    {
        Gather(frame, previous, area);
        if (_used.Count <= most)
        {
            TakeAll();
        }
        else
        {
            Split();
        }

        Assign(refine: _used.Count > most);
        Map(frame, previous, area, indices);
        foreach (int bin in _used)
        {
            _slots[bin] = 0;
        }

        _used.Clear();
    }

    // Six bits a channel would be four levels wide everywhere; a root makes them two wide in the dark and six in the light.
    private static byte ToBin(int level) => (byte)Math.Min(63, (int)(64 * MathF.Pow(level / 256f, 0.62f)));

    // Bayer's 8 x 8 matrix by bit interleaving of x ^ y and y.
    private static byte[] BuildThresholds()
    {
        byte[] matrix = new byte[64];
        for (int y = 0; y < 8; y++)
        {
            for (int x = 0; x < 8; x++)
            {
                int value = 0;
                for (int bit = 0; bit < 3; bit++)
                {
                    value |= ((((x ^ y) >> bit) & 1) << (5 - (2 * bit))) | (((y >> bit) & 1) << (4 - (2 * bit)));
                }

                matrix[(y * 8) + x] = (byte)((value * 4) + 2);
            }
        }

        return matrix;
    }

    private static int BinOf(ReadOnlySpan<byte> pixel) =>
        (Channel[pixel[0]] << (2 * BinBits)) | (Channel[pixel[1]] << BinBits) | Channel[pixel[2]];

    private static bool Same(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int at) =>
        a[at] == b[at] && a[at + 1] == b[at + 1] && a[at + 2] == b[at + 2];

    private void Gather(Frame frame, Frame? previous, PixelArea area)
    {
        ReadOnlySpan<byte> pixels = frame.Pixels;
        ReadOnlySpan<byte> before = previous is null ? default : previous.Pixels;
        for (int y = area.Top; y < area.Bottom; y++)
        {
            int at = ((y * frame.Width) + area.Left) * 4;
            for (int x = 0; x < area.Width; x++, at += 4)
            {
                if (!before.IsEmpty && Same(pixels, before, at))
                {
                    continue;
                }

                int bin = BinOf(pixels.Slice(at, 4));
                int slot = _slots[bin];
                if (slot == 0)
                {
                    _used.Add(bin);
                    slot = _used.Count;
                    _slots[bin] = slot;
                    if (slot > _bins.Length)
                    {
                        Array.Resize(ref _bins, _bins.Length * 2);
                    }

                    _bins[slot - 1] = default;
                }

                ref ColourBin sum = ref _bins[slot - 1];
                sum.Count++;
                sum.Red += pixels[at];
                sum.Green += pixels[at + 1];
                sum.Blue += pixels[at + 2];
            }
        }

        for (int i = 0; i < _used.Count; i++)
        {
            ref ColourBin bin = ref _bins[i];
            bin.Colour = Oklab.Of(Mean(bin.Red, bin.Count), Mean(bin.Green, bin.Count), Mean(bin.Blue, bin.Count));
        }
    }

    private static byte Mean(long sum, long count) => (byte)((sum + (count / 2)) / count);

    private void TakeAll()
    {
        _colours = _used.Count;
        for (int i = 0; i < _colours; i++)
        {
            SetColour(i, _bins[i].Red, _bins[i].Green, _bins[i].Blue, _bins[i].Count);
        }
    }

    private void Split()
    {
        int bins = _used.Count;
        if (_order.Length < bins)
        {
            _order = new int[_bins.Length];
            _keys = new float[_bins.Length];
        }

        for (int i = 0; i < bins; i++)
        {
            _order[i] = i;
        }

        _boxes.Clear();
        _boxes.Add(Measure(0, bins));
        while (_boxes.Count < most)
        {
            int worst = 0;
            for (int i = 1; i < _boxes.Count; i++)
            {
                if (_boxes[i].Spread > _boxes[worst].Spread)
                {
                    worst = i;
                }
            }

            Box box = _boxes[worst];
            if (!(box.Spread > 0))
            {
                break;
            }

            int middle = Cut(box);
            _boxes[worst] = Measure(box.Start, middle);
            _boxes.Add(Measure(middle, box.End));
        }

        _colours = _boxes.Count;
        for (int i = 0; i < _colours; i++)
        {
            long red = 0, green = 0, blue = 0, count = 0;
            foreach (int bin in _order.AsSpan(_boxes[i].Start, _boxes[i].End - _boxes[i].Start))
            {
                red += _bins[bin].Red;
                green += _bins[bin].Green;
                blue += _bins[bin].Blue;
                count += _bins[bin].Count;
            }

            SetColour(i, red, green, blue, count);
        }
    }

    // The summed squared distance from the mean, a channel at a time, as the box's worth of splitting.
    private Box Measure(int start, int end)
    {
        Vector3 sum = default, squares = default;
        float weight = 0;
        foreach (int bin in _order.AsSpan(start, end - start))
        {
            float count = _bins[bin].Count;
            Vector3 colour = _bins[bin].Colour;
            weight += count;
            sum += count * colour;
            squares += count * colour * colour;
        }

        Vector3 spread = squares - (sum * sum / weight);
        int axis = spread.X >= spread.Y && spread.X >= spread.Z ? 0 : spread.Y >= spread.Z ? 1 : 2;

        // Crowds count less than in proportion, or a large dark ground would take the whole palette.
        float worth = end - start < 2 ? 0 : (spread.X + spread.Y + spread.Z) / MathF.Sqrt(weight);
        return new Box(start, end, axis, worth);
    }

    // Sorts the box along its widest axis and cuts where the two parts' spreads add up to least.
    private int Cut(Box box)
    {
        int length = box.End - box.Start;
        Span<float> keys = _keys.AsSpan(box.Start, length);
        Span<int> order = _order.AsSpan(box.Start, length);
        double total = 0, weight = 0;
        for (int i = 0; i < length; i++)
        {
            ref readonly ColourBin bin = ref _bins[order[i]];
            keys[i] = bin.Colour[box.Axis];
            total += keys[i] * (double)bin.Count;
            weight += bin.Count;
        }

        keys.Sort(order);
        double left = 0, leftWeight = 0, best = -1;
        int cut = 1;
        for (int i = 0; i < length - 1; i++)
        {
            double count = _bins[order[i]].Count;
            left += keys[i] * count;
            leftWeight += count;

            // Least spread within is greatest spread between: sum squared over weight on both sides.
            double between = (left * left / leftWeight) + ((total - left) * (total - left) / (weight - leftWeight));
            if (between > best)
            {
                best = between;
                cut = i + 1;
            }
        }

        return box.Start + cut;
    }

    private void SetColour(int index, long red, long green, long blue, long count)
    {
        byte r = Mean(red, count), g = Mean(green, count), b = Mean(blue, count);
        _paletteBytes[index * 3] = r;
        _paletteBytes[(index * 3) + 1] = g;
        _paletteBytes[(index * 3) + 2] = b;
        _palette[index] = Oklab.Of(r, g, b);
    }

    private void Assign(bool refine)
    {
        if (!refine)
        {
            for (int i = 0; i < _used.Count; i++)
            {
                _bins[i].First = _bins[i].Second = (byte)i;
            }

            return;
        }

        Span<long> sums = stackalloc long[MaxColours * 4];
        sums.Clear();
        for (int i = 0; i < _used.Count; i++)
        {
            int nearest = Nearest(_bins[i].Colour, out _);
            Span<long> sum = sums.Slice(nearest * 4, 4);
            sum[0] += _bins[i].Red;
            sum[1] += _bins[i].Green;
            sum[2] += _bins[i].Blue;
            sum[3] += _bins[i].Count;
        }

        for (int i = 0; i < _colours; i++)
        {
            if (sums[(i * 4) + 3] > 0)
            {
                SetColour(i, sums[i * 4], sums[(i * 4) + 1], sums[(i * 4) + 2], sums[(i * 4) + 3]);
            }
        }

        for (int i = 0; i < _used.Count; i++)
        {
            Mix(ref _bins[i]);
        }
    }

    private int Nearest(Vector3 colour, out float distance)
    {
        int nearest = 0;
        distance = float.MaxValue;
        for (int i = 0; i < _colours; i++)
        {
            float d = Vector3.DistanceSquared(colour, _palette[i]);
            if (d < distance)
            {
                distance = d;
                nearest = i;
            }
        }

        return nearest;
    }

    // Finds the second colour that, mixed with the nearest, comes closest to the bin's.
    private void Mix(ref ColourBin bin)
    {
        int first = Nearest(bin.Colour, out float best);
        bin.First = bin.Second = (byte)first;
        bin.Share = 0;
        if (best < CloseEnough)
        {
            return;
        }

        Vector3 from = _palette[first];
        Vector3 wanted = bin.Colour - from;
        for (int i = 0; i < _colours; i++)
        {
            Vector3 step = _palette[i] - from;
            float along = Vector3.Dot(wanted, step);
            if (along <= 0)
            {
                continue;
            }

            float length = step.LengthSquared();
            float share = MathF.Min(along / length, 0.5f);
            float error = Vector3.DistanceSquared(wanted, step * share) + (PatternPenalty * share * (1 - share) * length);
            if (error < best)
            {
                best = error;
                bin.Second = (byte)i;
                bin.Share = (byte)(share * 255);
            }
        }
    }

    private void Map(Frame frame, Frame? previous, PixelArea area, Span<byte> indices)
    {
        ReadOnlySpan<byte> pixels = frame.Pixels;
        ReadOnlySpan<byte> before = previous is null ? default : previous.Pixels;
        int to = 0;
        for (int y = area.Top; y < area.Bottom; y++)
        {
            int at = ((y * frame.Width) + area.Left) * 4;
            ReadOnlySpan<byte> thresholds = Thresholds.AsSpan((y & 7) * 8, 8);
            for (int x = area.Left; x < area.Right; x++, at += 4)
            {
                if (!before.IsEmpty && Same(pixels, before, at))
                {
                    indices[to++] = MaxColours;
                    continue;
                }

                ref readonly ColourBin bin = ref _bins[_slots[BinOf(pixels.Slice(at, 4))] - 1];
                indices[to++] = thresholds[x & 7] < bin.Share ? bin.Second : bin.First;
            }
        }
    }

    private readonly record struct Box(int Start, int End, int Axis, float Spread);

    private struct ColourBin
    {
        public long Red;
        public long Green;
        public long Blue;
        public long Count;
        public Vector3 Colour;
        public byte First;
        public byte Second;
        public byte Share;
    }
}
