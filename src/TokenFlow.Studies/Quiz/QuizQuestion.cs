using TokenFlow.Studies.Evidence;

namespace TokenFlow.Studies.Quiz;

/// <summary>A question of the quiz.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">The question.</param>
/// <param name="Choices">Four answers, A to D.</param>
/// <param name="Right">The number of the right one, from 0.</param>
/// <param name="Because">Why it is right, in a sentence or two.</param>
/// <param name="Scenario">A scenario that shows it.</param>
/// <param name="Experiment">What proves it.</param>
public sealed record QuizQuestion(
    int Number, string Text, IReadOnlyList<string> Choices, int Right, string Because, string Scenario, IQuizExperiment Experiment)
{
    /// <summary>The letters of the choices.</summary>
    public const string Letters = "ABCD";

    /// <summary>The right choice's letter.</summary>
    public char RightLetter => Letters[Right];
}

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
