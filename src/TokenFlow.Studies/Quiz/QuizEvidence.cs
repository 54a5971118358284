using TokenFlow.Studies.Evidence;

namespace TokenFlow.Studies.Quiz;

/// <summary>What an experiment found.</summary>
/// <param name="How">How it was measured, in a sentence.</param>
/// <param name="Figures">The figures.</param>
public sealed record QuizEvidence(string How, IReadOnlyList<Figure> Figures)
{
    /// <summary>Whether every figure is as the answer has it.</summary>
    public bool Holds => Figures.All(f => f.Holds);
}
