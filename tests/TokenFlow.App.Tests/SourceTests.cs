using System.Text.RegularExpressions;

namespace TokenFlow.App.Tests;

/// <summary>Habits of the house that the compiler does not hold.</summary>
public partial class SourceTests
{
    private const int MostLines = 500;

    // Records, enums and interfaces of any length may follow; a class that is longer is a concept with a file of its own.
    private const int MostLinesBeside = 45;

    // Each declares the part of another library's API that we call, under that library's own names and files.
    private const string Substitutes = "Substitutes";

    private static IEnumerable<string> Files()
    {
        char slash = Path.DirectorySeparatorChar;
        return Directory.EnumerateFiles(Checkout.At("src"), "*.cs", SearchOption.AllDirectories)
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
    public void Only_small_types_stand_beside_the_type_that_uses_them()
    {
        IEnumerable<string> strays =
            from file in Files()
            from type in FurtherTypes(File.ReadAllText(file))
            where type.Lines > MostLinesBeside
            select $"{file}: {type.Name} has {type.Lines} lines";

        Assert.That(strays, Is.Empty);
    }

    [Test]
    public void A_long_class_behind_another_one_is_found()
    {
        string body = string.Concat(Enumerable.Repeat("    // line\n", MostLinesBeside));

        Assert.That(
            FurtherTypes($"namespace A;\n\nclass First\n{{\n{body}}}\n\nclass Second\n{{\n{body}}}\n\nrecord Third(int A);\n"),
            Is.EqualTo(new[] { ("Second", MostLinesBeside + 3) }));
    }

    [Test]
    public void No_file_is_longer_than_one_reads() =>
        Assert.That(Files().Where(f => File.ReadLines(f).Count() >= MostLines), Is.Empty);

    [Test]
    public void Nothing_is_left_to_do() =>
        Assert.That(Files().Where(f => Unfinished().IsMatch(File.ReadAllText(f))), Is.Empty);

    private static IEnumerable<(string Name, int Lines)> FurtherTypes(string text)
    {
        MatchCollection types = OuterType().Matches(text);
        for (int i = 1; i < types.Count; i++)
        {
            if (types[i].Groups["kind"].Value != "class" || types[i].Groups["name"].Value == types[0].Groups["name"].Value)
            {
                continue;
            }

            // An outer type ends with the first brace at the beginning of a line.
            int end = text.IndexOf("\n}", types[i].Index, StringComparison.Ordinal);
            yield return (types[i].Groups["name"].Value, text[types[i].Index..(end < 0 ? types[i].Index : end + 2)].Count(c => c == '\n') + 1);
        }
    }

    // File-scoped namespaces put the outer types, and nothing else, at the beginning of a line.
    [GeneratedRegex(@"^(?:(?:public|internal|sealed|static|abstract|partial|readonly|ref|unsafe|file) )*(?<kind>class|interface|enum|struct|record struct|record class|record|delegate \w+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex OuterType();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|NotImplementedException")]
    private static partial Regex Unfinished();
}
