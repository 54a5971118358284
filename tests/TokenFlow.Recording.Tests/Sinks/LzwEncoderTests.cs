using System.Buffers;
using CsCheck;
using TokenFlow.Recording.Films.Containers;

namespace TokenFlow.Recording.Tests.Sinks;

public sealed class LzwEncoderTests
{
    [Test]
    public void Any_pixels_come_back_as_they_were()
    {
        // Few colours make long codes and full tables, many make short ones.
        Gen.Select(Gen.Int[1, 8], Gen.Int[1, 40_000], Gen.Int).Sample((bits, length, seed) =>
        {
            byte[] pixels = new byte[length];
            uint state = (uint)seed;
            for (int i = 0; i < length; i++)
            {
                state = (state * 1664525) + 1013904223;
                pixels[i] = (byte)(state >> (32 - bits));
            }

            return RoundTrip(pixels).AsSpan().SequenceEqual(pixels);
        }, iter: 60);
    }

    [Test]
    public void A_flat_picture_comes_back_and_is_small()
    {
        byte[] pixels = new byte[500_000];
        ArrayBufferWriter<byte> output = new();
        new LzwEncoder().Encode(pixels, 8, output);

        Assert.That(output.WrittenCount, Is.LessThan(2500));
        Assert.That(Decode(output.WrittenSpan), Is.EqualTo(pixels));
    }

    private static byte[] RoundTrip(byte[] pixels)
    {
        ArrayBufferWriter<byte> output = new();
        LzwEncoder encoder = new();
        encoder.Encode([1, 2, 3], 8, output); // What an earlier image left behind must not matter.
        output.ResetWrittenCount();
        encoder.Encode(pixels, 8, output);
        return Decode(output.WrittenSpan);
    }

    // The decoder of the specification, plainly.
    private static byte[] Decode(ReadOnlySpan<byte> data)
    {
        int codeSize = data[0];
        List<byte> bytes = [];
        for (int at = 1; data[at] != 0; at += data[at] + 1)
        {
            bytes.AddRange(data.Slice(at + 1, data[at]));
        }

        int clear = 1 << codeSize, width = codeSize + 1, bit = 0;
        List<byte[]> table = [];
        byte[]? last = null;
        List<byte> pixels = [];
        while (true)
        {
            int code = 0;
            for (int i = 0; i < width; i++, bit++)
            {
                code |= ((bytes[bit / 8] >> (bit % 8)) & 1) << i;
            }

            if (code == clear + 1)
            {
                return [.. pixels];
            }

            if (code == clear)
            {
                table = [.. Enumerable.Range(0, clear + 2).Select(i => new[] { (byte)i })];
                width = codeSize + 1;
                last = null;
                continue;
            }

            byte[] entry = code < table.Count ? table[code] : [.. last!, last![0]];
            pixels.AddRange(entry);
            if (last is not null && table.Count < 4096)
            {
                table.Add([.. last, entry[0]]);
            }

            if (table.Count == 1 << width && width < 12)
            {
                width++;
            }

            last = entry;
        }
    }
}
