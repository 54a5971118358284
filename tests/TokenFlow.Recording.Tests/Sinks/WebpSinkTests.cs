using SkiaSharp;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.Recording.Tests.Sinks;

public sealed class WebpSinkTests
{
    [Test]
    public void A_lossless_film_keeps_every_pixel()
    {
        using TemporaryFolder folder = new();
        string film = folder.At("film.webp");
        FilmSettings settings = FilmSamples.Settings with { Lossless = true };
        using (IFrameSink sink = FilmPath.OpenSink(film, settings))
        {
            FilmSamples.Record(sink, settings);
        }

        using SKCodec codec = SKCodec.Create(film);
        Assert.That(FilmSamples.Decode(codec, 0), Is.EqualTo(FilmSamples.Pixels(0)));
        Assert.That(FilmSamples.Decode(codec, 7), Is.EqualTo(FilmSamples.Pixels(7)));
        Assert.That(FilmSamples.Decode(codec, 19), Is.EqualTo(FilmSamples.Pixels(29)));
    }

    [Test]
    public void A_lossy_film_shows_the_picture_drawn()
    {
        using TemporaryFolder folder = new();
        string film = folder.At("film.webp");
        FilmSettings settings = FilmSamples.Settings with { Quality = 90 };
        using (IFrameSink sink = FilmPath.OpenSink(film, settings))
        {
            FilmSamples.Record(sink, settings);
        }

        using SKCodec codec = SKCodec.Create(film);
        foreach ((int stored, int drawn) in ((int, int)[])[(0, 0), (7, 7), (19, 29)])
        {
            ImageTolerance tolerance = new(40, 0.05);
            ImageDifference difference = ImageComparer.Compare(FilmSamples.Decode(codec, stored), FilmSamples.Pixels(drawn), tolerance);
            Assert.That(difference.Within(tolerance), Is.True, $"frame {drawn}: {difference}");
        }
    }

    [Test]
    public void The_file_says_its_own_length()
    {
        using TemporaryFolder folder = new();
        string film = folder.At("film.webp");
        using (IFrameSink sink = FilmPath.OpenSink(film, FilmSamples.Settings))
        {
            FilmSamples.Record(sink);
        }

        byte[] bytes = File.ReadAllBytes(film);
        Assert.That(BitConverter.ToUInt32(bytes, 4), Is.EqualTo(bytes.Length - 8));
    }
}
