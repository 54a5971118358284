using System.Numerics;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scenarios.Scenarios;

namespace TokenFlow.Scene.Shots;

/// <summary>
/// The camera's way through a film, from moment to moment. It starts and ends every move at rest; while it moves, the point that
/// is looked at wanders as evenly on the screen as the zoom changes, so that one does not lose it.
/// </summary>
public sealed class CameraTrack
{
    private readonly IReadOnlyList<CameraSpec> _moments;

    /// <param name="scenario">The scenario.</param>
    /// <param name="tokens">Tokens of its sequence.</param>
    /// <exception cref="FaultException">OutOfRange: a moment looks at a token that there is not.</exception>
    public CameraTrack(Scenario scenario, int tokens)
    {
        _moments = scenario.Camera;
        for (int i = 0; i < _moments.Count; i++)
        {
            if (_moments[i].Token >= tokens)
            {
                throw new FaultException(FaultKind.OutOfRange, $"there is no token {_moments[i].Token}", scenario.WhereIs($"camera.{i}.token"), $"give one from 0 to {tokens - 1}");
            }
        }
    }

    /// <summary>Whether the camera ever looks at a part of the picture.</summary>
    public bool Moves => _moments.Any(m => m.Zoom > 1);

    /// <summary>The camera at a moment.</summary>
    /// <param name="seconds">When, in seconds of the film without its cards.</param>
    /// <param name="placeOf">Where a token is in the whole picture: 0 to 1, across and down.</param>
    public Camera At(double seconds, Func<int, Vector2> placeOf)
    {
        CameraSpec from = new(0, 1, null, 0.5, 0.5);
        CameraSpec? to = null;
        foreach (CameraSpec moment in _moments)
        {
            if (moment.Seconds > seconds + 1e-9)
            {
                to = moment;
                break;
            }

            from = moment;
        }

        Vector2 here = Middle(from, placeOf);
        if (to is null)
        {
            return new Camera(here.X, here.Y, (float)from.Zoom).Clamped();
        }

        double way = (seconds - from.Seconds) / (to.Seconds - from.Seconds);
        double eased = way * way * (3 - (2 * way));
        double zoom = from.Zoom * Math.Pow(to.Zoom / from.Zoom, eased);
        double turned = Math.Abs(to.Zoom - from.Zoom) < 1e-6 ? eased : ((1 / zoom) - (1 / from.Zoom)) / ((1 / to.Zoom) - (1 / from.Zoom));
        Vector2 middle = Vector2.Lerp(here, Middle(to, placeOf), (float)turned);
        return new Camera(middle.X, middle.Y, (float)zoom).Clamped();
    }

    private static Vector2 Middle(CameraSpec moment, Func<int, Vector2> placeOf) =>
        moment.Token is { } token ? placeOf(token) : new Vector2((float)moment.X, (float)moment.Y);
}
