using System.Numerics;
using System.Text;
using TokenFlow.Base.Faults;
using TokenFlow.Scenarios.Cameras;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Scene.Shots;

namespace TokenFlow.App.Tests.Films;

public sealed class CameraTrackTests
{
    private static readonly Vector2 Place = new(0.3f, 0.6f);

    [TestCase(0, 0.5f, 0.5f, 1)]
    [TestCase(1, 0.5f, 0.5f, 1)]
    [TestCase(3, 0.3f, 0.6f, 4)]
    [TestCase(5, 0.8f, 0.4f, 4)]
    [TestCase(99, 0.8f, 0.4f, 4)]
    public void At_its_moments_the_camera_is_where_they_say(double seconds, float x, float y, float zoom) =>
        Assert.That(Track().At(seconds, _ => Place), Is.EqualTo(new Camera(x, y, zoom)).Using<Camera>(Alike));

    [Test]
    public void Between_moments_it_comes_closer_all_the_time()
    {
        CameraTrack track = Track();
        Camera[] way = [.. Enumerable.Range(0, 41).Select(k => track.At(1 + (k / 20.0), _ => Place))];

        for (int k = 1; k < way.Length; k++)
        {
            Assert.That(way[k].Zoom, Is.GreaterThan(way[k - 1].Zoom));
            Assert.That(Distance(way[k]), Is.LessThanOrEqualTo(Distance(way[k - 1]) + 1e-4f), "and never goes past what it looks at");
        }

        static float Distance(Camera camera) => Vector2.Distance(new Vector2(camera.X, camera.Y), Place) * camera.Zoom / (camera.Zoom + 1e-6f);
    }

    [Test]
    public void A_token_that_there_is_not_is_named()
    {
        FaultException fault = Assert.Throws<FaultException>(() => Track(tokens: 2))!;
        Assert.That((fault.Kind, fault.Message.Contains("camera.1.token", StringComparison.Ordinal)), Is.EqualTo((FaultKind.OutOfRange, true)));
    }

    [Test]
    public void A_still_shows_what_the_camera_sees()
    {
        using var folder = new TemporaryFolder();
        string[] still = ["still", "hub-in-two-hops", "--at", "3", "--size", "320x180"];

        CommandRun.Of([.. still, "--out", folder.At("whole.png")]);
        CommandRun.Of([.. still, "--set", "camera=[{\"zoom\":1}]", "--out", folder.At("same.png")]);
        CommandRun.Of([.. still, "--set", "camera=[{\"token\":10,\"zoom\":5}]", "--out", folder.At("near.png")]);

        Assert.That(File.ReadAllBytes(folder.At("same.png")), Is.EqualTo(File.ReadAllBytes(folder.At("whole.png"))));
        Assert.That(File.ReadAllBytes(folder.At("near.png")), Is.Not.EqualTo(File.ReadAllBytes(folder.At("whole.png"))));
    }

    private static bool Alike(Camera a, Camera b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y) + Math.Abs(a.Zoom - b.Zoom) < 1e-4f;

    private static CameraTrack Track(int tokens = 8) => new(
        ScenarioReader.Parse(
            "a.json",
            Encoding.UTF8.GetBytes("""{"tokens": 8, "pattern": {"kind": "full"}, "camera": [{"at": 5, "zoom": 4, "x": 0.8, "y": 0.4}, {"at": 3, "zoom": 4, "token": 5}, {"at": 1}]}"""),
            [],
            "."),
        tokens);
}
