using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using TokenFlow.Attention.Faults;
using TokenFlow.Recording.Files;
using TokenFlow.Recording.Films;

namespace TokenFlow.Recording.Sinks;

/// <summary>
/// MP4 with H.264, by an ffmpeg that is fed raw pixels through a pipe. It writes a temporary file beside the target,
/// which gets its name when ffmpeg has ended well.
/// </summary>
public sealed class Mp4Sink : IFrameSink
{
    // Fixed, since x264's output depends on it: the film is the same on every machine. More than two would fight the
    // threads that draw.
    private const int EncoderThreads = 2;

    private readonly string _path;
    private readonly string _partPath;
    private readonly Process _ffmpeg;
    private readonly Task<string> _lastWords;
    private bool _completed;

    /// <param name="path">The film's path.</param>
    /// <param name="settings">What the film is to be.</param>
    /// <param name="ffmpeg">The path of an ffmpeg, as <see cref="FfmpegProgram.Find"/> gives it; null where there is none.</param>
    /// <exception cref="FaultException">MissingOnMachine, OutOfRange (odd sizes), OutputUnwritable, DiskFull.</exception>
    public Mp4Sink(string path, FilmSettings settings, string? ffmpeg)
    {
        settings.Check();
        _path = path;
        _partPath = OutputFile.PartPath(path);
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

        OutputPath.CheckWritable(path);
        _ffmpeg = Start(ffmpeg, Arguments(settings));
        _lastWords = ReadLastLineAsync(_ffmpeg.StandardError);
    }

    public bool ComparesFrames => false;

    public EncodedFrame Encode(Frame frame, Frame? previous) =>
        new(frame.Index, new PixelArea(0, 0, frame.Width, frame.Height), pixels: frame);

    public void Append(EncodedFrame frame)
    {
        using (frame)
        {
            try
            {
                _ffmpeg.StandardInput.BaseStream.Write(frame.Pixels);
            }
            catch (IOException)
            {
                // The pipe broke: ffmpeg is gone or going, and has said why.
                throw Died();
            }
        }
    }

    public void Complete()
    {
        try
        {
            _ffmpeg.StandardInput.Close();
        }
        catch (IOException)
        {
            throw Died();
        }

        _ffmpeg.WaitForExit();
        if (_ffmpeg.ExitCode != 0)
            throw Died();

        OutputFile.Guarded(_path, () =>
        {
            File.Move(_partPath, _path, overwrite: true);
            return true;
        });
        _completed = true;
    }

    public void Dispose()
    {
        if (!_completed)
        {
            Stop(TimeSpan.Zero);
            OutputFile.Delete(_partPath);
        }

        _ffmpeg.Dispose();
    }

    private static async Task<string> ReadLastLineAsync(StreamReader errors)
    {
        // Drained from the start: a full pipe would stop ffmpeg and us with it.
        string last = "";
        while (await errors.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                last = line.Trim();
        }

        return last;
    }

    private Process Start(string ffmpeg, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(ffmpeg, arguments)
        {
            RedirectStandardInput = true,
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
                FaultKind.MissingOnMachine, $"{ffmpeg} cannot be run ({error.Message})", _path,
                "mend it, or choose .webp, .gif or frames/%05d.png, which need nothing", error);
        }
    }

    private IEnumerable<string> Arguments(FilmSettings settings)
    {
        string rate = settings.FramesPerSecond.ToString(CultureInfo.InvariantCulture);
        return
        [
            "-hide_banner", "-nostdin", "-loglevel", "error", "-y",
            "-f", "rawvideo", "-pix_fmt", "rgba", "-video_size", $"{settings.Width}x{settings.Height}", "-framerate", rate,
            "-i", "pipe:0",
            // Colours are converted and labelled as BT.709; players would guess differently from each other.
            "-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int",
            "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p",
            "-threads", EncoderThreads.ToString(CultureInfo.InvariantCulture),
            "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact",
            "-movflags", "+faststart", "-f", "mp4",
            // 'file:' keeps a colon in the name from being read as a protocol.
            $"file:{_partPath}",
        ];
    }

    private FaultException Died()
    {
        // It is ending by itself: let it say why before it is killed.
        Stop(TimeSpan.FromSeconds(5));
        string words = _lastWords.GetAwaiter().GetResult();
        if (words.Contains("No space left", StringComparison.OrdinalIgnoreCase))
            return new FaultException(FaultKind.DiskFull, "the disk is full", _path, "free some space or choose another folder");

        FaultKind kind = words.Contains("Unknown encoder", StringComparison.OrdinalIgnoreCase)
            ? FaultKind.MissingOnMachine
            : FaultKind.OutputUnwritable;
        string why = words.Length == 0 ? $"ffmpeg ended with code {_ffmpeg.ExitCode}" : $"ffmpeg stopped: {words}";
        return new FaultException(kind, why, _path, "mend that, or choose .webp or .gif, which need no ffmpeg");
    }

    private void Stop(TimeSpan grace)
    {
        try
        {
            if (!_ffmpeg.WaitForExit(grace))
                _ffmpeg.Kill();

            _ffmpeg.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It had ended in between.
        }
    }
}
