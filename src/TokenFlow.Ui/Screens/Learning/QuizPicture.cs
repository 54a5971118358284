using System.Globalization;
using System.Numerics;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Studies.Quiz;

namespace TokenFlow.Ui.Screens.Learning;

/// <summary>The quiz's picture: the row of questions, the one that is asked with its choices, or the score.</summary>
internal sealed class QuizPicture
{
    private readonly QuizCourse _course;
    private readonly QuizPen _pen;
    private readonly QuizProofPicture _proof;

    public QuizPicture(QuizCourse course, QuizPen pen)
    {
        _course = course;
        _pen = pen;
        _proof = new QuizProofPicture(pen);
    }

    /// <summary>Draws it.</summary>
    /// <param name="proof">What is found so far of the answer; null for nothing.</param>
    /// <param name="over">The choice or button under the mouse; -1 for none.</param>
    public void Draw(QuizProof? proof, int over)
    {
        Head();
        if (_course.Question is { } question)
        {
            Ask(question, proof, over);
        }
        else
        {
            Score(over);
        }
    }

    private void Head()
    {
        float unit = _pen.Sheet.Unit, right = _pen.Sheet.Size.X - _pen.Sheet.Margin;
        _pen.Ui.Text("Quiz", new Box(_pen.Sheet.Margin, 26 * unit, 300 * unit, 28 * unit), TypeSize.Title, _pen.Theme.Text, TextAnchor.Start, FontWeight.Bold);
        for (int i = 0; i < _course.Answers.Count; i++)
        {
            var at = new Vector2(right - ((_course.Answers.Count - i) * 20 * unit) + (10 * unit), 41 * unit);
            Rgba colour = _course.Answers[i] is not { } answer ? _pen.Theme.Track.Mix(_pen.Theme.Secondary, 0.25f) : answer == _course.Questions[i].Right ? _pen.Ui.Theme.Accent : _pen.Theme.Hub;
            _pen.Ui.Canvas.Discs([at], (i == _course.At ? 5.5f : 4) * unit, colour);
            if (i == _course.At)
            {
                _pen.Ui.Canvas.Arc(at, 8.5f * unit, 0, MathF.Tau, new Stroke(_pen.Theme.Text.Fade(0.8f), 1.2f * unit));
            }
        }
    }

    private void Ask(QuizQuestion question, QuizProof? proof, int over)
    {
        float unit = _pen.Sheet.Unit;
        string number = string.Create(CultureInfo.InvariantCulture, $"question {question.Number} of {_course.Questions.Count}");
        Box box = _pen.Sheet.Question;
        _pen.Ui.Text(number, box with { Height = 16 * unit }, TypeSize.Small, _pen.Theme.Secondary);
        _pen.Paragraph(question.Text, box with { Top = box.Top + (20 * unit), Height = box.Height - (20 * unit) }, TypeSize.Title, 29, _pen.Theme.Text, FontWeight.Bold);
        for (int i = 0; i < question.Choices.Count; i++)
        {
            Choice(question, i, over);
        }

        if (_course.Answer is not { } answer)
        {
            _proof.Waiting();
            return;
        }

        bool isRight = answer == question.Right;
        Box because = _pen.Sheet.Because;
        string verdict = isRight ? "Right." : $"It is {question.RightLetter}. See why:";
        _pen.Ui.Text(verdict, because with { Height = 20 * unit }, TypeSize.Body, isRight ? _pen.Ui.Theme.Accent : _pen.Theme.Hub, TextAnchor.Start, FontWeight.Bold);
        _pen.Paragraph(question.Because, because with { Top = because.Top + (24 * unit), Height = 60 * unit }, TypeSize.Body, 19, _pen.Theme.Text.Mix(_pen.Theme.Secondary, 0.25f));
        NextButton(_course.At + 1 < _course.Questions.Count ? "Next question" : "Your score", over);
        _proof.Draw(proof);
    }

    private void Choice(QuizQuestion question, int i, int over)
    {
        float unit = _pen.Sheet.Unit;
        Box box = _pen.Sheet.Choice(i);
        bool isDone = _course.Answer is not null, isRight = isDone && i == question.Right, isWrong = _course.Answer == i && i != question.Right;
        Rgba ground = isRight ? _pen.Ui.Theme.On : over == i && !isDone ? _pen.Ui.Theme.Hover : _pen.Theme.Panel;
        Rgba edge = isRight ? _pen.Ui.Theme.Accent : isWrong ? _pen.Theme.Hub : _pen.Theme.PanelEdge;
        _pen.Ui.Canvas.Rectangle(box, ground, 8 * unit);
        _pen.Ui.Canvas.Outline(box.Inset(0.5f), new Stroke(edge, MathF.Max((isRight || isWrong ? 1.6f : 1) * unit, 1)), 7.5f * unit);
        Rgba ink = isDone && !isRight && !isWrong ? _pen.Theme.Secondary : _pen.Theme.Text;
        _pen.Ui.Text(QuizQuestion.Letters[i].ToString(), new Box(box.Left, box.Top, 44 * unit, box.Height), TypeSize.Body, isRight ? _pen.Ui.Theme.Accent : _pen.Theme.Secondary, TextAnchor.Middle, FontWeight.Bold);
        _pen.Ui.Text(question.Choices[i], new Box(box.Left + (44 * unit), box.Top, box.Width - (56 * unit), box.Height), TypeSize.Body, ink);
    }

    private void NextButton(string label, int over)
    {
        Box box = _pen.Sheet.Next;
        _pen.Ui.Canvas.Rectangle(box, over == 0 ? _pen.Ui.Theme.Press : _pen.Ui.Theme.On, 6 * _pen.Sheet.Unit);
        _pen.Ui.Text(label, box, TypeSize.Body, _pen.Theme.Text, TextAnchor.Middle);
    }

    private void Score(int over)
    {
        float unit = _pen.Sheet.Unit;
        Box box = _pen.Sheet.Question;
        string said = string.Create(CultureInfo.InvariantCulture, $"{_course.Right} of {_course.Questions.Count} right");
        _pen.Ui.Text(said, box with { Top = box.Top + (20 * unit), Height = 34 * unit }, TypeSize.Title, _pen.Theme.Text, TextAnchor.Start, FontWeight.Bold);
        string what = _course.Right == _course.Questions.Count ? "Every answer right, and every one proved." : "Whatever was not right has been shown: the lessons (F5) go into it at leisure.";
        _pen.Paragraph(what, box with { Top = box.Top + (58 * unit) }, TypeSize.Body, 19, _pen.Theme.Secondary.Mix(_pen.Theme.Text, 0.4f));
        for (int i = 0; i < _course.Questions.Count; i++)
        {
            QuizQuestion question = _course.Questions[i];
            var row = new Box(_pen.Sheet.Choices.Left, _pen.Sheet.Choices.Top + (i * 27 * unit), _pen.Sheet.Size.X - (2 * _pen.Sheet.Margin), 24 * unit);
            bool isRight = _course.Answers[i] == question.Right;
            _pen.Ui.Text(question.RightLetter.ToString(), row with { Width = 24 * unit }, TypeSize.Body, isRight ? _pen.Ui.Theme.Accent : _pen.Theme.Hub, TextAnchor.Middle, FontWeight.Bold);
            _pen.Ui.Text(question.Text, new Box(row.Left + (34 * unit), row.Top, row.Width - (34 * unit), row.Height), TypeSize.Body, isRight ? _pen.Theme.Text : _pen.Theme.Secondary);
        }

        NextButton("Once more", over);
    }
}
