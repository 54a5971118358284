using System.Runtime.InteropServices;
using TokenFlow.Attention.Kernels;
using TokenFlow.Attention.Kernels.Panels;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Replays;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Runs;

namespace TokenFlow.Session.Replays;

/// <summary>
/// Writes sessions down as a replay: what was shown in every tick, and how the edits changed before it, undo included. Where
/// the file cannot be written any more the session is told, once, and goes on.
/// </summary>
public sealed class SessionReplay : ISessionLog, IDisposable
{
    private readonly ReplayWriter _writer;
    private SessionDocument? _document;
    private SessionView? _view;
    private bool _isOver;

    /// <param name="path">The replay's file.</param>
    /// <param name="version">The version of the program, which the file says.</param>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public SessionReplay(string path, string version) => _writer = new ReplayWriter(path, version, InstructionSet());

    /// <summary>The instruction set that the kernel computes with here: runs on the same set have the same bits.</summary>
    /// <returns>Its name, as replays say it.</returns>
    public static string InstructionSet()
    {
        using var kernel = new SparseAttentionKernel(1);
        bool isArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        return kernel.Path switch
        {
            VectorPath.Vector512 => "AVX-512",
            VectorPath.Vector256 => "AVX2",
            VectorPath.Vector128 => isArm ? "NEON" : "SSE",
            _ => "scalar",
        };
    }

    /// <inheritdoc/>
    public void Ticked(FlowSession session)
    {
        if (_isOver)
        {
            return;
        }

        try
        {
            Write(session);
        }
        catch (FaultException fault)
        {
            _isOver = true;
            session.Say($"the replay ends here: {fault.Message}", isFault: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Write(FlowSession session)
    {
        SessionDocument now = session.Document;
        if (_document?.IsAnotherWorld(now) ?? true)
        {
            _writer.Open(now.Scenario, now.Sequence, new SavedSession(session.Frame, now.Edits, session.View.Write()), now.Edits, now.Scenario.FramesPerSecond);
        }
        else
        {
            _writer.Edit(now.Edits);
        }

        _document = now;
        if (!ReferenceEquals(_view, session.View))
        {
            _view = session.View;
            _writer.View(_view.Write());
        }

        _writer.Say(session.Notes.Caption ?? "");
        _writer.Show(session.Frame, session.Snapshot.StateHash);
    }
}
