using System.Runtime.CompilerServices;
using Raylib_cs;

namespace TokenFlow.Substitutes.Tests.Bindings;

/// <summary>What crosses into native raylib 6.0 by value must have its very shape.</summary>
public sealed class LayoutTests
{
    [Test]
    public void Structures_have_the_size_that_C_gives_them()
    {
        Assert.That(Unsafe.SizeOf<CBool>(), Is.EqualTo(1));
        Assert.That(Unsafe.SizeOf<Color>(), Is.EqualTo(4));
        Assert.That(Unsafe.SizeOf<Rectangle>(), Is.EqualTo(16));
        Assert.That(Unsafe.SizeOf<Texture2D>(), Is.EqualTo(20));
        Assert.That(Unsafe.SizeOf<RenderTexture2D>(), Is.EqualTo(44));
        Assert.That(Unsafe.SizeOf<FilePathList>(), Is.EqualTo(2 * Unsafe.SizeOf<nint>()));
        Assert.That(Unsafe.SizeOf<Image>(), Is.EqualTo(Unsafe.SizeOf<nint>() + 16));
    }

    [Test]
    public void Fields_lie_in_the_order_of_C()
    {
        var color = new Color(1, 2, 3, 4);
        Assert.That(Unsafe.BitCast<Color, uint>(color), Is.EqualTo(BitConverter.ToUInt32([1, 2, 3, 4])));
        Assert.That(new Color(1, 2, 3), Is.EqualTo(new Color(1, 2, 3, 255)));

        var rectangle = new Rectangle(1, 2, 3, 4);
        Assert.That(Unsafe.BitCast<Rectangle, System.Numerics.Vector4>(rectangle), Is.EqualTo(new System.Numerics.Vector4(1, 2, 3, 4)));

        var texture = new Texture2D { Id = 1, Width = 2, Height = 3, Mipmaps = 4, Format = PixelFormat.UncompressedR8G8B8A8 };
        Assert.That(Unsafe.As<Texture2D, int>(ref texture), Is.EqualTo(1));
        Assert.That(Unsafe.Add(ref Unsafe.As<Texture2D, int>(ref texture), 4), Is.EqualTo(7));
    }

    [Test]
    public void Booleans_are_one_byte_and_anything_but_0_is_true()
    {
        CBool yes = true;
        CBool no = false;
        Assert.That((bool)yes, Is.True);
        Assert.That((bool)no, Is.False);
        Assert.That(Unsafe.BitCast<CBool, sbyte>(yes), Is.EqualTo(1));
        Assert.That((bool)Unsafe.BitCast<sbyte, CBool>(-1), Is.True);
    }

    [Test]
    public void Declarations_are_for_raylib_6()
    {
        Assert.That(Raylib.RAYLIB_VERSION, Is.EqualTo("6.0"));
        Assert.That(Raylib.NativeLibName, Is.EqualTo("raylib"));
    }
}
