using TokenFlow.Window.Native;

namespace TokenFlow.Window.Tests.Native;

public sealed class NativeLibraryLoaderTests
{
    [Test]
    public void A_name_that_nobody_has_loads_nothing()
        => Assert.That(NativeLibraryLoader.TryLoad("no-library-is-called-this"), Is.Null);

    [Test]
    public void A_file_that_is_no_library_loads_nothing()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "libnoraylib.so");
        File.WriteAllBytes(path, [0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 1, 2, 3]);
        try
        {
            Assert.That(NativeLibraryLoader.TryLoad(path), Is.Null);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Another_library_is_not_taken_for_raylib()
    {
        string name = OperatingSystem.IsWindows() ? "kernel32.dll" : OperatingSystem.IsMacOS() ? "/usr/lib/libSystem.dylib" : "libc.so.6";
        Assert.That(NativeLibraryLoader.TryLoad(name), Is.Null);
    }
}
