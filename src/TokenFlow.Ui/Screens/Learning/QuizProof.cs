using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Session.Runs;
using TokenFlow.Studies.Quiz;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Ui.Screens.Learning;

/// <summary>An answer's proof: the experiment, and a run that shows it, both made in the background while the window goes on.</summary>
internal sealed class QuizProof : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task<QuizEvidence> _evidence;
    private readonly Task<FlowSession?> _run;
    private FlowSession? _session;

    /// <param name="question">The question that was answered.</param>
    /// <param name="services">What the window has from outside.</param>
    public QuizProof(QuizQuestion question, WindowServices services)
    {
        _evidence = Task.Run(() => question.Experiment.Run(_end.Token));
        _run = Task.Run(() => Open(question, services));
        // What went wrong is told by Fault.
        if (services.IsStepped)
        {
            Task.WhenAll(_evidence, _run).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        }
    }

    /// <summary>What was found; null while it is being looked for.</summary>
    public QuizEvidence? Evidence => _evidence.IsCompletedSuccessfully ? _evidence.Result : null;

    /// <summary>The run that shows it; null while it is not there, or where it cannot be had.</summary>
    public FlowSession? Session => _session ??= _run.IsCompletedSuccessfully ? _run.Result : null;

    /// <summary>What went wrong with the experiment; null for nothing.</summary>
    public string? Fault => _evidence.Exception?.InnerException?.Message;

    /// <summary>Steps of the window's time: the run plays, rests at its end, and starts over.</summary>
    public void Tick(int ticks)
    {
        if (Session is not { } session)
        {
            return;
        }

        for (int i = 0; i < ticks; i++)
        {
            if (!session.IsPlaying && ++Rest > session.Document.Scenario.FramesPerSecond * 2)
            {
                Rest = 0;
                session.Restart();
            }

            session.Tick();
        }
    }

    private int Rest { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The run belongs to nobody else; it may not be there yet.
        _end.Cancel();
        _ = _run.ContinueWith(t => t.Result?.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        _ = _evidence.ContinueWith(_ => _end.Dispose(), TaskScheduler.Default);
    }

    private static FlowSession? Open(QuizQuestion question, WindowServices services)
    {
        try
        {
            Scenario scenario = services.Load(question.Scenario);
            var session = new FlowSession(scenario with { Captions = [] }, services.Session with { Recorder = null, Files = null, Log = null });
            session.TogglePlay();
            return session;
        }
        catch (FaultException)
        {
            // The figures are the proof; the run only shows it.
            return null;
        }
    }
}
