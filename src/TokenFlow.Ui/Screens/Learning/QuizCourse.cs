using TokenFlow.Studies.Quiz;

namespace TokenFlow.Ui.Screens.Learning;

/// <summary>The way through a quiz: which question shows, and what was answered.</summary>
/// <param name="questions">The questions.</param>
internal sealed class QuizCourse(IReadOnlyList<QuizQuestion> questions)
{
    private readonly int?[] _answers = new int?[questions.Count];

    /// <summary>The questions.</summary>
    public IReadOnlyList<QuizQuestion> Questions => questions;

    /// <summary>What was answered to each; null for nothing yet.</summary>
    public IReadOnlyList<int?> Answers => _answers;

    /// <summary>The number of the question that shows; at the end, how many there are.</summary>
    public int At { get; private set; }

    /// <summary>The question that shows; null at the end.</summary>
    public QuizQuestion? Question => At < questions.Count ? questions[At] : null;

    /// <summary>What was answered to it; null for nothing yet.</summary>
    public int? Answer => At < _answers.Length ? _answers[At] : null;

    /// <summary>Right answers so far.</summary>
    public int Right => questions.Where((q, i) => _answers[i] == q.Right).Count();

    /// <summary>Answers the question, if it waits for an answer and has such a choice.</summary>
    /// <returns>Whether it was answered.</returns>
    public bool TryAnswer(int choice)
    {
        if (Question is not { } question || Answer is not null || choice >= question.Choices.Count)
        {
            return false;
        }

        _answers[At] = choice;
        return true;
    }

    /// <summary>Goes on: a question waits for its answer; after the last one comes the score, and then the first once more.</summary>
    /// <returns>Whether it went on.</returns>
    public bool TryGoOn()
    {
        if (Question is not null && Answer is null)
        {
            return false;
        }

        if (At >= questions.Count)
        {
            Array.Clear(_answers);
        }

        At = At >= questions.Count ? 0 : At + 1;
        return true;
    }
}
