using NUnit.Framework;

namespace TokenFlow.TestSupport;

/// <summary>The checkout that the tests were built from.</summary>
public static class Checkout
{
    /// <summary>Its root folder.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests lie outside of a checkout.</exception>
    public static string Root
    {
        get
        {
            string folder = TestContext.CurrentContext.TestDirectory;
            while (!File.Exists(Path.Join(folder, "TokenFlow.sln")))
            {
                folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside of a checkout.");
            }

            return folder;
        }
    }

    /// <summary>A path in it.</summary>
    public static string At(params ReadOnlySpan<string> parts) => Path.Join([Root, .. parts]);
}
