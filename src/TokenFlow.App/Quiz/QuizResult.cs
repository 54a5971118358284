using TokenFlow.App.Cli;
using TokenFlow.Studies.Evidence;
using TokenFlow.Studies.Quiz;

namespace TokenFlow.App.Quiz;

/// <summary>A question of the quiz and what proves its answer, as scripts are told of it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Question">The question.</param>
/// <param name="Choices">The answers by their letters.</param>
/// <param name="Right">The letter of the right one.</param>
/// <param name="Because">Why it is right.</param>
/// <param name="Scenario">A scenario that shows it.</param>
/// <param name="Evidence">What the experiment measured.</param>
/// <param name="Pass">Whether it bears the answer out.</param>
internal sealed record QuizResult(
    int Number, string Question, IReadOnlyDictionary<string, string> Choices, string Right, string Because, string Scenario, EvidenceResult Evidence, bool Pass)
{
    public static QuizResult Of(QuizQuestion question, QuizEvidence evidence) => new(
        question.Number,
        question.Text,
        question.Choices.Select((choice, i) => (Letter: QuizQuestion.Letters[i].ToString(), choice)).ToDictionary(c => c.Letter, c => c.choice, StringComparer.Ordinal),
        question.RightLetter.ToString(),
        question.Because,
        question.Scenario,
        new EvidenceResult(evidence.How, evidence.Figures.Select(FigureResult.Of)),
        evidence.Holds);
}

/// <summary>What an experiment measured, and how.</summary>
internal sealed record EvidenceResult(string How, IEnumerable<FigureResult> Figures);

/// <summary>A figure that was measured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it came to; null where there is none.</param>
/// <param name="Expected">What it has to be, in words.</param>
/// <param name="Holds">Whether it is.</param>
/// <param name="Meaning">What it counts.</param>
internal sealed record FigureResult(string Name, double? Value, string Expected, bool Holds, string Meaning)
{
    public static FigureResult Of(Figure figure) => new(figure.Name, JsonNumbers.Finite(figure.Value), figure.Expected.ToString(), figure.Holds, figure.Meaning);
}
