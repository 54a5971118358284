using TokenFlow.App.Cli;
using TokenFlow.Studies.Learning;

namespace TokenFlow.App.Training;

/// <summary>Shows how far a training is, in steps; before the first one a log has the loss that it starts from.</summary>
internal sealed class TrainingProgressView(Terminal terminal, string name) : WorkView<TrainingProgress>(terminal, name, lines: 10, p => p.Step, p => p.Words)
{
    /// <inheritdoc />
    protected override bool TellsStart => true;
}
