using TokenFlow.Studies.Learning;

namespace TokenFlow.App.Training;

/// <summary>A half of the picture.</summary>
/// <param name="Name">What hub it is.</param>
/// <param name="Reading">What it reads.</param>
/// <param name="Recall">Its measured recall of words that training never sees.</param>
internal readonly record struct TrainingSide(string Name, HubReading Reading, double Recall);
