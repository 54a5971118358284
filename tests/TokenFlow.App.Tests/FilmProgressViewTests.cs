using System.Text.RegularExpressions;
using TokenFlow.App.Cli;
using TokenFlow.App.Films;
using TokenFlow.Recording.Films;

namespace TokenFlow.App.Tests;

public partial class FilmProgressViewTests
{
    [Test]
    public void A_log_gets_a_line_a_quarter()
    {
        string said = Watch(interactive: false, width: 80);

        Assert.That(said.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[]
        {
            "film.webp: 25 of 100 frames, 10.0 a second, 8 s left",
            "film.webp: 50 of 100 frames, 10.0 a second, 5 s left",
            "film.webp: 75 of 100 frames, 10.0 a second, 3 s left",
            "film.webp: 100 of 100 frames, 10.0 a second",
        }));
    }

    [TestCase(40)]
    [TestCase(80)]
    [TestCase(200)]
    public void A_bar_is_narrower_than_the_screen(int width)
    {
        string said = ControlSequence().Replace(Watch(interactive: true, width), "");

        Assert.That(said.Split('\n', '\r').Select(line => line.Length), Has.All.LessThan(width));
    }

    [Test]
    public void What_the_work_throws_comes_through() =>
        Assert.That(
            () => new FilmProgressView(Terminal(new StringWriter(), interactive: true, 80), "film.webp").Watch(1, _ => throw new OperationCanceledException()),
            Throws.InstanceOf<OperationCanceledException>());

    private static string Watch(bool interactive, int width)
    {
        var error = new StringWriter();
        new FilmProgressView(Terminal(error, interactive, width), "film.webp").Watch(100, progress =>
        {
            for (int done = 1; done <= 100; done++)
            {
                progress.Report(new FilmProgress(done, 100, 10, TimeSpan.FromSeconds((100 - done) / 10.0)));
            }
        });
        return error.ToString();
    }

    private static Terminal Terminal(StringWriter error, bool interactive, int width) =>
        new() { Out = new StringWriter(), Error = error, In = () => Stream.Null, IsInteractive = interactive, Width = () => width };

    [GeneratedRegex(@"\x1b(\[[0-9;?]*[a-zA-Z]|[=>])")]
    private static partial Regex ControlSequence();
}
