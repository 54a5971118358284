using System.Collections.Concurrent;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Frames;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Tests.Films;

public sealed class FilmRecorderTests
{
    private readonly FontBook _fonts = new(SystemFontFiles.None());

    [OneTimeTearDown]
    public void LetGo() => _fonts.Dispose();

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    public void Frames_reach_the_sink_in_order_with_the_one_before(int threads)
    {
        using RecordingSink sink = new();
        Record(sink, Enumerable.Range(0, 50), 50, threads);

        Assert.That(sink.Appended, Is.EqualTo(Enumerable.Range(0, 50)));
        Assert.That(sink.Pairs.Order(), Is.EqualTo(Enumerable.Range(0, 50).Select(k => (k, k - 1))));
        Assert.That(sink.Completed, Is.True);
    }

    [TestCase(1)]
    [TestCase(3)]
    public void A_film_of_unknown_length_ends_with_its_states(int threads)
    {
        using RecordingSink sink = new();
        using BlockingCollection<int> states = [];
        using Task<int> film = Task.Run(() => new FilmRecorder(_fonts).RecordToEnd<int>(
            FilmSamples.Settings, FilmSamples.Size, states.GetConsumingEnumerable, () => (_, _) => { }, sink, threads));
        foreach (int k in Enumerable.Range(0, 30))
        {
            states.Add(k);
        }

        states.CompleteAdding();

        Assert.That(film.GetAwaiter().GetResult(), Is.EqualTo(30));
        Assert.That(sink.Appended, Is.EqualTo(Enumerable.Range(0, 30)));
        Assert.That(sink.Completed, Is.True);
    }

    [Test]
    public void A_failure_wakes_the_one_who_waits_for_a_state()
    {
        using RecordingSink sink = new();
        using BlockingCollection<int> states = [1, 2];

        // No state comes after the second, and none is said to be the last.
        Assert.That(
            () => new FilmRecorder(_fonts).RecordToEnd<int>(
                FilmSamples.Settings, FilmSamples.Size, states.GetConsumingEnumerable, () => (_, k) => throw new InvalidDataException($"{k}"), sink, 2),
            Throws.TypeOf<InvalidDataException>());
        Assert.That(sink.Completed, Is.False);
    }

    [Test]
    public void A_film_without_states_is_refused()
    {
        using RecordingSink sink = new();
        Assert.That(
            () => new FilmRecorder(_fonts).RecordToEnd<int>(FilmSamples.Settings, FilmSamples.Size, _ => [], () => (_, _) => { }, sink),
            Throws.TypeOf<FaultException>());
        Assert.That(sink.Completed, Is.False);
    }

    [Test]
    public void States_are_disposed_of_once_each()
    {
        State[] states = [.. Enumerable.Range(0, 20).Select(_ => new State())];
        using RecordingSink sink = new();
        new FilmRecorder(_fonts).Record(FilmSamples.Settings, FilmSamples.Size, 20, states, (ICanvas _, State _) => { }, sink, 3);

        Assert.That(states.Select(s => s.Disposed), Is.All.EqualTo(1));
    }

    [Test]
    public void No_more_frames_are_under_way_than_there_is_room_for()
    {
        using RecordingSink sink = new();
        int pulled = 0, most = 0;
        IEnumerable<int> states = Enumerable.Range(0, 200).Select(k =>
        {
            most = Math.Max(most, ++pulled - sink.Appended.Count);
            return k;
        });
        Record(sink, states, 200, 2);

        Assert.That(most, Is.LessThanOrEqualTo(6));
    }

    [Test]
    public void A_drawers_failure_surfaces_as_itself_and_the_film_is_not_completed()
    {
        using RecordingSink sink = new();
        Assert.That(
            () => new FilmRecorder(_fonts).Record(
                FilmSamples.Settings, FilmSamples.Size, 50, Enumerable.Range(0, 50),
                FailAt20, sink, 3),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("frame 20"));
        Assert.That(sink.Completed, Is.False);
    }

