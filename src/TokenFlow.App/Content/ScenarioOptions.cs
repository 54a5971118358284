using System.CommandLine;
using System.Globalization;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Scenarios.Library;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scenarios.Text;

namespace TokenFlow.App.Content;

/// <summary>The scenario of a verb, and the options that change it by name.</summary>
internal sealed class ScenarioOptions
{
    private readonly ScenarioLibrary _library;
    private readonly Argument<string> _scenario = new("SCENARIO")
    {
        Description = "A scenario's name (see 'tokenflow scenarios') or the path of a scenario file.",
    };

    private readonly Option<string?> _text = new("--text")
    {
        Description = "Another text: a UTF-8 file, or '-' for standard input.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _tokenizer = new("--tokenizer")
    {
        Description = "How the text is cut: bpe (cl100k), words, chars, or a vocabulary file.",
        HelpName = "NAME",
    };

    private readonly Option<int?> _tokens = new("--tokens")
    {
        Description = "Take only so many tokens of the text.",
        HelpName = "N",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Set any field of the scenario: a path and a JSON value, such as pattern.window=64 or tracers.0.token=5. May be given more than once.",
        HelpName = "FIELD=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    public ScenarioOptions(ScenarioLibrary library) => _library = library;

    /// <summary>Adds the argument and options to a verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="fallback">The scenario where none is named; null when one must be.</param>
    public void AddTo(Command command, string? fallback = null)
    {
        if (fallback is not null)
        {
            _scenario.DefaultValueFactory = _ => fallback;
        }

        command.Arguments.Add(_scenario);
        command.Options.Add(_text);
        command.Options.Add(_tokenizer);
        command.Options.Add(_tokens);
        command.Options.Add(_set);
    }

    /// <summary>Adds the argument, which may be missing, and the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="description">What the argument is, and what happens without.</param>
    public void AddOptionalTo(Command command, string description)
    {
        _scenario.Arity = ArgumentArity.ZeroOrOne;
        _scenario.Description = description;
        AddTo(command);
    }

    /// <summary>Whether a scenario is named. Where none is, the options that would change it are refused.</summary>
    /// <exception cref="FaultException">Usage: an option and no scenario.</exception>
    public bool IsNamed(ParseResult parsed)
    {
        bool isNamed = parsed.GetResult(_scenario) is { Tokens.Count: > 0 };
        Option? idle = isNamed ? null : ((Option[])[_text, _tokenizer, _tokens, _set]).FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false });
        return idle is null
            ? isNamed
            : throw new FaultException(FaultKind.Usage, "there is no scenario to change", idle.Name, "name one, as in 'tokenflow run hub-in-two-hops'");
    }

    /// <summary>The scenario as the command line wants it.</summary>
    /// <exception cref="FaultException">Unknown or not valid.</exception>
    public Scenario Load(ParseResult parsed)
    {
        List<KeyValuePair<string, string?>> overrides = Overrides(parsed);
        Scenario scenario = _library.Load(parsed.GetValue(_scenario)!, overrides);

        // Captions tell what the scenario as written shows; of a changed one they might say what is not so.
        bool changed = overrides.Any(o => !((string[])["captions", "film", "camera"]).Any(f => o.Key.StartsWith(f, StringComparison.Ordinal)));
        return changed && !overrides.Any(o => o.Key.StartsWith("captions", StringComparison.Ordinal)) ? scenario with { Captions = [] } : scenario;
    }

    /// <summary>The scenario's file, with what the command line sets, to make several scenarios of it.</summary>
    /// <exception cref="FaultException">Unknown or unreadable.</exception>
    public ScenarioDocument Document(ParseResult parsed)
    {
        string path = _library.Find(parsed.GetValue(_scenario)!);
        return new ScenarioDocument(path, BoundedFile.ReadAll(path, ScenarioReader.MaxBytes, FaultKind.DocumentInvalid, "scenario"), Overrides(parsed));
    }

    private static string Quoted(string value) => System.Text.Json.JsonSerializer.Serialize(value);

    private List<KeyValuePair<string, string?>> Overrides(ParseResult parsed)
    {
        var overrides = new List<KeyValuePair<string, string?>>();
        if (parsed.GetValue(_text) is { } text)
        {
            // A scenario's limit belongs to its own text.
            overrides.Add(new("tokens", null));
            overrides.Add(new("text", null));
            overrides.Add(new("text.file", Quoted(text == "-" ? text : Path.GetFullPath(text))));
        }

        if (parsed.GetValue(_tokenizer) is { } tokenizer)
        {
            overrides.Add(new("tokenizer", Quoted(File.Exists(tokenizer) ? Path.GetFullPath(tokenizer) : tokenizer)));
        }

        if (parsed.GetValue(_tokens) is { } tokens)
        {
            overrides.Add(tokens is >= 1 and <= TextReading.MaxTokens
                ? new("tokens", tokens.ToString(CultureInfo.InvariantCulture))
                : throw new FaultException(FaultKind.OutOfRange, $"{tokens} tokens are out of range", "--tokens", $"give a number from 1 to {TextReading.MaxTokens:N0}"));
        }

        foreach (string set in parsed.GetValue(_set) ?? [])
        {
            int equals = set.IndexOf('=', StringComparison.Ordinal);
            overrides.Add(equals > 0
                ? new(set[..equals], set[(equals + 1)..])
                : throw new FaultException(FaultKind.Usage, $"'{set}' sets nothing", "--set", "write it like pattern.window=64"));
        }

        return overrides;
    }
}
