using System.Text.RegularExpressions;

namespace TokenFlow.App.Tests;

/// <summary>The plan of the house: what the sources use is what the README draws, and no two folders of a project lean on each other.</summary>
public sealed partial class HouseTests
{
    private SourceGraph _graph = null!;
    private string[] _rooms = null!;

    [OneTimeSetUp]
    public void Read()
    {
        string readme = File.ReadAllText(Checkout.At("README.md"));
        _graph = SourceGraph.Of(Checkout.At("src"));
        _rooms = [.. RoomLine().Matches(readme).Select(m => m.Groups["room"].Value)];
    }

    [Test]
    public void The_drawing_names_every_project() =>
        Assert.That(_graph.Uses.Select(u => u.From.Project).Distinct(), Is.SubsetOf(_rooms));

    [Test]
    public void A_room_uses_only_rooms_above_it_in_the_drawing() =>
        Assert.That(
            _graph.Uses
                .Where(u => Array.IndexOf(_rooms, u.To.Project) > Array.IndexOf(_rooms, u.From.Project))
                .Select(u => $"{u.From.Project}/{u.From.Folder} uses {u.To.Project}/{u.To.Folder}"),
            Is.Empty);

    [Test]
    public void Folders_of_a_project_form_no_circle() =>
        Assert.That(_rooms.SelectMany(r => _graph.CirclesOf(r).Select(c => $"{r}: {c}")), Is.Empty);

    [TestCase("Raylib-cs", "TokenFlow.Window")]
    [TestCase("Arch", "TokenFlow.Simulation")]
    [TestCase("SkiaSharp", "TokenFlow.Recording")]
    public void An_engine_stays_in_its_room(string package, string room) =>
        Assert.That(_graph.Packages.Where(p => p.Package == package).Select(p => p.From.Project).Distinct(), Is.EqualTo((string[])[room]));

    [Test]
    public void A_circle_is_found_where_there_is_one()
    {
        string src = Directory.CreateTempSubdirectory("tokenflow-house").FullName;
        try
        {
            foreach ((string folder, string code) in new[]
            {
                ("A", "namespace TokenFlow.Toy.A; public class One { public B.Two? Other; }"),
                ("B", "namespace TokenFlow.Toy.B; public class Two { public int Count => TokenFlow.Toy.C.Three.Of(1); }"),
                ("C", "namespace TokenFlow.Toy.C; public static class Three { public static int Of(int n) => new TokenFlow.Toy.A.One().GetHashCode() + n; }"),
                ("D", "namespace TokenFlow.Toy.D; public class Four { public A.One? Only; }"),
            })
            {
                string path = Path.Combine(src, "TokenFlow.Toy", folder);
                Directory.CreateDirectory(path);
                File.WriteAllText(Path.Combine(path, "File.cs"), code);
            }

            Assert.That(SourceGraph.Of(src).CirclesOf("TokenFlow.Toy"), Is.EqualTo((string[])["A, B, C"]));
        }
        finally
        {
            Directory.Delete(src, recursive: true);
        }
    }

    [GeneratedRegex(@"^src/(?<room>TokenFlow\.\w+)", RegexOptions.Multiline)]
    private static partial Regex RoomLine();
}
