namespace TokenFlow.Simulation.Edits;

/// <summary>Edits of hubs' limits in words.</summary>
internal static class LimitWords
{
    public static string Of(string what, double? limit, int? token)
    {
        string value = limit is { } number ? FormattableString.Invariant($"{what} {number:0.###}") : $"no limit of {what}";
        return token is { } hub ? $"{value}, hub {hub}" : value;
    }
}
