using System.Globalization;
using System.Text.RegularExpressions;
using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Tests.Canvases;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Scene.Theme;
using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Scene.Tests.Passes;

[TestFixture]
public sealed partial class BottomLineTests
{
    [TestCase(4000, 150_000f)]
    [TestCase(700, 150_000f)]
    [TestCase(4000, 20_000f)]
    [TestCase(700, 9_000f)]
    [TestCase(0, 150_000f)]
    public void Its_numbers_add_up_to_all_edges(int most, float ink)
    {
        var world = new SmallWorld(WorldPlans.OneHub);
        FrameSnapshot snapshot = world.At(2, 0, most);
        var canvas = new LogCanvas(1280, 720);
        new FlowScene(SceneTheme.Dark(), new SceneOptions { EdgeInk = ink }).Draw(canvas, snapshot);
        string line = canvas.Of("text").Select(call => call.Text).Single(text => text.Contains(" edges", StringComparison.Ordinal) && text.Contains("drawn", StringComparison.Ordinal));
        long[] numbers = [.. Numbers().Matches(line).Select(match => long.Parse(match.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))];
        Assert.That(numbers[0], Is.EqualTo(world.EdgeCount).And.EqualTo(snapshot.Meters.Edges), line);
        if (numbers.Length == 1)
        {
            Assert.That(line, Does.Contain("every one"));
        }
        else
        {
            Assert.That(numbers[1..].Sum(), Is.EqualTo(numbers[0]), line);
        }
    }

    [Test]
    public void It_names_pattern_weights_heads_and_residual()
    {
        var canvas = new LogCanvas(1280, 720);
        new FlowScene(SceneTheme.Dark()).Draw(canvas, new SmallWorld(WorldPlans.OneHub).At(1));
        Assert.That(canvas.Of("text").Select(call => call.Text), Does.Contain("longformer  n 192  w 6  hubs 1  ·  uniform weights, 1 head, residual 0.5"));
    }

    [GeneratedRegex("[0-9][0-9,]*")]
    private static partial Regex Numbers();
}
