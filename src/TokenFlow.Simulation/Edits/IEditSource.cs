using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;

namespace TokenFlow.Simulation.Edits;

/// <summary>Where the fields of an edit are read from. What it is a document of, the simulation does not know.</summary>
public interface IEditSource
{
    /// <summary>Whether the field is there and holds something.</summary>
    bool Has(string name);

    /// <summary>A whole number in [least, most].</summary>
    /// <exception cref="FaultException">It is none, or out of range.</exception>
    int Whole(string name, int fallback, int least, int most);

    /// <summary>A number in [least, most].</summary>
    /// <exception cref="FaultException">It is none, or out of range.</exception>
    double Number(string name, double fallback, double least, double most);

    /// <summary>One of several words.</summary>
    /// <exception cref="FaultException">It is none of them.</exception>
    string Word(string name, string fallback, IReadOnlyList<string> words);

    /// <summary>A pattern.</summary>
    /// <exception cref="FaultException">It is none, or not there.</exception>
    AttentionPattern Pattern(string name);
}

/// <summary>Where the fields of an edit are written to.</summary>
public interface IEditTarget
{
    /// <summary>A whole number.</summary>
    void Whole(string name, int value);

    /// <summary>A number, in as many digits as single precision needs.</summary>
    void Number(string name, float value);

    /// <summary>A number, in as many digits as double precision needs.</summary>
    void Number(string name, double value);

    /// <summary>A word.</summary>
    void Word(string name, string value);

    /// <summary>A pattern.</summary>
    void Pattern(string name, AttentionPattern value);
}
