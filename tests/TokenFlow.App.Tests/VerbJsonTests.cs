using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TokenFlow.App.Commands;

namespace TokenFlow.App.Tests;

/// <summary>The records that verbs say with --json.</summary>
public sealed class VerbJsonTests
{
    private static IEnumerable<Type> Records => typeof(VerbJson).GetCustomAttributesData()
        .Where(a => a.AttributeType == typeof(JsonSerializableAttribute))
        .Select(a => (Type)a.ConstructorArguments[0].Value!);

    // What the compiler lets pass, such as a required property that is left out, is found when a record is first written.
    [TestCaseSource(nameof(Records))]
    public void A_record_can_be_written_and_its_fields_begin_small(Type record)
    {
        JsonTypeInfo type = VerbJson.Default.Options.GetTypeInfo(record);
        Assert.That(type.Properties.Select(p => p.Name), Is.Not.Empty.And.All.Matches<string>(name => char.IsLower(name![0])));
    }

    [Test]
    public void Every_record_of_a_verb_is_listed()
    {
        IEnumerable<Type> said = typeof(VerbJson).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(VerbJson).Namespace && t.Name.Split('`')[0].EndsWith("Result", StringComparison.Ordinal));
        Assert.That(said, Is.Not.Empty.And.All.Matches<Type>(t => Records.Any(r => r == t || (r.IsGenericType && r.GetGenericTypeDefinition() == t))));
    }
}
