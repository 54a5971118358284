using System.Reflection;

namespace TokenFlow.App.Tests;

/// <summary>The rooms depend on each other one way, and engines stay in their rooms.</summary>
public class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["TokenFlow.Base"] = [],
        ["TokenFlow.Attention"] = ["TokenFlow.Base"],
        ["TokenFlow.Simulation"] = ["TokenFlow.Base", "TokenFlow.Attention", "Arch"],
        ["TokenFlow.Scenarios"] = ["TokenFlow.Base", "TokenFlow.Attention", "TokenFlow.Simulation"],
        ["TokenFlow.Studies"] = ["TokenFlow.Base", "TokenFlow.Attention", "TokenFlow.Simulation", "TokenFlow.Scenarios"],
        ["TokenFlow.Scene"] = ["TokenFlow.Base", "TokenFlow.Attention", "TokenFlow.Simulation", "TokenFlow.Scenarios", "TokenFlow.Studies"],
        ["TokenFlow.Recording"] = ["TokenFlow.Base", "TokenFlow.Attention", "TokenFlow.Simulation", "TokenFlow.Scenarios", "TokenFlow.Studies", "TokenFlow.Scene", "SkiaSharp"],
        ["TokenFlow.Session"] = ["TokenFlow.Base", "TokenFlow.Attention", "TokenFlow.Simulation", "TokenFlow.Scenarios", "TokenFlow.Studies", "TokenFlow.Scene", "TokenFlow.Recording"],
        ["TokenFlow.Ui"] = ["TokenFlow.Base", "TokenFlow.Attention", "TokenFlow.Simulation", "TokenFlow.Scenarios", "TokenFlow.Studies", "TokenFlow.Scene", "TokenFlow.Recording", "TokenFlow.Session"],
        ["TokenFlow.Window"] = ["TokenFlow.Base", "TokenFlow.Attention", "TokenFlow.Simulation", "TokenFlow.Scenarios", "TokenFlow.Studies", "TokenFlow.Scene", "TokenFlow.Recording", "TokenFlow.Session", "TokenFlow.Ui", "Raylib-cs"],
        ["tokenflow"] = ["TokenFlow.Base", "TokenFlow.Attention", "TokenFlow.Simulation", "TokenFlow.Scenarios", "TokenFlow.Studies", "TokenFlow.Scene", "TokenFlow.Recording", "TokenFlow.Session", "TokenFlow.Ui", "TokenFlow.Window"],
    };

    private static Dictionary<string, string[]>.KeyCollection Rooms() => Allowed.Keys;

    [TestCaseSource(nameof(Rooms))]
    public void A_room_refers_only_to_those_below_it(string room)
    {
        string[] guarded = [.. Allowed.Keys, "Arch", "Raylib-cs", "SkiaSharp"];

        IEnumerable<string> referred = Assembly.Load(room).GetReferencedAssemblies().Select(a => a.Name!).Where(guarded.Contains);

        Assert.That(referred, Is.SubsetOf(Allowed[room]));
    }

    [TestCaseSource(nameof(Rooms))]
    public void A_room_has_no_statics_that_can_be_set(string room)
    {
        IEnumerable<string> settable =
            from type in Assembly.Load(room).GetTypes()
            where !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false)
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where !field.IsInitOnly && !field.IsLiteral && !field.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false)
            select $"{type.FullName}.{field.Name}";

        Assert.That(settable, Is.Empty);
    }
}
