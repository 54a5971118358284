using System.Globalization;
using TokenFlow.App.Cli;
using TokenFlow.Studies.Evidence;
using TokenFlow.Studies.Quiz;

namespace TokenFlow.App.Quiz;

/// <summary>Asks questions in the terminal and shows what proves their answers.</summary>
internal sealed class QuizTalk
{
    private readonly Page _page;
    private readonly Answers _answers;

    public QuizTalk(Page page, Answers answers)
    {
        _page = page;
        _answers = answers;
    }

    /// <summary>Right answers so far.</summary>
    public int Right { get; private set; }

    /// <summary>Answers so far.</summary>
    public int Answered { get; private set; }

    /// <summary>Asks a question, takes the answer, and runs the experiment.</summary>
    /// <returns>What was found; null where no answer came.</returns>
    public QuizEvidence? Ask(QuizQuestion question, int of, CancellationToken cancellation)
    {
        _page.Line();
        _page.Line(question.Text, "bold", of > 1 ? string.Create(CultureInfo.InvariantCulture, $"{question.Number} of {of}  ") : "");
        _page.Line();
        for (int i = 0; i < question.Choices.Count; i++)
        {
            _page.Line(question.Choices[i], head: $"   {QuizQuestion.Letters[i]}  ");
        }

        _page.Line();
        if (Letter() is not { } letter)
        {
            return null;
        }

        bool isRight = letter == question.RightLetter;
        Answered++;
        Right += isRight ? 1 : 0;
        _page.Line(
            isRight ? "Right." : $"Not {letter}: it is {question.RightLetter}, {question.Choices[question.Right]}. Here is what shows it.",
            isRight ? "bold green" : "bold yellow");
        _page.Line(question.Because);
        _page.Line();
        QuizEvidence evidence = question.Experiment.Run(cancellation);
        Show(evidence);
        return evidence;
    }

    /// <summary>The score.</summary>
    public void Score(int of)
    {
        _page.Line();
        string rest = Answered < of ? string.Create(CultureInfo.InvariantCulture, $" {of - Answered} of {of} questions were not answered.") : "";
        _page.Line(string.Create(CultureInfo.InvariantCulture, $"{Right} of {Answered} right.{rest}"), "bold");
    }

    private void Show(QuizEvidence evidence)
    {
        _page.Line(evidence.How, "dim");
        int width = evidence.Figures.Max(f => f.Text.Length);
        foreach (Figure figure in evidence.Figures)
        {
            string mark = figure.Holds ? "" : $"   (should be {figure.Expected})";
            _page.Line($"{figure.Meaning}{mark}", figure.Holds ? "default" : "bold red", $"   {figure.Text.PadLeft(width)}  ");
        }
    }

    // Anything that is no letter of a choice is asked again.
    private char? Letter()
    {
        while (true)
        {
            _page.Prompt(_answers.AreKeys ? "Press A, B, C or D (Esc ends): " : "A, B, C or D: ");
            string? typed = _answers.Next();
            if (typed is null)
            {
                _page.Line();
                return null;
            }

            char letter = typed.Length == 1 ? char.ToUpperInvariant(typed[0]) : '\0';
            bool isChoice = letter != '\0' && QuizQuestion.Letters.Contains(letter, StringComparison.Ordinal);
            _page.Line(isChoice ? letter.ToString() : typed.Length == 0 || char.IsControl(typed[0]) ? "" : $"'{typed}' is none of them.");
            if (isChoice)
            {
                return letter;
            }
        }
    }
}
