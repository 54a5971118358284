using System.Security.Cryptography;
using TokenFlow.App.Cli;
using TokenFlow.Recording.Films.Parts;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Studies.Lessons;

namespace TokenFlow.App.Films;

/// <summary>What a film's frames follow from, in words that a difference can be told in.</summary>
internal static class FilmFacts
{
    /// <summary>The identity of a scenario's film.</summary>
    /// <param name="scenario">The scenario, at its own frame rate.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <param name="frames">Frames of the film.</param>
    /// <param name="order">How it is made.</param>
    public static FilmIdentity Of(Scenario scenario, Sequence sequence, int frames, FilmOrder order)
    {
        return Of("the scenario", scenario.Name, "what the scenario says", DigestOf(scenario, sequence), frames, order);
    }

    /// <summary>The identity of a lesson's film.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="scenario">Its scenario, at its own frame rate.</param>
    /// <param name="sequence">Its tokens.</param>
    /// <param name="frames">Frames of the film.</param>
    /// <param name="order">How it is made.</param>
    public static FilmIdentity Of(Lesson lesson, Scenario scenario, Sequence sequence, int frames, FilmOrder order) =>
        Of("the lesson", lesson.Name, "what lesson and scenario say", $"{lesson.Digest}-{DigestOf(scenario, sequence)}", frames, order);

    /// <summary>The identity of a replay's film.</summary>
    /// <param name="name">The replay's name.</param>
    /// <param name="digest">Of all that it says.</param>
    /// <param name="frames">Frames of the film.</param>
    /// <param name="order">How it is made.</param>
    public static FilmIdentity Of(string name, string digest, int frames, FilmOrder order) => Of("the replay", name, "what the replay says", digest, frames, order);

    /// <summary>What tells a document from all others.</summary>
    public static string DigestOf(ReadOnlySpan<byte> document) => Convert.ToHexStringLower(SHA256.HashData(document))[..16];

    private static FilmIdentity Of(string kind, string name, string content, string digest, int frames, FilmOrder order)
    {
        FilmSettings settings = order.Settings;
        return new FilmIdentity(
            frames,
            [
                Fact("the program", ProgramVersion.Number),
                Fact(kind, name),
                Fact("--size", $"{settings.Width}x{settings.Height}"),
                Fact("--fps", $"{settings.FramesPerSecond}"),
                Fact("--theme", order.Theme.Name),
                Fact("--supersampling", $"{settings.Supersampling}"),
                Fact("--background", settings.Transparent ? "transparent" : "theme"),
                Fact("--quality", $"{settings.Quality}"),
                Fact("--lossless", settings.Lossless ? "given" : "not given"),
                Fact("--once", settings.Loop ? "not given" : "given"),
                Fact(content, digest),
            ]);
    }

    private static KeyValuePair<string, string> Fact(string name, FormattableString value) => Fact(name, FormattableString.Invariant(value));

    private static KeyValuePair<string, string> Fact(string name, string value) => KeyValuePair.Create(name, value);

    // The scenario as a file with the text in it: whatever changes the run changes that.
    private static string DigestOf(Scenario scenario, Sequence sequence)
    {
        using var text = new MemoryStream();
        ScenarioWriter.Write(scenario, sequence, scenario.Session, text);
        return DigestOf(text.GetBuffer().AsSpan(0, (int)text.Length));
    }
}
