using System.Text.Json;
using TokenFlow.Base.Documents;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Text;

namespace TokenFlow.Scenarios.Scenarios;

/// <summary>The camera's moments in scenario files.</summary>
internal static class CameraJson
{
    private const string Name = "camera";

    /// <summary>Reads them, in the order of their times.</summary>
    /// <exception cref="FaultException">A value out of range, or too many.</exception>
    public static IReadOnlyList<CameraSpec> Read(JsonFields fields)
    {
        var moments = new List<CameraSpec>();
        foreach (JsonFields moment in fields.Objects(Name))
        {
            if (moments.Count == ScenarioReader.MaxEvents)
            {
                throw fields.Wrong(Name, $"more than {ScenarioReader.MaxEvents:N0} moments", $"give at most {ScenarioReader.MaxEvents:N0}");
            }

            moments.Add(new CameraSpec(
                moment.Number("at", 0, 0, 86_400),
                moment.Number("zoom", 1, 1, CameraSpec.MostZoom),
                moment.Has("token") ? moment.Int("token", 0, 0, TextReading.MaxTokens - 1) : null,
                moment.Number("x", 0.5, 0, 1),
                moment.Number("y", 0.5, 0, 1)));
            moment.Done();
        }

        return [.. moments.OrderBy(m => m.Seconds)];
    }

    /// <summary>Writes them, where there are any.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<CameraSpec> moments)
    {
        if (moments.Count == 0)
        {
            return;
        }

        json.WriteStartArray(Name);
        foreach (CameraSpec moment in moments)
        {
            json.WriteStartObject();
            json.WriteNumber("at", moment.Seconds);
            json.WriteNumber("zoom", moment.Zoom);
            if (moment.Token is { } token)
            {
                json.WriteNumber("token", token);
            }

            json.WriteNumber("x", moment.X);
            json.WriteNumber("y", moment.Y);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
