using TokenFlow.App.Films;
using TokenFlow.Recording.Films.Frames;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.App.Tests.Films;

public sealed class FilmFitTests
{
    private static readonly string[] Small = ["record", "hub-in-two-hops", "--size", "640x360", "--set", "layers=1", "--set", "film.lead=0", "--set", "film.tail=0.2"];

    [Test]
    public void Rate_goes_first_then_colours_then_size_and_then_nothing_is_left()
    {
        FilmSettings? settings = new() { Width = 640, Height = 360, MaxBytes = 1000 };
        var steps = new List<(int Rate, int Colours, int Width)>();
        while ((settings = FilmFit.After(settings!, 100, new FilmTooLargeException(1001, 100))) is not null)
        {
            steps.Add((settings.FramesPerSecond, settings.Colours, settings.Width));
        }

        Assert.That(steps, Is.EqualTo(new[] { (25, 255, 640), (20, 255, 640), (15, 255, 640), (12, 255, 640), (10, 255, 640), (10, 128, 640), (10, 64, 640), (10, 64, 480), (10, 64, 360), (10, 64, 320) }));
    }

    [Test]
    public void Steps_that_cannot_be_enough_are_passed_over()
    {
        FilmSettings next = FilmFit.After(new FilmSettings { Width = 1280, Height = 720, MaxBytes = 1000 }, 100, new FilmTooLargeException(1001, 25))!;

        Assert.That((next.FramesPerSecond, next.Colours), Is.EqualTo((10, 128)).Or.EqualTo((10, 64)), "a third of the frames and fewer colours for a quarter of the bytes");
    }

    [Test]
    public void A_gif_fits_its_bound_and_says_what_it_took()
    {
        using var folder = new TemporaryFolder();
        CommandRun.Of([.. Small, "--out", folder.At("free.gif")]);
        long bound = folder.Bytes / 3;

        CommandRun run = CommandRun.Of([.. Small, "--out", folder.At("bound.gif"), "--max-bytes", $"{bound}"]);

        Assert.That(run.ExitCode, Is.Zero, run.Error);
        Assert.That(new FileInfo(folder.At("bound.gif")).Length, Is.LessThanOrEqualTo(bound).And.GreaterThan(bound / 5));
        Assert.That(run.Error, Does.Contain("too large; trying"));
        Assert.That(folder.Files, Is.EquivalentTo((string[])["free.gif", "bound.gif"]));
    }

    [Test]
    public void What_cannot_fit_is_a_fault()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of([.. Small, "--out", folder.At("bound.gif"), "--max-bytes", "2000"]);

        Assert.That(run.ExitCode, Is.EqualTo(6));
        Assert.That(run.Error, Does.Contain("does not fit 2,000 bytes"));
        Assert.That(folder.Files, Is.Empty);
    }

    [TestCase("x.webp", "only gif")]
    [TestCase("x.gif", "gone on with", "--resume")]
    public void A_bound_goes_with_new_gifs_alone(string name, string what, params string[] more)
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of([.. Small, "--out", folder.At(name), "--max-bytes", "9000", .. more]);

        CommandFaults.AssertFault(run, 2);
        Assert.That(run.Error, Does.Contain(what));
    }
}