    [Test]
    public void A_sources_failure_surfaces_as_itself()
    {
        using RecordingSink sink = new();
        IEnumerable<int> states = Enumerable.Range(0, 50).Select(k => k == 9 ? throw new InvalidDataException("state 9") : k);
        Assert.That(() => Record(sink, states, 50, 2), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void A_sinks_failure_surfaces_as_itself()
    {
        using RecordingSink sink = new() { FailAt = 11 };
        Assert.That(() => Record(sink, Enumerable.Range(0, 50), 50, 4), Throws.TypeOf<FaultException>());
    }

    [Test]
    public void Too_few_states_are_a_failure()
    {
        using RecordingSink sink = new();
        Assert.That(() => Record(sink, Enumerable.Range(0, 5), 6, 2), Throws.InvalidOperationException);
    }

    [Test]
    public void Breaking_off_ends_the_recording_and_keeps_what_is_done()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource cancellation = new();
        using (IFrameSink sink = FilmPath.OpenSink(folder.At("film.gif"), FilmSamples.Settings))
        {
            IEnumerable<int> states = Enumerable.Range(0, int.MaxValue).Select(k =>
            {
                if (k == 12)
                {
                    cancellation.Cancel();
                }

                return k;
            });
            Assert.That(
                () => new FilmRecorder(_fonts).Record(
                    FilmSamples.Settings, FilmSamples.Size, 100_000, states, FilmSamples.Draw, sink, 2, null, cancellation.Token),
                Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That(folder.Files, Is.SubsetOf(new[] { "film.part.gif", "film.part.gif.json" }), "frame 12 may be asked for before the first is done");
    }

    [Test]
    public void Progress_counts_every_frame_up_to_the_last()
    {
        using RecordingSink sink = new();
        Tally tally = new();
        new FilmRecorder(_fonts).Record(
            FilmSamples.Settings, FilmSamples.Size, 20, Enumerable.Range(0, 20), FilmSamples.Draw, sink, 3, tally);

        Assert.That(tally.Seen.Select(p => p.Done), Is.EqualTo(Enumerable.Range(1, 20)));
        Assert.That(tally.Seen[^1].TimeLeft, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Every_thread_has_a_drawer_of_its_own()
    {
        using RecordingSink sink = new();
        int made = 0;
        new FilmRecorder(_fonts).Record(
            FilmSamples.Settings, FilmSamples.Size, 20, Enumerable.Range(0, 20),
            () =>
            {
                Interlocked.Increment(ref made);
                return FilmSamples.Draw;
            },
            sink, 3);

        Assert.That(made, Is.EqualTo(3));
    }

    [Test]
    public void What_a_drawer_leaves_bare_is_black()
    {
        using RecordingSink sink = new();
        new FilmRecorder(_fonts).Record(FilmSamples.Settings, FilmSamples.Size, 1, [0], (_, _) => { }, sink, 1);
        Assert.That(sink.FirstPixel, Is.EqualTo(new byte[] { 0, 0, 0, 255 }));
    }

    [Test]
    public void A_film_without_frames_is_a_fault()
    {
        using RecordingSink sink = new();
        Assert.That(() => Record(sink, [], 0, 1), Throws.TypeOf<FaultException>());
    }

    private static void FailAt20(ICanvas canvas, int frame)
    {
        if (frame == 20)
        {
            throw new InvalidDataException("frame 20");
        }
    }

    private void Record(IFrameSink sink, IEnumerable<int> states, int frames, int threads) =>
        new FilmRecorder(_fonts).Record(FilmSamples.Settings, FilmSamples.Size, frames, states, FilmSamples.Draw, sink, threads);

    private sealed class State : IDisposable
    {
        public int Disposed { get; private set; }

        public void Dispose() => Disposed++;
    }

    private sealed class Tally : IProgress<FilmProgress>
    {
        public List<FilmProgress> Seen { get; } = [];

        public void Report(FilmProgress value) => Seen.Add(value);
    }

    private sealed class RecordingSink : IFrameSink
    {
        public int FailAt { get; init; } = -1;

        public List<int> Appended { get; } = [];

        public ConcurrentBag<(int Frame, int Previous)> Pairs { get; } = [];

        public byte[] FirstPixel { get; private set; } = [];

        public bool Completed { get; private set; }

        public bool ComparesFrames => true;

        public EncodedFrame Encode(Frame frame, Frame? previous)
        {
            Pairs.Add((frame.Index, previous?.Index ?? -1));
            if (frame.Index == 0)
            {
                FirstPixel = frame.Pixels[..4].ToArray();
            }

            return new EncodedFrame(frame.Index, new PixelArea(0, 0, 1, 1));
        }

        public void Append(EncodedFrame frame)
        {
            using (frame)
            {
                if (frame.Index == FailAt)
                {
                    throw new FaultException(FaultKind.DiskFull, "the disk is full");
                }

                Appended.Add(frame.Index);
            }
        }

        public void Complete() => Completed = true;

        public void Dispose()
        {
        }
    }
}
