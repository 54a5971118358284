using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Recording.Films.Frames;
using TokenFlow.Recording.Films.Parts;

namespace TokenFlow.Recording.Films.Containers;

/// <summary>
/// MP4 with H.264, by an ffmpeg that is fed raw pixels through a pipe and hands back fragments, one a frame, which are written
/// here. A frame is handed over when the frame before it is in the file, so nothing that ends this process or ffmpeg costs
/// more than one. At the end ffmpeg joins the fragments, as they are, to a film that starts fast.
/// </summary>
public sealed class Mp4Sink : IFrameSink
{
    // Fixed, since x264's output depends on it: the film is the same on every machine. More than two would fight the
    // threads that draw.
    private const int EncoderThreads = 2;

    // An encoder that holds frames back although it is told not to must not stop the film: then it may hold more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly FilmPart _part;
    private readonly string _program;
    private readonly Stream _file;
    private readonly FragmentFile _fragments;
    private readonly Process _ffmpeg;
    private readonly Task<string> _lastWords;
    private readonly Thread _reader;
    private readonly object _gate = new();
    private Exception? _failure;
    private bool _isOver;
    private bool _isDisposed;
    private int _written;
    private int _heldBack = 1;

    /// <param name="path">The film's path.</param>
    /// <param name="settings">What the film is to be.</param>
    /// <param name="ffmpeg">The path of an ffmpeg, as <see cref="FfmpegProgram.Find"/> gives it; null where there is none.</param>
    /// <exception cref="FaultException">MissingOnMachine, OutOfRange (odd sizes), OutputUnwritable, DiskFull.</exception>
    public Mp4Sink(string path, FilmSettings settings, string? ffmpeg)
        : this(Checked(path, settings, ffmpeg), ffmpeg!, () => FilmPart.Open(path))
    {
    }

    /// <param name="settings">What the film is to be.</param>
    /// <param name="ffmpeg">The path of an ffmpeg.</param>
    /// <param name="part">Opens the film's place; the sink's from then on.</param>
    internal Mp4Sink(FilmSettings settings, string ffmpeg, Func<FilmPart> part)
    {
        _program = ffmpeg;
        _part = part();
        Stream? file = null;
        try
        {
            _file = file = _part.OpenFile();
            _fragments = OutputFile.Guarded(_part.Target, () => new FragmentFile(file));
            FirstFrame = _written = _part.Frames = _fragments.Frames;
            _ffmpeg = Start(EncoderArguments(settings), hasPipes: true);
        }
        catch
        {
            file?.Dispose();
            _part.Dispose();
            throw;
        }

        _lastWords = ReadLastLineAsync(_ffmpeg.StandardError);
        _reader = new Thread(Collect) { IsBackground = true, Name = "film's fragments" };
        _reader.Start();
    }

    public bool ComparesFrames => false;

    /// <inheritdoc/>
    public int FirstFrame { get; }

    /// <inheritdoc/>
    public FilmKept? Kept => _part.Kept;

    public EncodedFrame Encode(Frame frame, Frame? previous) =>
        new(frame.Index, new PixelArea(0, 0, frame.Width, frame.Height), pixels: frame);

    public void Append(EncodedFrame frame)
    {
        using (frame)
        {
            try
            {
                Stream pipe = _ffmpeg.StandardInput.BaseStream;
                pipe.Write(frame.Pixels);
                pipe.Flush();
            }
            catch (IOException)
            {
                // The pipe broke: ffmpeg is gone or going, and has said why.
                throw Died();
            }

            _written++;
            WaitFor(_written - _heldBack);
        }
    }

