using System.CommandLine;
using System.CommandLine.Parsing;
using TokenFlow.Base.Faults;

namespace TokenFlow.App.Cli;

/// <summary>What a command line got wrong, in one line.</summary>
internal static class UsageFault
{
    /// <summary>The fault of a command line that did not parse.</summary>
    public static FaultException Of(ParseResult parsed)
    {
        string help = $"see '{PathOf(parsed.CommandResult.Command)} --help'";

        // A value of the wrong type: the library would name a .NET type.
        foreach (OptionResult option in parsed.CommandResult.Children.OfType<OptionResult>())
        {
            if (TypeOf(option.Option.ValueType) is { } wanted
                && option.Errors.Any()
                && option.Tokens is [{ Value: var given }])
            {
                string remedy = PlainNumbers.WithPoint(option.Option.ValueType, given) is { } pointed ? $"write {pointed}" : help;
                return new FaultException(FaultKind.Usage, $"'{given}' is not {wanted}", option.Option.Name, remedy);
            }
        }

        // An unknown word is the cause of whatever else is then amiss.
        string error = (parsed.Errors.FirstOrDefault(e => e.Message.Contains('\'', StringComparison.Ordinal)) ?? parsed.Errors[0]).Message;
        return new FaultException(FaultKind.Usage, error.ReplaceLineEndings(" ").TrimEnd('.'), remedy: help);
    }

    private static string? TypeOf(Type type)
    {
        Type inner = Nullable.GetUnderlyingType(type) ?? type;
        return inner == typeof(int) ? "a whole number of 32 bits"
            : inner == typeof(ulong) ? "a whole number from 0 up"
            : inner == typeof(double) ? "a number"
            : inner == typeof(bool) ? "true or false"
            : null;
    }

    private static string PathOf(Command command) => command is RootCommand ? "tokenflow" : $"tokenflow {command.Name}";
}
