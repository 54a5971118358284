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
