using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.Recording.Tests.Films;

public sealed class FilmPathTests
{
    [TestCase("a/film.mp4", FilmFormat.Mp4)]
    [TestCase("film.GIF", FilmFormat.Gif)]
    [TestCase("film.webp", FilmFormat.Webp)]
    [TestCase("a/%05d.png", FilmFormat.PngSequence)]
    public void The_extension_says_the_format(string path, FilmFormat format) =>
        Assert.That(FilmFormats.Of(path), Is.EqualTo(format));

    [TestCase("film.avi")]
    [TestCase("film")]
    public void Another_extension_is_refused_naming_those_there_are(string path)
    {
        FaultException fault = Assert.Throws<FaultException>(() => FilmFormats.Of(path))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Usage));
        Assert.That(fault.Message, Does.Contain(".webp, .gif, .mp4").And.Contain("%05d.png"));
    }

    [TestCase("film.gif")]
    [TestCase("film.webp")]
    [TestCase("film.mp4")]
    public void A_missing_folder_is_refused_before_any_work(string name)
    {
        using TemporaryFolder folder = new();
        FaultException fault = Assert.Throws<FaultException>(
            () => FilmPath.OpenSink(Path.Join(folder.Root, "none", name), FilmSamples.Settings))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.OutputUnwritable));
    }

    [TestCase(0, 64, 30)]
    [TestCase(96, 99_999, 30)]
    [TestCase(96, 64, 0)]
    [TestCase(96, 64, 1000)]
    public void Settings_out_of_range_are_refused(int width, int height, int framesPerSecond)
    {
        using TemporaryFolder folder = new();
        FilmSettings settings = new() { Width = width, Height = height, FramesPerSecond = framesPerSecond };
        FaultException fault = Assert.Throws<FaultException>(() => FilmPath.OpenSink(folder.At("film.webp"), settings))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.OutOfRange));
        Assert.That(folder.Files, Is.Empty);
    }
}
