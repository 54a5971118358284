using System.Runtime.InteropServices;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Frames;

namespace TokenFlow.Recording.Tests.Sinks;

public sealed class ColourReducerTests
{
    private const int Side = 64;

    [Test]
    public void Few_colours_are_kept_exactly()
    {
        uint[] colours = [0xFF17_0E0B, 0xFF48_B6FF, 0xFFDC_9660, 0xFFF4_E8E2];
        Frame frame = Make((x, y) => colours[(x + (3 * y)) % 4]);

        Assert.That(Reduced(frame, null), Is.EqualTo(MemoryMarshal.Cast<byte, uint>(frame.Pixels).ToArray()));
    }

    [Test]
    public void A_dark_gradient_has_no_wide_bands()
    {
        // Levels 8 to 40 in 64 columns and as many rows of another channel: 1,000 colours for 255 places.
        Frame frame = Make((x, y) => 0xFF000000u | (uint)(8 + (x / 2)) | ((uint)(8 + (y / 2)) << 8) | (20u << 16));
        uint[] reduced = Reduced(frame, null);
        ReadOnlySpan<uint> exact = MemoryMarshal.Cast<byte, uint>(frame.Pixels);
        for (int i = 0; i < reduced.Length; i++)
        {
            Assert.That((int)(reduced[i] & 255), Is.EqualTo((int)(exact[i] & 255)).Within(4));
            Assert.That((int)((reduced[i] >> 8) & 255), Is.EqualTo((int)((exact[i] >> 8) & 255)).Within(4));
        }
    }

    [Test]
    public void Many_colours_keep_their_mean_over_a_small_area()
    {
        Frame frame = Make((x, y) => 0xFF000000u | (uint)(4 * x) | ((uint)(4 * y) << 8) | ((uint)(2 * (x + y)) << 16));
        uint[] reduced = Reduced(frame, null);
        ReadOnlySpan<uint> exact = MemoryMarshal.Cast<byte, uint>(frame.Pixels);
        for (int top = 0; top < Side; top += 8)
        {
            for (int left = 0; left < Side; left += 8)
            {
                for (int shift = 0; shift < 24; shift += 8)
                {
                    Assert.That(Mean(reduced, left, top, shift), Is.EqualTo(Mean(exact, left, top, shift)).Within(10));
                }
            }
        }
    }

    [Test]
    public void Pixels_that_stayed_are_marked_as_before()
    {
        Frame before = Make((x, _) => 0xFF000000u | (uint)x), now = Make((x, _) => 0xFF000000u | (uint)(x == 5 ? 200 : x));
        byte[] indices = new byte[Side * Side];
        new ColourReducer().Reduce(now, before, new PixelArea(0, 0, Side, Side), indices);

        for (int i = 0; i < indices.Length; i++)
        {
            Assert.That(indices[i] == ColourReducer.MaxColours, Is.EqualTo(i % Side != 5));
        }
    }

    [Test]
    public void What_was_reduced_before_does_not_matter()
    {
        Frame one = Make((x, y) => 0xFF000000u | (uint)(4 * x) | ((uint)(4 * y) << 8)), two = Make((x, y) => 0xFF000000u | (uint)(x * y) & 0xFFFFFF | 0xFF000000u);
        ColourReducer used = new();
        byte[] first = new byte[Side * Side], second = new byte[Side * Side];
        used.Reduce(one, null, new PixelArea(0, 0, Side, Side), first);
        used.Reduce(two, null, new PixelArea(0, 0, Side, Side), first);
        ColourReducer fresh = new();
        fresh.Reduce(two, null, new PixelArea(0, 0, Side, Side), second);

        Assert.That(first, Is.EqualTo(second));
        Assert.That(used.Palette.ToArray(), Is.EqualTo(fresh.Palette.ToArray()));
    }

    private static double Mean(ReadOnlySpan<uint> pixels, int left, int top, int shift)
    {
        double sum = 0;
        for (int y = top; y < top + 8; y++)
        {
            for (int x = left; x < left + 8; x++)
            {
                sum += (pixels[(y * Side) + x] >> shift) & 255;
            }
        }

        return sum / 64;
    }

    private static uint[] Reduced(Frame frame, Frame? previous)
    {
        ColourReducer reducer = new();
        byte[] indices = new byte[Side * Side];
        reducer.Reduce(frame, previous, new PixelArea(0, 0, Side, Side), indices);
        byte[] palette = reducer.Palette.ToArray();
        return [.. indices.Select(i => 0xFF000000u | palette[i * 3] | ((uint)palette[(i * 3) + 1] << 8) | ((uint)palette[(i * 3) + 2] << 16))];
    }

    private static Frame Make(Func<int, int, uint> colour)
    {
        Frame frame = new FramePool(Side, Side).Rent(0);
        Span<uint> pixels = MemoryMarshal.Cast<byte, uint>(frame.Pixels);
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = colour(i % Side, i / Side);
        }

        return frame;
    }
}
