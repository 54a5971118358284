namespace TokenFlow.Studies.Lessons;

/// <summary>The parts of a picture that a lesson can point at.</summary>
public enum LessonPanel
{
    /// <summary>Tokens, hubs and edges.</summary>
    Arc,

    /// <summary>The light cone.</summary>
    Cone,

    /// <summary>Where the dye came from, with reach, hops and edges.</summary>
    Ways,

    /// <summary>Reach by layer, and the hubs' loads.</summary>
    Reach,

    /// <summary>The layers.</summary>
    Timeline,

    /// <summary>What readers can tell of the facts, and the capacity curve.</summary>
    Recall,
}
