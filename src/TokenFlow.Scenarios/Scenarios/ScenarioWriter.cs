using System.Text.Encodings.Web;
using System.Text.Json;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Capacity;
using TokenFlow.Scenarios.Recall;
using TokenFlow.Scenarios.Text;
using TokenFlow.Simulation.Edits;

namespace TokenFlow.Scenarios.Scenarios;

/// <summary>Writes scenarios as files that <see cref="ScenarioReader"/> reads back to the same run, bit for bit.</summary>
public static class ScenarioWriter
{
    // Signs of any script stand as they are: the file is UTF-8 and no part of a page.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a scenario file, UTF-8, its text written into it so that it needs no other file but a vocabulary.</summary>
    /// <param name="scenario">The scenario, at its own frame rate (<see cref="Scenario.DefaultFramesPerSecond"/>).</param>
    /// <param name="sequence">Its tokens, which hold the text as it was read; null to read the text file again.</param>
    /// <param name="session">Where the run is left and the edits made; null for the scenario alone.</param>
    /// <param name="stream">Where it goes.</param>
    /// <exception cref="FaultException">The text is needed and cannot be read again.</exception>
    /// <exception cref="ArgumentException">The scenario is at another frame rate.</exception>
    public static void Write(Scenario scenario, Sequence? sequence, SavedSession? session, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(stream);
        if (scenario.FramesPerSecond != Scenario.DefaultFramesPerSecond)
        {
            throw new ArgumentException($"A file holds scenarios of {Scenario.DefaultFramesPerSecond} frames a second, not {scenario.FramesPerSecond}.");
        }

        string? text = sequence is not null ? sequence.Text : TextOf(scenario.Text);
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("name", scenario.Name);
        json.WriteString("title", scenario.Title);
        json.WriteString("summary", scenario.Summary);
        if (text is not null)
        {
            json.WriteStartObject("text");
            json.WriteString("inline", text);
            json.WriteEndObject();
        }

        if (scenario.Text.Limit > 0)
        {
            json.WriteNumber("tokens", scenario.Text.Limit);
        }

        json.WriteString("tokenizer", scenario.Tokenizer);
        json.WriteString("specialTokens", scenario.SpecialTokens switch
        {
            SpecialTokens.Cls => "cls",
            SpecialTokens.ClsSep => "cls-sep",
            _ => "none",
        });
        json.WritePropertyName("pattern");
        PatternJson.Write(json, scenario.Pattern);
        WriteHubs(json, scenario.Hubs);
        json.WriteNumber("heads", scenario.Heads);
        json.WriteNumber("headDim", scenario.HeadDim);
        json.WriteString("weights", scenario.Weights.ToString().ToLowerInvariant());
        json.WriteNumber("temperature", scenario.Temperature);
        json.WriteNumber("residual", scenario.Residual);
        json.WriteNumber("layers", scenario.Layers);
        json.WriteNumber("framesPerLayer", scenario.FramesPerLayer);
        json.WriteNumber("seed", scenario.Seed);
        WriteAll(json, "tracers", scenario.Tracers, WriteTracer);
        CapacityJson.Write(json, scenario.Capacity);
        RecallJson.Write(json, scenario.Recall);
        if (scenario.Learned is { } learned)
        {
            json.WriteString("learned", learned);
        }

        WriteAll(json, "edits", scenario.Edits, (to, edit) =>
        {
            to.WriteNumber("at", edit.Seconds);
            WriteEdit(to, edit.Edit);
        });
        WriteAll(json, "captions", scenario.Captions, (to, caption) =>
        {
            to.WriteNumber("at", caption.Seconds);
            to.WriteString("text", caption.Text);
        });
        json.WriteStartObject("film");
        json.WriteNumber("lead", scenario.Film.LeadSeconds);
        json.WriteNumber("tail", scenario.Film.TailSeconds);
        json.WriteNumber("title", scenario.Film.TitleSeconds);
        json.WriteNumber("end", scenario.Film.EndSeconds);
        json.WriteEndObject();
        CameraJson.Write(json, scenario.Camera);
        if (session is not null)
        {
            WriteSession(json, session);
        }

        json.WriteEndObject();
    }

    private static string? TextOf(TextSpec spec) => spec switch
    {
        { Inline: { } inline } => inline,
        { File: null } => null,
        { File: "-" } => throw new FaultException(
            FaultKind.TextUnusable, "standard input was read already and cannot be read again", "text.file", "keep the text in a file"),
        { File: { } file } => TextReading.FromFile(file),
    };

    private static void WriteHubs(Utf8JsonWriter json, HubSelection hubs)
    {
        json.WriteStartObject("hubs");
        json.WriteNumber("first", hubs.First);
        json.WriteNumber("spread", hubs.Spread);
        json.WriteStartArray("at");
        foreach (int position in hubs.At)
        {
            json.WriteNumberValue(position);
        }

        json.WriteEndArray();
        WriteAll(json, "ranges", hubs.Ranges, (to, range) =>
        {
            to.WriteNumber("from", range.From);
            to.WriteNumber("to", range.To);
        });
        if (hubs.Matches.Count > 0)
        {
            json.WriteString("match", hubs.Matches[0]);
        }

        json.WriteEndObject();
    }

    private static void WriteTracer(Utf8JsonWriter json, TracerSpec tracer)
    {
        if (tracer.Match is { } match)
        {
            json.WriteString("match", match);
        }

        json.WriteNumber("token", tracer.Token);
        json.WriteString("name", tracer.Name);
    }

    private static void WriteSession(Utf8JsonWriter json, SavedSession session)
    {
        json.WriteStartObject("session");
        json.WriteNumber("frame", session.Frame);
        WriteAll(json, "edits", session.Edits, (to, edit) =>
        {
            to.WriteNumber("frame", edit.Frame);
            WriteEdit(to, edit.Edit);
        });
        json.WriteStartObject("view");
        foreach ((string name, string value) in session.View.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes the fields of one edit into the object that is open.</summary>
    public static void WriteEdit(Utf8JsonWriter json, Edit edit) => EditJson.Write(json, edit);

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
