using System.Text.Json;
using TokenFlow.Base.Documents;

namespace TokenFlow.Scenarios.Recall;

/// <summary>A scenario's fields "facts" and "recall".</summary>
internal static class RecallJson
{
    /// <summary>Reads both, where they are there.</summary>
    public static RecallSpec Read(JsonFields fields)
    {
        int facts = fields.Int("facts", 0, 0, RecallSpec.MostWords);
        RecallSpec spec = RecallSpec.None;
        if (fields.Object("recall") is { } recall)
        {
            spec = new RecallSpec(
                0,
                recall.Int("vocabulary", spec.Vocabulary, 2, RecallSpec.MostWords),
                recall.Int("readers", spec.Readers, 1, RecallSpec.MostReaders),
                recall.Number("distractors", spec.Distractors, 0, 1_000),
                recall.Number("mark", spec.Mark, 0, 1_000));
            recall.Done();
        }

        return facts <= spec.Vocabulary
            ? spec with { Facts = facts }
            : throw fields.Wrong("facts", $"{facts} facts are more than the {spec.Vocabulary} words of the vocabulary", "write fewer, or raise recall.vocabulary");
    }

    /// <summary>Writes both, where there is anything to say.</summary>
    public static void Write(Utf8JsonWriter json, RecallSpec recall)
    {
        if (recall == RecallSpec.None)
        {
            return;
        }

        json.WriteNumber("facts", recall.Facts);
        json.WriteStartObject("recall");
        json.WriteNumber("vocabulary", recall.Vocabulary);
        json.WriteNumber("readers", recall.Readers);
        json.WriteNumber("distractors", recall.Distractors);
        json.WriteNumber("mark", recall.Mark);
        json.WriteEndObject();
    }
}
