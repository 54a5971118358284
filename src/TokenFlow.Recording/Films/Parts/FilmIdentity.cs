namespace TokenFlow.Recording.Films.Parts;

/// <summary>
/// What a film is made from and how. Recordings with the same facts have the same frames, so one may go on where the other
/// stopped.
/// </summary>
/// <param name="FrameCount">Frames that the film will have; null where nobody knows yet.</param>
/// <param name="Facts">Names and values, in the order in which differences are told.</param>
public sealed record FilmIdentity(int? FrameCount, IReadOnlyList<KeyValuePair<string, string>> Facts)
{
    /// <summary>Of a film that nothing is known of.</summary>
    public static FilmIdentity Unknown { get; } = new(null, []);
}
