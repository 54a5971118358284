using TokenFlow.Base.Faults;

namespace TokenFlow.Session.Runs;

/// <summary>What a session tells its user. What a user may get wrong is told here, not thrown.</summary>
internal sealed class SessionMessages
{
    /// <summary>What was told last.</summary>
    public SessionMessage Latest { get; private set; }

    /// <summary>Tells something.</summary>
    public void Say(string text, bool isFault = false) => Latest = new SessionMessage(text.ReplaceLineEndings(" "), isFault, Latest.Number + 1);

    /// <summary>Does something; a fault becomes the message.</summary>
    /// <returns>Whether it was done.</returns>
    public bool Attempt(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (FaultException fault)
        {
            Say(fault.Message, isFault: true);
            return false;
        }
    }

    /// <summary>Says why something is not done.</summary>
    /// <returns>False.</returns>
    public bool Refuse(string why)
    {
        Say(why, isFault: true);
        return false;
    }
}

/// <summary>What the user is told: one line.</summary>
/// <param name="Text">The line; empty for nothing.</param>
/// <param name="IsFault">Whether something was refused.</param>
/// <param name="Number">Grows with every message, so that a view sees a new one that says the same.</param>
public readonly record struct SessionMessage(string Text, bool IsFault, long Number);
