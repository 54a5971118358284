using System.Text.Json;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Documents;
using TokenFlow.Simulation.Edits;

namespace TokenFlow.Scenarios.Scenarios;

/// <summary>Edits as JSON: the kind in "do", and beside it the fields that the kind has.</summary>
internal static class EditJson
{
    private static readonly string[] Names = [.. EditKinds.All.Select(k => k.Name)];

    public static Edit Read(JsonFields fields, ulong seed) => EditKinds.Named(fields.OneOf("do", "", Names)).Read(new Source(fields, seed));

    public static void Write(Utf8JsonWriter json, Edit edit)
    {
        EditKind kind = EditKinds.Of(edit);
        json.WriteString("do", kind.Name);
        kind.Write(edit, new Target(json));
    }

    // The seed is that of patterns which name none.
    private sealed class Source(JsonFields fields, ulong seed) : IEditSource
    {
        public bool Has(string name) => fields.HasValue(name);

        public int Whole(string name, int fallback, int least, int most) => fields.Int(name, fallback, least, most);

        public double Number(string name, double fallback, double least, double most) => fields.Number(name, fallback, least, most);

        public string Word(string name, string fallback, IReadOnlyList<string> words) => fields.OneOf(name, fallback, [.. words]);

        public AttentionPattern Pattern(string name) => fields.Read(name, e => PatternJson.Read(e, defaultSeed: seed));
    }

    private sealed class Target(Utf8JsonWriter json) : IEditTarget
    {
        public void Whole(string name, int value) => json.WriteNumber(name, value);

        public void Number(string name, float value) => json.WriteNumber(name, value);

        public void Number(string name, double value) => json.WriteNumber(name, value);

        public void Word(string name, string value) => json.WriteString(name, value);

        public void Pattern(string name, AttentionPattern value)
        {
            json.WritePropertyName(name);
            PatternJson.Write(json, value);
        }
    }
}