    public void Complete()
    {
        EndInput();
        _reader.Join();
        _ffmpeg.WaitForExit();
        if (_failure is not null || _ffmpeg.ExitCode != 0)
        {
            throw Died();
        }

        if (_fragments.Frames != _written)
        {
            throw new FaultException(FaultKind.OutputUnwritable, $"ffmpeg made {_fragments.Frames} frames of {_written}", _part.Target, "install another ffmpeg, or choose .webp or .gif");
        }

        OutputFile.Guarded(_part.Target, () =>
        {
            _file.Dispose();
            return true;
        });
        Join();
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        // What it holds back still comes when its input ends.
        _isDisposed = true;
        EndInput();
        if (!_reader.Join(TimeSpan.FromSeconds(5)))
        {
            Stop(TimeSpan.Zero);
        }

        _reader.Join();
        Stop(TimeSpan.FromSeconds(5));
        _ffmpeg.Dispose();
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // Every frame was written when it came.
        }

        _part.Dispose();
    }

    /// <summary>The settings, where mp4 can do them.</summary>
    /// <exception cref="FaultException">MissingOnMachine, OutOfRange, Usage.</exception>
    internal static FilmSettings Checked(string path, FilmSettings settings, string? ffmpeg)
    {
        settings.Check();
        if (ffmpeg is null)
        {
            throw new FaultException(
                FaultKind.MissingOnMachine, "mp4 needs ffmpeg, which is not on this machine's PATH", path,
                "install ffmpeg, or choose .webp, .gif or frames/%05d.png, which need nothing");
        }

        if (((settings.Width | settings.Height) & 1) != 0)
        {
            throw new FaultException(
                FaultKind.OutOfRange, $"mp4 needs even sizes, not {settings.Width} x {settings.Height}", path, "choose an even width and height");
        }

        if (settings.Transparent)
        {
            throw new FaultException(FaultKind.Usage, "mp4 knows no transparent pixels", path, "choose .webp or frames/%05d.png for a transparent background");
        }

        if (!FfmpegProgram.CanRun(ffmpeg))
        {
            throw new FaultException(
                FaultKind.MissingOnMachine, $"{ffmpeg} cannot be run", path, "mend it, or choose .webp, .gif or frames/%05d.png, which need nothing");
        }

        return settings;
    }

    /// <summary>For tests of what a death costs.</summary>
    internal void KillEncoder() => _ffmpeg.Kill();

    private static async Task<string> ReadLastLineAsync(StreamReader errors)
    {
        // Drained from the start: a full pipe would stop ffmpeg and us with it.
        string last = "";
        while (await errors.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                last = line.Trim();
            }
        }

        return last;
    }

    private static IEnumerable<string> EncoderArguments(FilmSettings settings)
    {
        string rate = settings.FramesPerSecond.ToString(CultureInfo.InvariantCulture);
        return
        [
            "-hide_banner", "-nostdin", "-loglevel", "error",
            "-f", "rawvideo", "-pix_fmt", "rgba", "-video_size", $"{settings.Width}x{settings.Height}", "-framerate", rate,
            "-i", "pipe:0",
            // Colours are converted and labelled as BT.709; players would guess differently from each other.
            "-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int",
            "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
            // zerolatency: every frame comes out when it has gone in.
            "-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency", "-crf", "18", "-pix_fmt", "yuv420p",
            "-threads", EncoderThreads.ToString(CultureInfo.InvariantCulture),
            "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact",
            "-video_track_timescale", (settings.FramesPerSecond * Mp4Boxes.TicksPerFrame).ToString(CultureInfo.InvariantCulture),
            "-movflags", "+frag_every_frame+empty_moov+default_base_moof+skip_trailer", "-flush_packets", "1", "-f", "mp4", "pipe:1",
        ];
    }

    // The encoder's output, until it ends.
    private void Collect()
    {
        try
        {
            _fragments.AddAll(_ffmpeg.StandardOutput.BaseStream, () =>
            {
                lock (_gate)
                {
                    _part.Frames = _fragments.Frames;
                    Monitor.PulseAll(_gate);
                }
            });
        }
        catch (Exception error)
        {
            lock (_gate)
            {
                _failure = error;
            }

            // It would wait for somebody to read on.
            Stop(TimeSpan.Zero);
        }
        finally
        {
            lock (_gate)
            {
                _isOver = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void WaitFor(int frames)
    {
        bool isBroken = false;
        lock (_gate)
        {
            while (_part.Frames < frames && !_isOver)
            {
                if (!Monitor.Wait(_gate, Patience))
                {
                    _heldBack *= 2;
                    return;
                }
            }

            isBroken = _isOver;
        }

        if (isBroken)
        {
            throw Died();
        }
    }

    private void EndInput()
    {
        try
        {
            _ffmpeg.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone; whoever needs to know looks at how it ended.
        }
    }

    // Frames as they are, in a file whose index comes first.
    private void Join()
    {
        string whole = Path.Join(Path.GetDirectoryName(_part.Target), $".{Path.GetFileNameWithoutExtension(_part.Target)}.whole{Path.GetExtension(_part.Target)}");
        try
        {
            using Process join = Start(
                [
                    "-hide_banner", "-nostdin", "-loglevel", "error", "-y",
                    // 'file:' keeps a colon in the name from being read as a protocol.
                    "-i", $"file:{_part.Path}", "-c", "copy", "-map_metadata", "-1", "-fflags", "+bitexact",
                    "-movflags", "+faststart", "-f", "mp4", $"file:{whole}",
                ],
                hasPipes: false);
            string words = ReadLastLineAsync(join.StandardError).GetAwaiter().GetResult();
            join.WaitForExit();
            if (join.ExitCode != 0)
            {
                throw Fault(words, join.ExitCode);
            }

            _part.Complete(whole);
        }
        finally
        {
            OutputFile.Delete(whole);
        }
    }

    private Process Start(IEnumerable<string> arguments, bool hasPipes)
    {
        (string file, IEnumerable<string> all) = FfmpegProgram.Apart(_program, arguments);
        ProcessStartInfo start = new(file, all)
        {
            RedirectStandardInput = hasPipes,
            RedirectStandardOutput = hasPipes,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        try
        {
            return Process.Start(start) ?? throw new Win32Exception("it did not start");
        }
        catch (Win32Exception error)
        {
            throw new FaultException(
                FaultKind.MissingOnMachine, $"{_program} cannot be run ({error.Message})", _part.Target,
                "mend it, or choose .webp, .gif or frames/%05d.png, which need nothing", error);
        }
    }

    private FaultException Died()
    {
        // It is ending by itself: let it say why before it is killed.
        EndInput();
        Stop(TimeSpan.FromSeconds(5));
        _reader.Join();
        if (_failure is IOException or UnauthorizedAccessException)
        {
            return OutputPath.Fault(_part.Target, _failure);
        }

        if (_failure is not null)
        {
            return Fault(_failure.Message, 0);
        }

        return Fault(_lastWords.GetAwaiter().GetResult(), _ffmpeg.ExitCode);
    }

    private FaultException Fault(string words, int code)
    {
        if (words.Contains("No space left", StringComparison.OrdinalIgnoreCase))
        {
            return new FaultException(FaultKind.DiskFull, "the disk is full", _part.Target, "free some space or choose another folder");
        }

        FaultKind kind = words.Contains("Unknown encoder", StringComparison.OrdinalIgnoreCase)
            ? FaultKind.MissingOnMachine
            : FaultKind.OutputUnwritable;
        string why = words.Length == 0 ? $"ffmpeg ended with code {code}" : $"ffmpeg stopped: {words}";
        return new FaultException(kind, why, _part.Target, "mend that, or choose .webp or .gif, which need no ffmpeg");
    }

    private void Stop(TimeSpan grace)
    {
        try
        {
            if (!_ffmpeg.WaitForExit(grace))
            {
                _ffmpeg.Kill();
            }

            _ffmpeg.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It had ended in between.
        }
    }
}
