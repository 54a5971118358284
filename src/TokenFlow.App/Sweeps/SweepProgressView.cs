using TokenFlow.App.Cli;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Sweeps;

/// <summary>Shows how far a sweep is, in trials.</summary>
internal sealed class SweepProgressView(Terminal terminal, string name) : WorkView<SweepProgress>(terminal, name, lines: 10, p => p.Done, p => p.Words);
