namespace TokenFlow.Studies.Learning;

/// <summary>Where a training stands.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Loss">The loss on tasks of the words that training uses, none of which it was trained on.</param>
/// <param name="Recall">Linear-probe recall, by matched filter over the whole vocabulary, of words that training never sees.</param>
public sealed record TrainingPoint(int Step, double Loss, double Recall);
