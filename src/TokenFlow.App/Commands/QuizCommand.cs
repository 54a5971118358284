using System.CommandLine;
using System.Globalization;
using TokenFlow.App.Cli;
using TokenFlow.App.Quiz;
using TokenFlow.Base.Faults;
using TokenFlow.Studies.Evidence;
using TokenFlow.Studies.Quiz;

namespace TokenFlow.App.Commands;

/// <summary>Asks what one knows of global attention, and proves every answer by an experiment.</summary>
internal sealed class QuizCommand : Verb
{
    private readonly Terminal _terminal;
    private readonly IReadOnlyList<QuizQuestion> _book;
    private readonly Option<int?> _question = new("--question") { Description = "Only the question of this number.", HelpName = "N" };
    private readonly Option<bool> _json = new("--json") { Description = "Ask nothing: one JSON object a question, a line each, with its evidence: number, question, choices, right, because, scenario, evidence (how, figures), pass." };

    public QuizCommand(Terminal terminal)
        : this(terminal, QuizBook.All)
    {
    }

    /// <param name="terminal">The program's streams.</param>
    /// <param name="book">The questions.</param>
    public QuizCommand(Terminal terminal, IReadOnlyList<QuizQuestion> book)
        : base(
            "quiz",
            """
            Answer questions about global attention; after each, the experiment that proves the answer runs then and there.

            One presses A, B, C or D; from a pipe an answer is a line. With --json nothing is asked, and all experiments run.
            Where one contradicts its answer the verb fails with exit code 10.

            Example:
              tokenflow quiz
              tokenflow quiz --question 6
              tokenflow quiz --json
            """)
    {
        _terminal = terminal;
        _book = book;
        Options.Add(_question);
        Options.Add(_json);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        IReadOnlyList<QuizQuestion> questions = Chosen(parsed.GetValue(_question));
        var contradicted = new List<(QuizQuestion Question, QuizEvidence Evidence)>();
        if (parsed.GetValue(_json))
        {
            foreach (QuizQuestion question in questions)
            {
                QuizEvidence evidence = question.Experiment.Run(cancellation);
                JsonLine.Write(_terminal.Out, QuizResult.Of(question, evidence), VerbJson.Default.QuizResult);
                Note(question, evidence);
            }
        }
        else
        {
            using var answers = new Answers(_terminal);
            var talk = new QuizTalk(new Page(_terminal), answers);
            foreach (QuizQuestion question in questions)
            {
                if (talk.Ask(question, questions.Count, cancellation) is not { } evidence)
                {
                    break;
                }

                Note(question, evidence);
            }

            talk.Score(questions.Count);
        }

        return contradicted.Count == 0 ? 0 : throw Contradiction(contradicted);

        void Note(QuizQuestion question, QuizEvidence evidence)
        {
            if (!evidence.Holds)
            {
                contradicted.Add((question, evidence));
            }
        }
    }

    private static FaultException Contradiction(List<(QuizQuestion Question, QuizEvidence Evidence)> contradicted)
    {
        Figure figure = contradicted[0].Evidence.Figures.First(f => !f.Holds);
        string numbers = string.Join(", ", contradicted.Select(c => c.Question.Number.ToString(CultureInfo.InvariantCulture)));
        return new FaultException(
            FaultKind.CheckFailed,
            $"the experiment contradicts the answer: {figure.Name} is {figure.Text}, should be {figure.Expected}",
            $"question {numbers}",
            "report this");
    }

    private IReadOnlyList<QuizQuestion> Chosen(int? number)
    {
        if (number is not { } wanted)
        {
            return _book;
        }

        return _book.FirstOrDefault(q => q.Number == wanted) is { } question
            ? [question]
            : throw new FaultException(
                FaultKind.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"there is no question {wanted}"), "--question", $"give a number from 1 to {_book.Count}");
    }
}
