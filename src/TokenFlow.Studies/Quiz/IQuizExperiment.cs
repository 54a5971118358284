using TokenFlow.Studies.Evidence;

namespace TokenFlow.Studies.Quiz;

/// <summary>
/// An experiment that proves an answer, or contradicts it: run on the real plans, kernel and simulation, seeded, without a
/// clock, so that it finds the same figures everywhere. It is told the mechanism that it tries, so that a broken one can be
/// put to it.
/// </summary>
public interface IQuizExperiment
{
    /// <summary>Runs it. Takes a second at most.</summary>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    QuizEvidence Run(CancellationToken cancellation);
}

/// <summary>What an experiment found.</summary>
/// <param name="How">How it was measured, in a sentence.</param>
/// <param name="Figures">The figures.</param>
public sealed record QuizEvidence(string How, IReadOnlyList<Figure> Figures)
{
    /// <summary>Whether every figure is as the answer has it.</summary>
    public bool Holds => Figures.All(f => f.Holds);
}
