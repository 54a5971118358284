using TokenFlow.Scene.Tests.Canvases;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Scene.Tests.Passes;

[TestFixture]
public sealed class TextPassTests
{
    private static PlacedText[] LabelsOf(WorldPlan plan, float width = 1280, float height = 720)
    {
        var canvas = new LogCanvas(width, height);
        new FlowScene(SceneTheme.Dark()).Draw(canvas, new SmallWorld(plan).At(0, 0, mostEdges: 50));
        // Token texts are the only turned ones.
        return [.. canvas.Of("text").Where(call => call.Style.Angle != 0).Select(call => PlacedText.Of(call, canvas))];
    }

    [TestCase(6)]
    [TestCase(12)]
    [TestCase(40)]
    [TestCase(64)]
    [TestCase(97)]
    [TestCase(192)]
    [TestCase(256)]
    public void Texts_never_overlap(int tokens)
    {
        foreach (string[] words in new[] { WorldPlan.English, WorldPlan.Chinese })
        {
            PlacedText[] labels = LabelsOf(new WorldPlan { Tokens = tokens, Hubs = [tokens / 2], Cls = tokens / 2, Words = words });
            Assert.That(labels, Has.Length.GreaterThan(Math.Min(tokens / 3, 60) - 1));
            for (int a = 0; a < labels.Length; a++)
            {
                for (int b = a + 1; b < labels.Length; b++)
                {
                    Assert.That(labels[a].Overlaps(labels[b]), Is.False, $"{labels[a].Text} and {labels[b].Text}");
                }
            }
        }
    }

    [Test]
    public void Origin_and_hub_keep_their_texts_where_others_go()
    {
        string[] shown = [.. LabelsOf(new WorldPlan { Tokens = 256, Hubs = [131], Cls = 131, Origin = 130 }).Select(label => label.Text)];
        Assert.That(shown, Has.Length.LessThan(256));
        Assert.That(shown, Does.Contain("ship"), "the origin's");
        Assert.That(LabelsOf(new WorldPlan { Tokens = 256, Hubs = [200], Cls = 200 }).Select(label => label.Text), Does.Contain("[CLS]"));
    }

    [Test]
    public void Which_texts_show_does_not_change_as_dye_moves()
    {
        var world = new SmallWorld(WorldPlans.OneHub);
        string[] Shown(int done, float progress)
        {
            var canvas = new LogCanvas(1280, 720);
            new FlowScene(SceneTheme.Dark()).Draw(canvas, world.At(done, progress));
            return [.. canvas.Of("text").Where(call => call.Style.Angle != 0).Select(call => $"{call.Text} {call.Points[0]}")];
        }

        Assert.That(Shown(3, 0.7f), Is.EqualTo(Shown(0, 0)));
    }
}
