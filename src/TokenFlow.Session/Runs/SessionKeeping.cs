using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Shots;

namespace TokenFlow.Session.Runs;

/// <summary>What a user keeps of a session: saved states, films, stills. Faults become the session's message.</summary>
public sealed class SessionKeeping
{
    private readonly FlowSession _session;
    private readonly SessionMessages _messages;
    private readonly SessionServices _services;
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private string? _film;

    internal SessionKeeping(FlowSession session, SessionMessages messages, SessionServices services)
    {
        _session = session;
        _messages = messages;
        _services = services;
    }

    /// <summary>Whether a film of this session is being taken.</summary>
    public bool IsFilming => _film is not null && _services.Recorder is { IsFilming: true };

    /// <summary>Frames of the film that is being taken.</summary>
    public long FilmFrames { get; private set; }

    /// <summary>Whether the session's clock must wait for the film, lest it lose a frame. Tells what came of earlier films.</summary>
    internal bool MustWait
    {
        get
        {
            if (_begun.Count > 0 && _services.Recorder?.TakeNews(_begun) is { } news)
            {
                _begun.Remove(news.File);
                _messages.Say(news.Text, news.IsFault);
            }

            return IsFilming && !_services.Recorder!.HasRoom;
        }
    }

    /// <summary>Writes the state as a scenario file that opens again to the same bits.</summary>
    public void WriteTo(Stream stream) => ScenarioWriter.Write(
        _session.Document.Scenario,
        _session.Document.Sequence,
        new SavedSession(_session.Frame, _session.Document.Edits, _session.View.Write()),
        stream);

    /// <summary>Saves the state under a new name.</summary>
    public bool Save() => Save(files => files.WriteNew(_session.Document.Scenario.Name, WriteTo));

    /// <summary>Saves the state in a file.</summary>
    public bool Save(string path) => Save(files =>
    {
        files.Write(path, WriteTo);
        return path;
    });

    /// <summary>Starts a film of the session, or ends it.</summary>
    public bool ToggleFilm() => _services.Recorder is not { } recorder
        ? _messages.Refuse("films cannot be taken here")
        : _messages.Attempt(() =>
        {
            if (EndFilm() is not null)
            {
                _messages.Say("the film is being finished");
                return;
            }

            Scenario scenario = _session.Document.Scenario;
            _film = recorder.StartFilm(scenario.Name, scenario.FramesPerSecond);
            _begun.Add(_film);
            FilmFrames = 0;
            _messages.Say($"filming to {_film}");
        });

    /// <summary>Takes a still picture of the frame.</summary>
    public bool Still() => _services.Recorder is not { } recorder
        ? _messages.Refuse("stills cannot be taken here")
        : _messages.Attempt(() =>
        {
            string still = recorder.Still(_session.Document.Scenario.Name, Shot());
            _begun.Add(still);
            _messages.Say($"still: {still}");
        });

    /// <summary>Ends the film, where one of this session is being taken.</summary>
    /// <returns>The film's file; null where there was none.</returns>
    internal string? EndFilm()
    {
        string? film = IsFilming ? _film : null;
        _film = null;
        if (film is not null)
        {
            _services.Recorder!.StopFilm();
        }

        return film;
    }

    internal void Tick()
    {
        if (IsFilming)
        {
            _services.Recorder!.AddFrame(Shot());
            FilmFrames++;
        }
    }

    // The scene as the window shows it, without its controls.
    private Shot Shot() => new(_session.Snapshot.Retain(), _session.View.Shot) { Notes = _session.Notes };

    private bool Save(Func<ISessionFiles, string> write) => _services.Files is not { } files
        ? _messages.Refuse("files cannot be written here")
        : _messages.Attempt(() => _messages.Say($"saved: {write(files)}"));
}
