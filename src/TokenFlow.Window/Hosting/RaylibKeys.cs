using Raylib_cs;
using TokenFlow.Ui.Input;

namespace TokenFlow.Window.Hosting;

/// <summary>Raylib's keys under the names that the window uses. Both keys of a pair are one.</summary>
internal static class RaylibKeys
{
    /// <summary>Every key that the window may want, raylib's and ours.</summary>
    public static readonly (KeyboardKey Raylib, Key Key)[] All = [.. Letters(), .. Digits(), .. FunctionKeys(), .. Others()];

    private static IEnumerable<(KeyboardKey, Key)> Letters() =>
        Enumerable.Range(0, 26).Select(i => (KeyboardKey.A + i, Key.A + i));

    private static IEnumerable<(KeyboardKey, Key)> Digits() =>
        Enumerable.Range(0, 10).SelectMany(i => new[] { (KeyboardKey.Zero + i, Key.Digit0 + i), (KeyboardKey.Kp0 + i, Key.Digit0 + i) });

    private static IEnumerable<(KeyboardKey, Key)> FunctionKeys() =>
        Enumerable.Range(0, 12).Select(i => (KeyboardKey.F1 + i, Key.F1 + i));

    private static IEnumerable<(KeyboardKey, Key)> Others()
    {
        foreach (KeyboardKey key in Enum.GetValues<KeyboardKey>())
        {
            if (NameOf(key) is var name && name != Key.None)
            {
                yield return (key, name);
            }
        }
    }

    private static Key NameOf(KeyboardKey key) => key switch
    {
        KeyboardKey.KpEnter => Key.Enter,
        KeyboardKey.KpAdd => Key.Equal,
        KeyboardKey.KpSubtract => Key.Minus,
        KeyboardKey.KpDecimal => Key.Period,
        KeyboardKey.KpDivide => Key.Slash,
        >= KeyboardKey.A and <= KeyboardKey.Z or >= KeyboardKey.Zero and <= KeyboardKey.Nine => Key.None,
        >= KeyboardKey.F1 and <= KeyboardKey.F12 => Key.None,
        _ => Enum.TryParse(key.ToString(), out Key same) ? same : Key.None,
    };
}
