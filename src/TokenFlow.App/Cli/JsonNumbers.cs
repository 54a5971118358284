namespace TokenFlow.App.Cli;

/// <summary>Numbers as JSON has them.</summary>
internal static class JsonNumbers
{
    /// <summary>The number; null where there is none that JSON could hold.</summary>
    public static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <summary>The same with so many digits after the point.</summary>
    public static double? Rounded(double? value, int digits) => Finite(value) is { } number ? Math.Round(number, digits) : null;

    /// <summary>A state's hash, of sixteen hexadecimal digits.</summary>
    public static string Hash(ulong hash) => FormattableString.Invariant($"{hash:x16}");
}
