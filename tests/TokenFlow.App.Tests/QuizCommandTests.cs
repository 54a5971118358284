using System.Text.Json;
using TokenFlow.App.Cli;
using TokenFlow.App.Commands;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Studies.Quiz;

namespace TokenFlow.App.Tests;

public class QuizCommandTests
{
    [Test]
    public void As_json_every_question_comes_with_its_evidence_and_passes()
    {
        CommandRun run = CommandRun.Of("quiz", "--json");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Json, Has.Count.EqualTo(QuizBook.All.Count));
        foreach (JsonElement line in run.Json)
        {
            Assert.That(
                line.EnumerateObject().Select(p => p.Name),
                Is.EqualTo(new[] { "number", "question", "choices", "right", "because", "scenario", "evidence", "pass" }));
            Assert.That(line.GetProperty("choices").EnumerateObject().Select(c => c.Name), Is.EqualTo(new[] { "A", "B", "C", "D" }));
            Assert.That(line.GetProperty("pass").GetBoolean(), Is.True);
            Assert.That(line.GetProperty("evidence").GetProperty("how").GetString(), Is.Not.Empty);
            Assert.That(line.GetProperty("evidence").GetProperty("figures").EnumerateArray().Select(f => f.GetProperty("holds").GetBoolean()), Is.Not.Empty.And.All.True);
        }
    }

    [Test]
    public void Answers_come_as_lines_and_the_score_at_the_end()
    {
        string answers = string.Join('\n', QuizBook.All.Select(q => q.Number == 2 ? 'a' : char.ToLowerInvariant(q.RightLetter)));

        CommandRun run = CommandRun.With(answers, "quiz");

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(run.Output.TrimEnd(), Does.EndWith($"{QuizBook.All.Count - 1} of {QuizBook.All.Count} right."));
        Assert.That(run.Output, Does.Contain("Not A: it is B, 512.").And.Contain("256  neighbours in front of it"));
        Assert.That(run.Output, Does.Not.Contain('\x1b'), "plain where nobody watches");
    }

    [Test]
    public void What_is_no_letter_of_a_choice_is_asked_again()
    {
        CommandRun run = CommandRun.With("both\n\ne\nC\n", "quiz", "--question", "6");

        Assert.That(run.Output, Does.Contain("'both' is none of them.").And.Contain("'e' is none of them.").And.Contain("1 of 1 right."));
    }

    [Test]
    public void When_no_more_answers_come_the_score_says_what_was_left()
    {
        CommandRun run = CommandRun.With("B\n", "quiz");

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain($"1 of 1 right. {QuizBook.All.Count - 1} of {QuizBook.All.Count} questions were not answered."));
    }

    [Test]
    public void A_line_without_an_end_is_no_answer_and_no_trouble()
    {
        CommandRun run = CommandRun.With(new string('B', 1_000_000) + "\nC", "quiz", "--question", "6");

        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Has.Length.LessThan(10_000).And.Contain("1 of 1 right."));
    }

    [Test]
    public void A_question_that_is_not_there_is_a_fault() =>
        CommandFaults.AssertFault(CommandRun.Of("quiz", "--question", "99"), (int)FaultKind.OutOfRange);

    [TestCase("", "--json")]
    [TestCase("B\n")]
    public async Task An_experiment_that_contradicts_its_answer_fails_the_verb(string input, params string[] args)
    {
        QuizQuestion broken = QuizBook.All[0] with { Experiment = new HubRowExperiment(new LocalPattern(6), 192, 121) };
        var output = new StringWriter();
        var terminal = new Terminal
        {
            Out = output,
            Error = TextWriter.Null,
            In = () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(input)),
            IsInteractive = false,
        };

        FaultException? fault = await Assert.ThrowsAsync<FaultException>(() => new QuizCommand(terminal, [broken]).Parse(args).InvokeAsync(
            new System.CommandLine.InvocationConfiguration { EnableDefaultExceptionHandler = false }));

        Assert.That(fault!.Kind, Is.EqualTo(FaultKind.CheckFailed));
        Assert.That(fault.Message, Does.Contain("question 1").And.Contain("hubKeys is 13, should be = 192"));
        Assert.That(output.ToString(), Is.Not.Empty, "what was found is still told");
    }
}
