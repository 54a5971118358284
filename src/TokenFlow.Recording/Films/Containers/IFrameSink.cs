using TokenFlow.Base.Faults;
using TokenFlow.Recording.Films.Frames;

namespace TokenFlow.Recording.Films.Containers;

/// <summary>
/// Where frames go. The costly part, <see cref="Encode"/>, is called on many threads at once and in any order;
/// <see cref="Append"/> on one at a time, frame after frame from <see cref="FirstFrame"/>. Frame k is shown at k / fps,
/// whenever it was drawn. When Append returns the frame is handed over: whatever ends the process then, at most that last
/// frame is missing from what is left. Disposing of a sink before <see cref="Complete"/> leaves nothing under the film's
/// name, and all frames so far where <see cref="Kept"/> says.
/// </summary>
public interface IFrameSink : IDisposable
{
    /// <summary>Whether <see cref="Encode"/> wants the frame before, to store what changed alone.</summary>
    bool ComparesFrames { get; }

    /// <summary>The first frame to append: those before it are there from an earlier recording.</summary>
    int FirstFrame => 0;

    /// <summary>What is left of a film that was not completed, once the sink is disposed; null for nothing.</summary>
    FilmKept? Kept => null;

    /// <summary>Encodes one frame. Depends on the arguments alone, so the film is the same for any number of threads.</summary>
    /// <param name="frame">The frame; not kept unless retained.</param>
    /// <param name="previous">The frame before it, where there is one and the sink compares frames. It may be one that is not appended.</param>
    EncodedFrame Encode(Frame frame, Frame? previous);

    /// <summary>Adds the next frame and disposes of it.</summary>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    void Append(EncodedFrame frame);

    /// <summary>Ends the film and gives the file its name.</summary>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    void Complete();
}
