using System.Runtime.InteropServices;
using CsCheck;
using TokenFlow.Recording.Films.Frames;

namespace TokenFlow.Recording.Tests.Films;

public sealed class PixelAreaTests
{
    private const int Width = 23;
    private const int Height = 11;

    [Test]
    public void The_changed_area_is_the_smallest_that_holds_every_change()
    {
        FramePool pool = new(Width, Height);
        Gen.Int[0, (Width * Height) - 1].Array[0, 5].Sample(changes =>
        {
            Frame before = pool.Rent(0), now = pool.Rent(1);
            before.Pixels.Clear();
            now.Pixels.Clear();
            foreach (int change in changes)
            {
                MemoryMarshal.Cast<byte, uint>(now.Pixels)[change] = 1;
            }

            PixelArea area = PixelArea.Changed(now, before);
            before.Release();
            now.Release();
            return area == Smallest(changes);
        });
    }

    [Test]
    public void Without_an_earlier_frame_everything_changed() =>
        Assert.That(PixelArea.Changed(new FramePool(Width, Height).Rent(0), null), Is.EqualTo(new PixelArea(0, 0, Width, Height)));

    [Test]
    public void Aligned_the_area_starts_on_the_grid_and_ends_where_it_did() =>
        Assert.That(new PixelArea(5, 4, 3, 2).AlignedTo(2), Is.EqualTo(new PixelArea(4, 4, 4, 2)));

    [Test]
    public void Shrinking_averages_four_pixels()
    {
        byte[] large = new byte[2 * 2 * 4 * 2], small = new byte[8];
        byte[][] pixels = [[10, 0, 255, 255], [20, 0, 255, 255], [30, 1, 255, 255], [41, 2, 255, 255]];
        for (int i = 0; i < 4; i++)
        {
            // Four across and two down: the left and the right two by two alike.
            pixels[i].CopyTo(large, (((i / 2) * 4) + (i % 2)) * 4);
            pixels[i].CopyTo(large, (((i / 2) * 4) + (i % 2) + 2) * 4);
        }

        Shrink.ByTwo(large, small, 2, 1);
        Assert.That(small, Is.EqualTo(new byte[] { 25, 1, 255, 255, 25, 1, 255, 255 }));
    }

    private static PixelArea Smallest(int[] changes)
    {
        if (changes.Length == 0)
        {
            return default;
        }

        int left = changes.Min(c => c % Width), top = changes.Min(c => c / Width);
        return new PixelArea(left, top, changes.Max(c => c % Width) - left + 1, changes.Max(c => c / Width) - top + 1);
    }
}
