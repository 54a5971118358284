using System.Globalization;
using System.Text.Json;
using TokenFlow.App.Quiz;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Evidence;
using TokenFlow.Studies.Lessons;

namespace TokenFlow.App.Lessons;

/// <summary>A lesson and its stops as JSON.</summary>
internal static class LessonJson
{
    /// <summary>Writes what is known of a lesson: name, title, summary, scenario, stops.</summary>
    public static void Write(Utf8JsonWriter json, Lesson lesson)
    {
        json.WriteStartObject();
        json.WriteString("name", lesson.Name);
        json.WriteString("title", lesson.Title);
        json.WriteString("summary", lesson.Summary);
        json.WriteString("scenario", lesson.Scenario);
        json.WriteNumber("stops", lesson.Stops.Count);
        json.WriteEndObject();
    }

    /// <summary>Writes a stop: stop, layer, frame, text, figures, pass, hash.</summary>
    public static void Write(Utf8JsonWriter json, LessonMoment moment, FrameSnapshot snapshot)
    {
        json.WriteStartObject();
        json.WriteNumber("stop", moment.Number);
        json.WriteNumber("layer", moment.Stop.Layer);
        json.WriteNumber("frame", moment.Frame);
        json.WriteString("text", moment.Text);
        json.WriteStartArray("figures");
        foreach (Figure figure in moment.Figures)
        {
            QuizJson.Write(json, figure);
        }

        json.WriteEndArray();
        json.WriteBoolean("pass", moment.Figures.All(f => f.Holds));
        json.WriteString("hash", snapshot.StateHash.ToString("x16", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
