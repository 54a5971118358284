using System.Reflection;
using System.Runtime.Loader;

namespace TokenFlow.App.Tests.Films;

/// <summary>What a verb loads: films are made on machines without a display, so whatever makes one must do without the window's library.</summary>
public sealed class RecordLoadsTests
{
    private const string Raylib = "Raylib-cs";

    [Test]
    public void Recording_loads_no_raylib()
    {
        using var folder = new TemporaryFolder();
        Loads program = Run("record", "hub-in-two-hops", "--out", folder.At("film.gif"), "--size", "160x90", "--set", "layers=1", "--set", "framesPerLayer=2");
        Assert.That(File.Exists(folder.At("film.gif")));
        Assert.That(program.Names, Does.Contain("TokenFlow.Recording").And.Not.Contain(Raylib));
    }

    [Test]
    public void The_doctor_who_looks_for_raylib_loads_it() => Assert.That(Run("doctor").Names, Does.Contain("TokenFlow.Window"));

    private static Loads Run(params string[] arguments)
    {
        var program = new Loads();
        Assembly app = program.LoadFromAssemblyPath(typeof(TokenFlowApp).Assembly.Location);
        object? ended = app.EntryPoint!.Invoke(null, [arguments]);
        Assert.That(ended, Is.Null.Or.EqualTo(0));
        return program;
    }

    // The program's own rooms are loaded anew here, so that what other tests have loaded does not count.
    private sealed class Loads() : AssemblyLoadContext("program under test")
    {
        private readonly string _folder = Path.GetDirectoryName(typeof(TokenFlowApp).Assembly.Location)!;

        public HashSet<string> Names { get; } = [];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string name = assemblyName.Name!;
            Names.Add(name);
            bool isOurs = name.StartsWith("TokenFlow", StringComparison.OrdinalIgnoreCase) || name == Raylib;
            return isOurs ? LoadFromAssemblyPath(Path.Combine(_folder, name + ".dll")) : null;
        }
    }
}
