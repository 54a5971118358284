using TokenFlow.Scene.Tests.Canvases;
using TokenFlow.Scene.Tests.Worlds;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Scene.Tests.Lettering;

[TestFixture]
public sealed class StatusSentenceTests
{
    [TestCase(0, 0f, "before layer 1: token 4 “down” alone holds dye")]
    [TestCase(0, 0.5f, "layer 1 of 6: whoever attends to token 4 “down” takes up some of its dye")]
    [TestCase(1, 0.5f, "layer 2 of 6: what token 4 “down” said has reached 12 of 192 tokens")]
    [TestCase(6, 0f, "after 6 layers: what token 4 “down” said has reached every token by layer 2, 150 of them through a hub alone")]
    public void It_says_what_is_happening(int done, float progress, string sentence)
    {
        var canvas = new LogCanvas(1280, 720);
        new FlowScene(SceneTheme.Dark()).Draw(canvas, new SmallWorld(WorldPlans.OneHub).At(done, progress));
        Assert.That(canvas.Of("text").Select(call => call.Text), Does.Contain(sentence));
    }
}
