using TokenFlow.Scenarios.Scenarios;

namespace TokenFlow.Session.Runs;

/// <summary>What a scenario says at each frame, while the run is as the scenario has it: of a changed one it might say what is not so.</summary>
/// <param name="document">The document as it was opened.</param>
internal sealed class CaptionTrack(SessionDocument document)
{
    /// <summary>The caption of a frame; null for none.</summary>
    /// <param name="now">The document as it is.</param>
    /// <param name="frame">The frame.</param>
    public string? At(SessionDocument now, long frame)
    {
        Scenario scenario = document.Scenario;
        if (!ReferenceEquals(now, document) || scenario.Captions.Count == 0)
        {
            return null;
        }

        // Captions are timed by the film: it waits before the first layer, and after the last one shows the rest.
        bool atEnd = frame >= (long)scenario.Layers * scenario.FramesPerLayer;
        double seconds = scenario.Film.LeadSeconds + ((double)frame / scenario.FramesPerSecond) + (atEnd ? scenario.Film.TailSeconds : 0);
        string? said = null;
        for (int i = 0; i < scenario.Captions.Count && scenario.Captions[i].Seconds <= seconds + 1e-9; i++)
        {
            said = scenario.Captions[i].Text;
        }

        return string.IsNullOrEmpty(said) ? null : said;
    }
}
