using System.Text.RegularExpressions;

namespace TokenFlow.App.Tests;

/// <summary>Habits of the house that the compiler does not hold.</summary>
public partial class SourceTests
{
    private const int MostLines = 500;

    // Each declares the part of another library's API that we call, under that library's own names and files.
    private const string Substitutes = "Substitutes";

    private static IEnumerable<string> Files()
    {
        string root = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(root, "TokenFlow.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        char slash = Path.DirectorySeparatorChar;
        return Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{slash}obj{slash}", StringComparison.Ordinal) && !f.Contains($"{slash}bin{slash}", StringComparison.Ordinal))
            .Where(f => !f.Contains($"{slash}{Substitutes}{slash}", StringComparison.Ordinal));
    }

    [Test]
    public void A_file_has_the_name_of_the_type_it_begins_with()
    {
        IEnumerable<string> strays =
            from file in Files()
            where Path.GetFileName(file) != "Program.cs"
            let first = OuterType().Match(File.ReadAllText(file)).Groups["name"].Value
            where first != Path.GetFileNameWithoutExtension(file)
            select $"{file}: {first}";

        Assert.That(strays, Is.Empty);
    }

    [Test]
    public void Only_small_values_stand_beside_the_type_that_uses_them()
    {
        IEnumerable<string> strays =
            from file in Files()
            let types = OuterType().Matches(File.ReadAllText(file)).Select(m => (Kind: m.Groups["kind"].Value, Name: m.Groups["name"].Value)).ToArray()
            from type in types.Skip(1)
            where type.Kind is "class" && type.Name != types[0].Name
            select $"{file}: {type.Name}";

        Assert.That(strays, Is.Empty);
    }

    [Test]
    public void No_file_is_longer_than_one_reads() =>
        Assert.That(Files().Where(f => File.ReadLines(f).Count() >= MostLines), Is.Empty);

    [Test]
    public void Nothing_is_left_to_do() =>
        Assert.That(Files().Where(f => Unfinished().IsMatch(File.ReadAllText(f))), Is.Empty);

    // File-scoped namespaces put the outer types, and nothing else, at the beginning of a line.
    [GeneratedRegex(@"^(?:(?:public|internal|sealed|static|abstract|partial|readonly|ref|unsafe|file) )*(?<kind>class|interface|enum|struct|record struct|record class|record|delegate \w+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex OuterType();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|NotImplementedException")]
    private static partial Regex Unfinished();
}
