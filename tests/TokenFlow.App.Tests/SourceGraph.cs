using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenFlow.App.Tests;

/// <summary>
/// Which file uses which, as the compiler understands the sources: every name in every file of src is bound, and leads to the
/// files that declare it, or to a package.
/// </summary>
internal sealed class SourceGraph
{
    // What the build adds to each file of a project with implicit usings.
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
        "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private SourceGraph(IReadOnlySet<Use> uses, IReadOnlySet<(Place From, string Package)> packages)
    {
        Uses = uses;
        Packages = packages;
    }

    /// <summary>Every use of another folder's code.</summary>
    public IReadOnlySet<Use> Uses { get; }

    /// <summary>Which packages a folder uses.</summary>
    public IReadOnlySet<(Place From, string Package)> Packages { get; }

    /// <summary>Reads all projects.</summary>
    /// <param name="src">The folder that holds a folder a project.</param>
    public static SourceGraph Of(string src)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var places = new Dictionary<SyntaxTree, Place>();
        foreach (string file in Files(src))
        {
            string[] parts = Path.GetRelativePath(src, file).Split(Path.DirectorySeparatorChar);
            SyntaxTree tree = CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file);
            places.Add(tree, new Place(parts[0], string.Join('/', parts[1..^1])));
        }

        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        IEnumerable<MetadataReference> references = trusted.Split(Path.PathSeparator)
            .Where(p => !Path.GetFileName(p).StartsWith("tokenflow", StringComparison.OrdinalIgnoreCase))
            .Select(p => MetadataReference.CreateFromFile(p));
        var compilation = CSharpCompilation.Create(
            "house",
            [CSharpSyntaxTree.ParseText(ImplicitUsings, options), .. places.Keys],
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

        var found = places.AsParallel().SelectMany(p => UsesOf(compilation.GetSemanticModel(p.Key), p.Key, p.Value, places)).ToArray();
        return new SourceGraph(
            found.Where(f => f.To is not null).Select(f => new Use(f.From, f.To!)).ToHashSet(),
            found.Where(f => f.Package is not null).Select(f => (f.From, f.Package!)).ToHashSet());
    }

    /// <summary>The circles among the folders of a project: each is a set of folders that all lead to each other.</summary>
    /// <param name="project">The project's folder in src.</param>
    public IReadOnlyList<string> CirclesOf(string project)
    {
        ILookup<string, string> next = Uses.Where(u => u.From.Project == project && u.To.Project == project).ToLookup(u => u.From.Folder, u => u.To.Folder);
        var reach = next.Select(n => n.Key).ToDictionary(f => f, f => Reached(f, next));
        return
        [
            .. reach.Keys
                .Where(f => reach[f].Contains(f))
                .Select(f => string.Join(", ", reach[f].Where(o => reach.TryGetValue(o, out HashSet<string>? back) && back.Contains(f)).Order().Select(o => o.Length == 0 ? "." : o)))
                .Distinct(),
        ];
    }

    private static HashSet<string> Reached(string from, ILookup<string, string> next)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>(next[from]);
        while (open.TryPop(out string? folder))
        {
            if (seen.Add(folder))
            {
                foreach (string further in next[folder])
                {
                    open.Push(further);
                }
            }
        }

        return seen;
    }

    private static IEnumerable<string> Files(string src)
    {
        char slash = Path.DirectorySeparatorChar;
        return Directory.EnumerateDirectories(src, "TokenFlow.*")
            .SelectMany(d => Directory.EnumerateFiles(d, "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{slash}obj{slash}", StringComparison.Ordinal) && !f.Contains($"{slash}bin{slash}", StringComparison.Ordinal));
    }

    private static IEnumerable<(Place From, Place? To, string? Package)> UsesOf(
        SemanticModel model, SyntaxTree tree, Place from, Dictionary<SyntaxTree, Place> places)
    {
        // Comments are not walked: a page may point anywhere.
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            SymbolInfo info = model.GetSymbolInfo(name);
            ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            if (symbol is null or INamespaceSymbol || !seen.Add(symbol))
            {
                continue;
            }

            if (symbol.DeclaringSyntaxReferences.IsEmpty)
            {
                if (symbol.ContainingAssembly is { } assembly)
                {
                    yield return (from, null, assembly.Name);
                }

                continue;
            }

            Place[] declared = [.. symbol.DeclaringSyntaxReferences.Where(r => places.ContainsKey(r.SyntaxTree)).Select(r => places[r.SyntaxTree]).Distinct()];
            if (!declared.Contains(from) && declared.Length > 0)
            {
                yield return (from, declared[0], null);
            }
        }
    }

    /// <summary>A folder of a project.</summary>
    /// <param name="Project">The project's folder in src.</param>
    /// <param name="Folder">The folder in it; empty for its root.</param>
    public sealed record Place(string Project, string Folder);

    /// <summary>One folder's code uses another's.</summary>
    public sealed record Use(Place From, Place To);
}
