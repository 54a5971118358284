namespace TokenFlow.Simulation.Components;

/// <summary>A fact: a word of a vocabulary that was written into a token's value.</summary>
/// <param name="Number">Its number in the task, from 0.</param>
/// <param name="Token">Where it was written.</param>
/// <param name="Word">Its number in the vocabulary.</param>
public readonly record struct FactComponent(int Number, int Token, int Word);

/// <summary>How many readers tell the fact. Written in the phase of the meter that reads facts back.</summary>
public readonly record struct FactToldComponent(int Readers);

/// <summary>A reader: a token that is asked which facts it can tell.</summary>
/// <param name="Number">Its number in the task, from 0.</param>
/// <param name="Token">The token.</param>
public readonly record struct ReaderComponent(int Number, int Token);

/// <summary>How many facts the reader tells. Written in the phase of the meter that reads facts back.</summary>
public readonly record struct ReaderTellsComponent(int Facts);
