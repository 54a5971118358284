using System.CommandLine;
using System.Globalization;

namespace TokenFlow.App.Cli;

/// <summary>
/// Numbers on the command line mean one thing: the decimal sign is a point, and nothing separates thousands. The library's own
/// reading takes 3,5 for 35.
/// </summary>
internal static class PlainNumbers
{
    /// <summary>Has every option of the verbs that takes a decimal number refuse anything else.</summary>
    public static void Demand(Command command)
    {
        foreach (Option option in command.Options.Where(o => IsDecimal(o.ValueType)))
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Any(token => !IsPlain(token.Value)))
                {
                    result.AddError($"'{result.Tokens[0].Value}' is not a number");
                }
            });
        }

        foreach (Command verb in command.Subcommands)
        {
            Demand(verb);
        }
    }

    /// <summary>The number that was meant, with a point in place of its comma; null where that is not what was wrong.</summary>
    /// <param name="type">What the option takes.</param>
    /// <param name="given">What it was given.</param>
    public static string? WithPoint(Type type, string given)
    {
        string pointed = given.Replace(',', '.');
        return IsDecimal(type) && !IsPlain(given) && IsPlain(pointed) ? pointed : null;
    }

    private static bool IsDecimal(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(double);

    private static bool IsPlain(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
