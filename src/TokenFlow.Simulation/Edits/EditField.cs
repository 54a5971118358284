using TokenFlow.Attention.Patterns;

namespace TokenFlow.Simulation.Edits;

/// <summary>One field of an edit as documents have it: its name, and what it may hold.</summary>
public abstract record EditField(string Name)
{
    internal static WholeField Token(string name) => new(name, 0, 0, SequenceShape.MostTokens - 1);

    // A hub that may also be all of them.
    internal static OptionalWholeField AnyHub(string name) => new(name, 0, SequenceShape.MostTokens - 1);
}

/// <summary>A field whose values are of one type.</summary>
public abstract record EditField<T>(string Name) : EditField(Name)
{
    internal abstract T Read(IEditSource source);

    internal abstract void Write(IEditTarget target, T value);
}

/// <summary>A whole number.</summary>
public sealed record WholeField(string Name, int Fallback, int Least, int Most) : EditField<int>(Name)
{
    internal override int Read(IEditSource source) => source.Whole(Name, Fallback, Least, Most);

    internal override void Write(IEditTarget target, int value) => target.Whole(Name, value);
}

/// <summary>A whole number, or none.</summary>
public sealed record OptionalWholeField(string Name, int Least, int Most) : EditField<int?>(Name)
{
    internal override int? Read(IEditSource source) => source.Has(Name) ? source.Whole(Name, Least, Least, Most) : null;

    internal override void Write(IEditTarget target, int? value)
    {
        if (value is { } number)
        {
            target.Whole(Name, number);
        }
    }
}

/// <summary>A number of single precision.</summary>
public sealed record SingleField(string Name, double Fallback, double Least, double Most) : EditField<float>(Name)
{
    internal override float Read(IEditSource source) => (float)source.Number(Name, Fallback, Least, Most);

    internal override void Write(IEditTarget target, float value) => target.Number(Name, value);
}

/// <summary>A number of double precision, or none.</summary>
public sealed record OptionalNumberField(string Name, double Least, double Most) : EditField<double?>(Name)
{
    internal override double? Read(IEditSource source) => source.Has(Name) ? source.Number(Name, Least, Least, Most) : null;

    internal override void Write(IEditTarget target, double? value)
    {
        if (value is { } number)
        {
            target.Number(Name, number);
        }
    }
}

/// <summary>A field that holds one of several words.</summary>
public interface IWordField
{
    /// <summary>The word that stands where none is given.</summary>
    string Fallback { get; }

    /// <summary>The words.</summary>
    IReadOnlyList<string> Words { get; }
}

/// <summary>One of some values of an enum, in words.</summary>
public sealed record ChoiceField<T> : EditField<T>, IWordField
    where T : struct, Enum
{
    internal ChoiceField(string name, params IReadOnlyList<T> choices)
        : base(name) => Words = [.. choices.Select(WordOf)];

    /// <inheritdoc />
    public string Fallback => Words[0];

    /// <inheritdoc />
    public IReadOnlyList<string> Words { get; }

    internal override T Read(IEditSource source) => Enum.Parse<T>(source.Word(Name, Fallback, Words), ignoreCase: true);

    internal override void Write(IEditTarget target, T value) => target.Word(Name, WordOf(value));

    private static string WordOf(T value) => value.ToString().ToLowerInvariant();
}

/// <summary>A pattern, which must be there.</summary>
public sealed record PatternField(string Name) : EditField<AttentionPattern>(Name)
{
    internal override AttentionPattern Read(IEditSource source) => source.Pattern(Name);

    internal override void Write(IEditTarget target, AttentionPattern value) => target.Pattern(Name, value);
}
