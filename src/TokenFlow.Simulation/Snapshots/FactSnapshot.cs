namespace TokenFlow.Simulation.Snapshots;

/// <summary>A fact that was written into a token, and how many readers tell it now.</summary>
/// <param name="Token">Where it was written.</param>
/// <param name="Word">Its number in the vocabulary.</param>
/// <param name="Readers">How many readers tell it.</param>
public readonly record struct FactSnapshot(int Token, int Word, int Readers);

/// <summary>A reader, and how many facts it tells now.</summary>
/// <param name="Token">The token that reads.</param>
/// <param name="Facts">How many facts it tells.</param>
public readonly record struct ReaderSnapshot(int Token, int Facts);
