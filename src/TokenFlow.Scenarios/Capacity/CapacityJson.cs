using System.Text.Json;
using TokenFlow.Base.Documents;
using TokenFlow.Scenarios.Text;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;

namespace TokenFlow.Scenarios.Capacity;

/// <summary>A scenario's field "capacity".</summary>
internal static class CapacityJson
{
    private const int MostKeys = 1_000;

    /// <summary>Reads the field, where there is one.</summary>
    public static CapacitySpec Read(JsonFields fields)
    {
        if (fields.Object("capacity") is not { } capacity)
        {
            return CapacitySpec.None;
        }

        HubLimits common = Limits(capacity);
        var single = new HubCapacity { Common = common };
        foreach (JsonFields hub in capacity.Objects("hubs"))
        {
            int token = hub.Int("token", 0, 0, TextReading.MaxTokens - 1);
            single = single.With(token, Limits(hub));
            hub.Done();
        }

        var keys = new List<CapacityKey>();
        foreach (JsonFields key in capacity.Objects("keyframes"))
        {
            double at = key.Number("at", 0, 0, 86_400);
            keys.Add(new CapacityKey(at, Whole(key, "count", HubCounting.MostHubs), Whole(key, "slots", HubLimits.MostSlots), Whole(key, "rank", HubLimits.MostRank), Bits(key, "bits")));
            key.Done();
        }

        if (keys.Count > MostKeys)
        {
            throw capacity.Wrong("keyframes", $"{keys.Count:N0} are too many", $"give at most {MostKeys:N0}");
        }

        HubPlacement place = Enum.Parse<HubPlacement>(capacity.OneOf("place", "start", "start", "spread", "match"), ignoreCase: true);
        var spec = new CapacitySpec
        {
            Count = Whole(capacity, "count", HubCounting.MostHubs),
            Place = place,
            Match = place == HubPlacement.Match || capacity.Has("match") ? capacity.Text("match", "") : null,
            Limits = single,
            Keyframes = [.. keys.OrderBy(k => k.Seconds)],
        };
        if (spec.Match is null != (place != HubPlacement.Match))
        {
            throw capacity.Wrong("match", "is given and not used", "say \"place\": \"match\" too, or take it out");
        }

        capacity.Done();
        return spec;
    }

    /// <summary>Writes the field, where there is anything to say.</summary>
    public static void Write(Utf8JsonWriter json, CapacitySpec capacity)
    {
        if (capacity == CapacitySpec.None)
        {
            return;
        }

        json.WriteStartObject("capacity");
        if (capacity.Count is { } count)
        {
            json.WriteNumber("count", count);
        }

        json.WriteString("place", capacity.Place.ToString().ToLowerInvariant());
        if (capacity.Match is { } match)
        {
            json.WriteString("match", match);
        }

        Write(json, capacity.Limits.Common);
        json.WriteStartArray("hubs");
        foreach ((int token, HubLimits limits) in capacity.Limits.Single)
        {
            json.WriteStartObject();
            json.WriteNumber("token", token);
            Write(json, limits);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("keyframes");
        foreach (CapacityKey key in capacity.Keyframes)
        {
            json.WriteStartObject();
            json.WriteNumber("at", key.Seconds);
            if (key.Count is { } hubs)
            {
                json.WriteNumber("count", hubs);
            }

            Write(json, new HubLimits(key.Slots, key.Rank, key.Bits));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static int? Whole(JsonFields fields, string name, int most) => fields.HasValue(name) ? fields.Int(name, 1, 1, most) : null;

    private static double? Bits(JsonFields fields, string name) => fields.HasValue(name) ? fields.Number(name, 1, HubLimits.LeastBits, HubLimits.MostBits) : null;

    private static HubLimits Limits(JsonFields fields) => new(Whole(fields, "slots", HubLimits.MostSlots), Whole(fields, "rank", HubLimits.MostRank), Bits(fields, "bits"));

    private static void Write(Utf8JsonWriter json, HubLimits limits)
    {
        if (limits.Slots is { } slots)
        {
            json.WriteNumber("slots", slots);
        }

        if (limits.Rank is { } rank)
        {
            json.WriteNumber("rank", rank);
        }

        if (limits.Bits is { } bits)
        {
            json.WriteNumber("bits", bits);
        }
    }
}
