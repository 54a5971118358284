namespace Raylib_cs;

/// <summary>C's bool: one byte, anything but 0 is true.</summary>
public readonly struct CBool
{
    private readonly sbyte _value;

    /// <summary>1 or 0.</summary>
    public CBool(bool value) => _value = value ? (sbyte)1 : (sbyte)0;

    public static implicit operator bool(CBool x) => x._value != 0;

    public static implicit operator CBool(bool x) => new(x);

    public override string ToString() => ((bool)this).ToString();
}
