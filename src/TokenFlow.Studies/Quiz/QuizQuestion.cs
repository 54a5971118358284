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
