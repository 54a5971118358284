#nullable enable

using System.Runtime.InteropServices;

/// <summary>
/// Native raylib 6.0 for a checkout on a system that has none: Debian's own build from the release that has it, put
/// into an ignored folder from where builds copy it beside the program. Nothing of the system is touched.
/// </summary>
public sealed class RaylibProvision
{
    private const string Release = "forky";
    private const string RaylibPackage = "libraylib600", RaylibFile = "libraylib.so.600", RaylibName = "libraylib.so";
    private const string GlfwPackage = "libglfw3", GlfwFile = "libglfw.so.3";

    // glibc 2.38 gave fmod and fmodf a version that no longer sets errno; raylib reads no errno.
    private const string NewVersion = "GLIBC_2.38";
    private static readonly string[] Changed = ["fmod", "fmodf"];

    private readonly string _store;
    private readonly Action<string> _say;

    /// <param name="store">The ignored folder.</param>
    /// <param name="say">Is told what is done.</param>
    public RaylibProvision(string store, Action<string> say) => (_store, _say) = (store, say);

    private static string Runtime => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    /// <summary>Fetches the libraries. What is there already is replaced at the end, in one rename.</summary>
    /// <exception cref="InvalidOperationException">It cannot be done here; the message says why.</exception>
    public void Fetch()
    {
        (string architecture, string baseVersion) = RuntimeInformation.ProcessArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 => ("amd64", "GLIBC_2.2.5"),
            System.Runtime.InteropServices.Architecture.Arm64 => ("arm64", "GLIBC_2.17"),
            var other => throw new InvalidOperationException($"there is no native raylib to fetch for {other}"),
        };
        if (DebianArchive.Lack is { } lack) throw new InvalidOperationException($"native raylib cannot be fetched: {lack}");

        var watch = System.Diagnostics.Stopwatch.StartNew();
        string target = System.IO.Path.Combine(_store, Runtime);
        string work = System.IO.Path.Combine(_store, $".work-{Environment.ProcessId}");
        _say($"fetching native raylib from Debian {Release}");
        try
        {
            System.IO.Directory.CreateDirectory(work);
            string archiveFolder = System.IO.Path.Combine(work, "archive"), made = System.IO.Path.Combine(work, "made");
            System.IO.Directory.CreateDirectory(archiveFolder);
            System.IO.Directory.CreateDirectory(made);
            var archive = new DebianArchive(archiveFolder, Release, architecture);
            string mirror = archive.Open();
            DebianPackage raylib = archive.Fetch(RaylibPackage), glfw = archive.Fetch(GlfwPackage);

            var notes = new List<string>
            {
                $"From {mirror} {Release}, checked by apt against the archive's signature:",
                $"  {raylib.Name} {raylib.Version}, SHA-256 {raylib.Sha256}",
                $"  {glfw.Name} {glfw.Version}, SHA-256 {glfw.Sha256}",
                "Changed:",
            };
            System.IO.File.WriteAllBytes(System.IO.Path.Combine(made, RaylibName), Fit(RaylibFile, raylib.ReadLibrary(RaylibFile), baseVersion, isNeighbour: false, notes));
            System.IO.File.WriteAllBytes(System.IO.Path.Combine(made, GlfwFile), Fit(GlfwFile, glfw.ReadLibrary(GlfwFile), baseVersion, isNeighbour: true, notes));
            System.IO.File.WriteAllLines(System.IO.Path.Combine(made, "provisioned.txt"), notes);

            if (System.IO.Directory.Exists(target)) System.IO.Directory.Move(target, System.IO.Path.Combine(work, "old"));
            System.IO.Directory.Move(made, target);
            _say($"native raylib {raylib.Version} is in {target} ({watch.Elapsed.TotalSeconds:0.0} s)");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"native raylib cannot be put into {_store}: {e.Message}", e);
        }
        finally
        {
            if (System.IO.Directory.Exists(work)) System.IO.Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Makes a library load on this system, and find its neighbour.</summary>
    private static byte[] Fit(string name, byte[] bytes, string baseVersion, bool isNeighbour, List<string> notes)
    {
        Version system = Version.Parse(Marshal.PtrToStringUTF8(gnu_get_libc_version())!);
        try
        {
            var library = new ElfLibrary(bytes);
            if (TooNew(library, system).Contains(("libm.so.6", NewVersion)))
            {
                library.AskForOlder("libm.so.6", NewVersion, baseVersion, Changed);
                notes.Add($"  {name} asks libm.so.6 for {baseVersion} in place of {NewVersion} ({string.Join(" and ", Changed)}), as this system has glibc {system}");
            }

            foreach ((string file, string version) in TooNew(library, system))
            {
                throw new InvalidDataException($"it needs {version} of {file}, and this system has glibc {system}");
            }

            if (!isNeighbour)
            {
                library.LookBesideItself();
                notes.Add($"  {name} looks for {GlfwFile} in its own folder; it has no soname for that");
            }

            return bytes;
        }
        catch (InvalidDataException e)
        {
            throw new InvalidOperationException($"{name} cannot be made to load here: {e.Message}", e);
        }
    }

    private static List<(string File, string Version)> TooNew(ElfLibrary library, Version system) =>
        library.Needs.Where(need => need.Version.StartsWith("GLIBC_", StringComparison.Ordinal)
            && Version.TryParse(need.Version["GLIBC_".Length..], out Version? asked) && asked > system).ToList();

    [DllImport("libc.so.6")]
    private static extern IntPtr gnu_get_libc_version();
}
