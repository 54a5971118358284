namespace TokenFlow.Studies.Measures;

/// <summary>Two sources that two measures put in opposite order.</summary>
/// <param name="Ahead">The source that the first measure puts before the other.</param>
/// <param name="Behind">The other, which the second measure puts first.</param>
/// <param name="FirstPlaces">Their places by the first measure, in this order.</param>
/// <param name="SecondPlaces">Their places by the second.</param>
public sealed record Disagreement(int Ahead, int Behind, (int Ahead, int Behind) FirstPlaces, (int Ahead, int Behind) SecondPlaces);
