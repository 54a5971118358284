namespace TokenFlow.Studies.Recall;

/// <summary>A point of a measured recall curve.</summary>
/// <param name="Facts">k.</param>
/// <param name="Recall">By matched filter.</param>
/// <param name="RecallLeastSquares">By least squares.</param>
public readonly record struct RecallPoint(int Facts, double Recall, double RecallLeastSquares);
