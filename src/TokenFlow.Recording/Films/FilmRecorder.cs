using System.Numerics;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films.Containers;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Films;

/// <summary>
/// Turns states into a film. States are pulled one after the other; drawing and encoding go on for several frames at
/// once; the sink gets the frames in order. The film is the same for any number of threads.
/// </summary>
/// <param name="fonts">The typefaces; stays the caller's to dispose.</param>
/// <param name="clock">Measures the progress reported; null for the system's.</param>
public sealed class FilmRecorder(FontBook fonts, TimeProvider? clock = null)
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>The state that a sink's recording starts with: of the first frame to append, or of the one before it, which is drawn to compare with.</summary>
    public static int FirstState(IFrameSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return sink.ComparesFrames ? Math.Max(0, sink.FirstFrame - 1) : sink.FirstFrame;
    }

    /// <summary>Records a film with one drawer for all threads, which therefore must hold no state of its own.</summary>
    /// <inheritdoc cref="Record{T}(FilmSettings, Vector2, int, IEnumerable{T}, Func{Action{ICanvas, T}}, IFrameSink, int, IProgress{FilmProgress}, CancellationToken)"/>
    public void Record<T>(
        FilmSettings settings,
        Vector2 size,
        int frameCount,
        IEnumerable<T> states,
        Action<ICanvas, T> draw,
        IFrameSink sink,
        int threads = 0,
        IProgress<FilmProgress>? progress = null,
        CancellationToken cancellation = default) =>
        Record(settings, size, frameCount, states, () => draw, sink, threads, progress, cancellation);

    /// <summary>
    /// Records a film of as many frames as there are states: it waits for each, and ends when they end. When it returns, the
    /// file is there; when it throws, the sink has not been completed.
    /// </summary>
    /// <typeparam name="T">What a frame is drawn from. Disposed of after drawing, where it can be.</typeparam>
    /// <param name="settings">What the film is to be.</param>
    /// <param name="size">The picture's size in canvas units.</param>
    /// <param name="states">Gives the states, in order; pulled from one thread at a time, not always the same. Where it waits for a state it must give up when its token says so.</param>
    /// <param name="newDrawer">Makes a drawer; called once a thread, so that a drawer may keep caches.</param>
    /// <param name="sink">Where frames go; stays the caller's to dispose.</param>
    /// <param name="threads">How many frames are drawn at once; 0 for the number of processors.</param>
    /// <param name="progress">Told of every finished frame, one at a time, on any thread; what it is told of are the states so far. Keep it short.</param>
    /// <param name="cancellation">Breaks the recording off.</param>
    /// <returns>How many frames the film has.</returns>
    /// <exception cref="FaultException">OutOfRange, also where there was no state at all, and whatever the sink throws.</exception>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public int RecordToEnd<T>(
        FilmSettings settings,
        Vector2 size,
        Func<CancellationToken, IEnumerable<T>> states,
        Func<Action<ICanvas, T>> newDrawer,
        IFrameSink sink,
        int threads = 0,
        IProgress<FilmProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        int frames = Run(settings, size, null, states, newDrawer, sink, threads, progress, cancellation);
        if (frames == 0)
        {
            throw new FaultException(FaultKind.OutOfRange, "a film of 0 frames", remedy: "let time go on before it is stopped");
        }

        sink.Complete();
        return frames;
    }

    /// <summary>Records a film. When it returns, the file is there; when it throws, the sink has not been completed.</summary>
    /// <typeparam name="T">What a frame is drawn from. Disposed of after drawing, where it can be.</typeparam>
    /// <param name="settings">What the film is to be.</param>
    /// <param name="size">The picture's size in canvas units.</param>
    /// <param name="frameCount">How many frames, at least 1; those that the sink has already among them.</param>
    /// <param name="states">The states from <see cref="FirstState"/> on, in order. Pulled from one thread at a time, not always the same.</param>
    /// <param name="newDrawer">Makes a drawer; called once a thread, so that a drawer may keep caches.</param>
    /// <param name="sink">Where frames go; stays the caller's to dispose.</param>
    /// <param name="threads">How many frames are drawn at once; 0 for the number of processors.</param>
    /// <param name="progress">Told of every finished frame, one at a time, on any thread. Keep it short.</param>
    /// <param name="cancellation">Breaks the recording off.</param>
    /// <exception cref="FaultException">OutOfRange, and whatever the sink throws.</exception>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    /// <exception cref="InvalidOperationException">There are fewer states than frames.</exception>
    public void Record<T>(
        FilmSettings settings,
        Vector2 size,
        int frameCount,
        IEnumerable<T> states,
        Func<Action<ICanvas, T>> newDrawer,
        IFrameSink sink,
        int threads = 0,
        IProgress<FilmProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(states);
        if (frameCount < 1)
        {
            throw new FaultException(FaultKind.OutOfRange, $"a film of {frameCount} frames", remedy: "choose at least 1");
        }

        Run(settings, size, frameCount, _ => states, newDrawer, sink, threads, progress, cancellation);
        sink.Complete();
    }

    private int Run<T>(
        FilmSettings settings,
        Vector2 size,
        int? frameCount,
        Func<CancellationToken, IEnumerable<T>> states,
        Func<Action<ICanvas, T>> newDrawer,
        IFrameSink sink,
        int threads,
        IProgress<FilmProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(newDrawer);
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        settings.Check();
        if (frameCount <= sink.FirstFrame)
        {
            return sink.FirstFrame;
        }

        int workers = Math.Min(threads == 0 ? Environment.ProcessorCount : threads, frameCount ?? int.MaxValue);
        using FilmRun<T> run = new(settings, size, frameCount, states, newDrawer, sink, workers, fonts, _clock, progress, cancellation);
        return run.Go();
    }
}

/// <summary>How far a recording is.</summary>
/// <param name="Done">Frames in the film.</param>
/// <param name="Of">Frames that it will have.</param>
/// <param name="FramesPerSecond">Frames finished a second of real time, since the start.</param>
/// <param name="TimeLeft">How long the rest will take at that rate.</param>
public readonly record struct FilmProgress(int Done, int Of, double FramesPerSecond, TimeSpan TimeLeft);
