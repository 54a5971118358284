using System.Text.Json;
using TokenFlow.Studies.Evidence;
using TokenFlow.Studies.Quiz;

namespace TokenFlow.App.Quiz;

/// <summary>A question and its evidence as JSON.</summary>
internal static class QuizJson
{
    /// <summary>Writes one object: number, question, choices, right, answer, because, evidence, pass.</summary>
    public static void Write(Utf8JsonWriter json, QuizQuestion question, QuizEvidence evidence)
    {
        json.WriteStartObject();
        json.WriteNumber("number", question.Number);
        json.WriteString("question", question.Text);
        json.WriteStartObject("choices");
        for (int i = 0; i < question.Choices.Count; i++)
        {
            json.WriteString(QuizQuestion.Letters[i].ToString(), question.Choices[i]);
        }

        json.WriteEndObject();
        json.WriteString("right", question.RightLetter.ToString());
        json.WriteString("because", question.Because);
        json.WriteString("scenario", question.Scenario);
        json.WriteStartObject("evidence");
        json.WriteString("how", evidence.How);
        json.WriteStartArray("figures");
        foreach (Figure figure in evidence.Figures)
        {
            Write(json, figure);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteBoolean("pass", evidence.Holds);
        json.WriteEndObject();
    }

    /// <summary>Writes a figure: name, value (null where there is none), expected, holds, meaning.</summary>
    public static void Write(Utf8JsonWriter json, Figure figure)
    {
        json.WriteStartObject();
        json.WriteString("name", figure.Name);
        if (double.IsFinite(figure.Value))
        {
            json.WriteNumber("value", figure.Value);
        }
        else
        {
            json.WriteNull("value");
        }

        json.WriteString("expected", figure.Expected.ToString());
        json.WriteBoolean("holds", figure.Holds);
        json.WriteString("meaning", figure.Meaning);
        json.WriteEndObject();
    }
}
