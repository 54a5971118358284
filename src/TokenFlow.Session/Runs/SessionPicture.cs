using TokenFlow.Scene.Frames;

namespace TokenFlow.Session.Runs;

/// <summary>How a recorder draws a frame of the session: as the window shows the scene, without its controls.</summary>
/// <param name="Notes">What is said.</param>
/// <param name="View">Theme, panels and camera.</param>
public sealed record SessionPicture(SceneNotes Notes, SessionView View);
