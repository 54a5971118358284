namespace TokenFlow.Session.Runs;

/// <summary>Writes down what a session does, tick by tick, so that it can be run again.</summary>
public interface ISessionLog
{
    /// <summary>The session has gone through a tick: what its document, frame, view and words are now is what was seen.</summary>
    void Ticked(FlowSession session);
}
