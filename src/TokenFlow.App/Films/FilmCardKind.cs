namespace TokenFlow.App.Films;

/// <summary>The cards of a film.</summary>
internal enum FilmCardKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>What it is of.</summary>
    Title,

    /// <summary>What came of it, in figures.</summary>
    End,
}
