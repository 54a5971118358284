using System.Text.Json;

namespace TokenFlow.Base.Documents;

/// <summary>What is let pass in documents of one kind, and how mistakes in them are said.</summary>
public sealed record JsonDialect
{
    /// <summary>Scenarios, lessons, scripts: written by hand, so comments and trailing commas are let pass.</summary>
    public static JsonDialect ByHand { get; } = new();

    /// <summary>How deep objects and lists may be nested.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>Whether comments and trailing commas are let pass.</summary>
    public bool IsRelaxed { get; init; } = true;

    /// <summary>Fields of the root that hold a <see cref="JsonMatrix"/>, so that their numbers are kept as numbers and not as nodes.</summary>
    public IReadOnlyCollection<string> Matrices { get; init; } = [];

    /// <summary>Says a place: the document's name, the line, the field's path or "".</summary>
    public Func<string, int, string, string> Place { get; init; } =
        (name, line, path) => path.Length == 0 ? $"{name}:{line}" : $"{name}:{line}, field {path}";

    /// <summary>What is wrong where the document is not an object, and how to mend it.</summary>
    public (string What, string Remedy) NotAnObject { get; init; } = ("not a JSON object", "start the file with '{'");

    /// <summary>The same where it is not JSON.</summary>
    public Func<JsonException, (string What, string Remedy)> NotJson { get; init; } = e => ($"not valid JSON ({Brief(e)})", "mend the syntax there");

    /// <summary>The same where a string is not UTF-8.</summary>
    public (string What, string Remedy) NotUtf8 { get; init; } = ("a string is not valid UTF-8", "save the file as UTF-8");

    /// <summary>What is wrong with a field that was given before, in the line.</summary>
    public Func<int, string> Twice { get; init; } = line => $"the field is given twice (first in line {line})";

    private static string Brief(JsonException e)
    {
        string message = e.Message.ReplaceLineEndings(" ");
        int tail = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (tail > 0 ? message[..tail] : message).TrimEnd('.');
    }
}
