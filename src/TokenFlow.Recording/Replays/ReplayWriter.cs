using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TokenFlow.Base.Faults;
using TokenFlow.Base.Files;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;

namespace TokenFlow.Recording.Replays;

/// <summary>
/// Writes a replay line by line, each as a whole and at once, so that a file that is cut off anywhere is a replay up to its
/// last whole line. Not thread-safe.
/// </summary>
public sealed class ReplayWriter : IDisposable
{
    /// <summary>The format's version.</summary>
    internal const int Version = 1;

    private static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;
    private readonly string _program;
    private readonly string _instructions;
    private readonly FileStream _file;
    private readonly MemoryStream _line = new();
    private IReadOnlyList<ScheduledEdit> _edits = [];
    private IReadOnlyDictionary<string, string>? _view;
    private (long Frame, ulong Hash)? _shown;
    private string _said = "";
    private int _held;
    private bool _isBegun;

    /// <summary>Begins a file, which appears at once.</summary>
    /// <param name="path">Where.</param>
    /// <param name="program">The program's version.</param>
    /// <param name="instructions">The instruction set that the run computes with.</param>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public ReplayWriter(string path, string program, string instructions)
    {
        OutputPath.Check(path);
        _path = path;
        _program = program;
        _instructions = instructions;
        _file = OutputFile.Guarded(path, () => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0));
    }

    /// <summary>A scenario is opened, the first or another one.</summary>
    /// <param name="scenario">The scenario, at its own frame rate.</param>
    /// <param name="sequence">Its tokens, with the text as it was read.</param>
    /// <param name="session">The edits that it starts with, where they are not the scenario's own.</param>
    /// <param name="edits">All edits that it starts with.</param>
    /// <param name="framesPerSecond">The frame rate that it runs at.</param>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public void Open(Scenario scenario, Sequence sequence, SavedSession? session, IReadOnlyList<ScheduledEdit> edits, int framesPerSecond)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        FlushHeld();
        using var document = new MemoryStream();
        ScenarioWriter.Write(scenario, sequence, session, document);
        using var parsed = JsonDocument.Parse(document.GetBuffer().AsMemory(0, (int)document.Length));
        Put(json =>
        {
            if (!_isBegun)
            {
                json.WriteNumber("replay", Version);
                json.WriteString("program", _program);
                json.WriteString("instructions", _instructions);
            }

            json.WriteNumber("fps", framesPerSecond);
            json.WriteNumber("seed", scenario.Seed);
            json.WritePropertyName("scenario");
            parsed.RootElement.WriteTo(json);
        });
        _isBegun = true;
        _edits = edits;
        _shown = null;
    }

    /// <summary>The run's edits as they are now; nothing is written where they are the same.</summary>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public void Edit(IReadOnlyList<ScheduledEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        if (ReferenceEquals(edits, _edits))
        {
            return;
        }

        int keep = 0;
        while (keep < edits.Count && keep < _edits.Count && edits[keep] == _edits[keep])
        {
            keep++;
        }

        bool isSame = keep == edits.Count && keep == _edits.Count;
        bool isOneMore = keep == _edits.Count && edits.Count == keep + 1;
        _edits = edits;
        if (isSame)
        {
            return;
        }

        FlushHeld();
        Put(json =>
        {
            if (isOneMore)
            {
                WriteEdit(json, edits[keep]);
                return;
            }

            json.WriteNumber("keep", keep);
            json.WriteStartArray("edits");
            foreach (ScheduledEdit edit in edits.Skip(keep))
            {
                json.WriteStartObject();
                WriteEdit(json, edit);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>How the run is looked at; nothing is written where that is the same.</summary>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public void View(IReadOnlyDictionary<string, string> view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (_view is not null && _view.OrderBy(f => f.Key, StringComparer.Ordinal).SequenceEqual(view.OrderBy(f => f.Key, StringComparer.Ordinal)))
        {
            return;
        }

        _view = view;
        FlushHeld();
        Put(json =>
        {
            json.WriteStartObject("view");
            foreach ((string name, string value) in view.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        });

        // The same frame looks different: it is shown anew.
        _shown = null;
    }

    /// <summary>What is said; nothing is written where that is the same.</summary>
    /// <param name="caption">The sentence; empty for none.</param>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public void Say(string caption)
    {
        ArgumentNullException.ThrowIfNull(caption);
        if (_said == caption)
        {
            return;
        }

        _said = caption;
        FlushHeld();
        Put(json => json.WriteString("say", caption));
        _shown = null;
    }

    /// <summary>A frame is shown for one frame of the film.</summary>
    /// <exception cref="FaultException">OutputUnwritable, DiskFull.</exception>
    public void Show(long frame, ulong hash)
    {
        if (_shown == (frame, hash))
        {
            _held++;
            return;
        }

        FlushHeld();
        _shown = (frame, hash);
        Put(json =>
        {
            json.WriteNumber("show", frame);
            json.WriteString("hash", hash.ToString("x16", CultureInfo.InvariantCulture));
        });
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        try
        {
            FlushHeld();
        }
        catch (FaultException)
        {
            // Every line before it is written.
        }

        _file.Dispose();
        _line.Dispose();
    }

    private static void WriteEdit(Utf8JsonWriter json, ScheduledEdit edit)
    {
        json.WriteNumber("frame", edit.Frame);
        ScenarioWriter.WriteEdit(json, edit.Edit);
    }

    private void FlushHeld()
    {
        int held = _held;
        _held = 0;
        if (held > 0)
        {
            Put(json => json.WriteNumber("hold", held));
        }
    }

    private void Put(Action<Utf8JsonWriter> body) => OutputFile.Guarded(_path, () =>
    {
        _line.SetLength(0);
        using (var json = new Utf8JsonWriter(_line, Layout))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }

        _line.WriteByte((byte)'\n');
        _file.Write(_line.GetBuffer().AsSpan(0, (int)_line.Length));
        return true;
    });
}
