using System.Runtime.InteropServices;

namespace TokenFlow.App.Cli;

/// <summary>
/// While it lives, Ctrl-C, a termination or a closed terminal cancel <see cref="Token"/> instead of ending the process, so
/// that what is half written can be cleared away. The second time the process ends at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration[] _registrations;

    /// <param name="outer">Cancels as well.</param>
    public Interruption(CancellationToken outer)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(outer);
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(s => PosixSignalRegistration.Create(s, Stop))];
    }

    /// <summary>Cancelled when the run is to end.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
