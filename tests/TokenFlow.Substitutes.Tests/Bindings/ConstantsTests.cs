using Raylib_cs;

namespace TokenFlow.Substitutes.Tests.Bindings;

/// <summary>Numbers that native raylib 6.0 fixes.</summary>
public sealed class ConstantsTests
{
    [TestCase(KeyboardKey.Null, 0)]
    [TestCase(KeyboardKey.Space, 32)]
    [TestCase(KeyboardKey.Comma, 44)]
    [TestCase(KeyboardKey.Period, 46)]
    [TestCase(KeyboardKey.Zero, 48)]
    [TestCase(KeyboardKey.Nine, 57)]
    [TestCase(KeyboardKey.A, 65)]
    [TestCase(KeyboardKey.Z, 90)]
    [TestCase(KeyboardKey.LeftBracket, 91)]
    [TestCase(KeyboardKey.RightBracket, 93)]
    [TestCase(KeyboardKey.Escape, 256)]
    [TestCase(KeyboardKey.Right, 262)]
    [TestCase(KeyboardKey.Up, 265)]
    [TestCase(KeyboardKey.Home, 268)]
    [TestCase(KeyboardKey.Pause, 284)]
    [TestCase(KeyboardKey.F1, 290)]
    [TestCase(KeyboardKey.F12, 301)]
    [TestCase(KeyboardKey.Kp0, 320)]
    [TestCase(KeyboardKey.KpEqual, 336)]
    [TestCase(KeyboardKey.LeftShift, 340)]
    [TestCase(KeyboardKey.KeyboardMenu, 348)]
    public void Keys(KeyboardKey key, int number) => Assert.That((int)key, Is.EqualTo(number));

    [TestCase(ConfigFlags.FullscreenMode, 0x2u)]
    [TestCase(ConfigFlags.ResizableWindow, 0x4u)]
    [TestCase(ConfigFlags.Msaa4xHint, 0x20u)]
    [TestCase(ConfigFlags.VSyncHint, 0x40u)]
    [TestCase(ConfigFlags.HiddenWindow, 0x80u)]
    [TestCase(ConfigFlags.AlwaysRunWindow, 0x100u)]
    [TestCase(ConfigFlags.HighDpiWindow, 0x2000u)]
    public void Flags(ConfigFlags flag, uint number) => Assert.That((uint)flag, Is.EqualTo(number));

    [Test]
    public void Other_enumerations()
    {
        Assert.That((int)MouseButton.Left, Is.Zero);
        Assert.That((int)MouseButton.Back, Is.EqualTo(6));
        Assert.That((int)MouseCursor.PointingHand, Is.EqualTo(4));
        Assert.That((int)MouseCursor.NotAllowed, Is.EqualTo(10));
        Assert.That((int)BlendMode.Additive, Is.EqualTo(1));
        Assert.That((int)BlendMode.AlphaPremultiply, Is.EqualTo(5));
        Assert.That((int)TextureFilter.Bilinear, Is.EqualTo(1));
        Assert.That((int)PixelFormat.UncompressedR8G8B8A8, Is.EqualTo(7));
        Assert.That((int)TraceLogLevel.Warning, Is.EqualTo(4));
    }
}
