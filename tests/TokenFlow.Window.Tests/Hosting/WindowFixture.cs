using TokenFlow.Recording.Type;
using TokenFlow.Window.Hosting;
using TokenFlow.Window.Native;

namespace TokenFlow.Window.Tests.Hosting;

/// <summary>Tests in a real window, one for all tests of a fixture; skipped, with the reason, where none can be opened.</summary>
[NonParallelizable]
public abstract class WindowFixture
{
    protected const int Width = 1280;
    protected const int Height = 720;

    private GlyphSource _letters = null!;

    protected FontBook Fonts { get; private set; } = null!;

    protected RaylibHost Host { get; private set; } = null!;

    [OneTimeSetUp]
    public void Open()
    {
        WindowRequirement.Demand(NativeRaylib.Demand);
        Fonts = new FontBook();
        _letters = new GlyphSource(Fonts);
        Host = new RaylibHost(Width, Height, "tests", _letters, isPaced: false);
    }

    [OneTimeTearDown]
    public void Close()
    {
        Host?.Dispose();
        _letters?.Dispose();
        Fonts?.Dispose();
    }
}
