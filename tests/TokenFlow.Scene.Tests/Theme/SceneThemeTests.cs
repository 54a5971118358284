using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Ramp;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Scene.Tests.Theme;

[TestFixture]
public sealed class SceneThemeTests
{
    private static IEnumerable<TestCaseData> Themes()
    {
        yield return new TestCaseData(SceneTheme.Dark()).SetArgDisplayNames("dark");
        yield return new TestCaseData(SceneTheme.Light()).SetArgDisplayNames("light");
    }

    private static float Luminance(Rgba c) =>
        (0.2126f * ColourVision.Linear(c.R)) + (0.7152f * ColourVision.Linear(c.G)) + (0.0722f * ColourVision.Linear(c.B));

    private static float Contrast(Rgba a, Rgba b)
    {
        float la = Luminance(a) + 0.05f, lb = Luminance(b) + 0.05f;
        return MathF.Max(la, lb) / MathF.Min(la, lb);
    }

    [TestCaseSource(nameof(Themes))]
    public void Ways_differ_in_lightness_and_in_order_of_contrast(SceneTheme theme)
    {
        float window = Contrast(theme.Window, theme.Background), random = Contrast(theme.Random, theme.Background), hub = Contrast(theme.Hub, theme.Background);
        Assert.That(window < random && random < hub, $"{window} {random} {hub}");
        float[] lightness = [OkLab.From(theme.Window).L, OkLab.From(theme.Random).L, OkLab.From(theme.Hub).L];
        Assert.That(MathF.Abs(lightness[1] - lightness[0]), Is.GreaterThan(0.07f));
        Assert.That(MathF.Abs(lightness[2] - lightness[1]), Is.GreaterThan(0.07f));
    }

    [TestCaseSource(nameof(Themes))]
    public void Ways_stay_apart_for_the_colour_blind(SceneTheme theme)
    {
        foreach (ColourVision vision in ColourVision.All)
        {
            OkLab window = OkLab.From(vision.See(theme.Window)), random = OkLab.From(vision.See(theme.Random)), hub = OkLab.From(vision.See(theme.Hub));
            // 0.02 is about what one can just see; four times that is told apart at a glance.
            Assert.That(window.Distance(random), Is.GreaterThan(0.08f), vision.Name);
            Assert.That(random.Distance(hub), Is.GreaterThan(0.08f), vision.Name);
            Assert.That(window.Distance(hub), Is.GreaterThan(0.08f), vision.Name);
        }
    }

    [TestCaseSource(nameof(Themes))]
    public void Text_can_be_read(SceneTheme theme)
    {
        Assert.That(Contrast(theme.Text, theme.Background), Is.GreaterThan(12));
        Assert.That(Contrast(theme.Text, theme.Panel), Is.GreaterThan(12));
        Assert.That(Contrast(theme.Secondary, theme.Background), Is.GreaterThan(4.5f));
        Assert.That(Contrast(theme.Secondary, theme.Panel), Is.GreaterThan(4.5f));
    }

    [TestCaseSource(nameof(Themes))]
    public void The_least_dye_is_told_from_none(SceneTheme theme)
    {
        Assert.That(OkLab.From(theme.Ramp.Colours[0]).Distance(OkLab.From(theme.Empty)), Is.GreaterThan(0.05f));
    }

    [Test]
    public void Themes_have_names()
    {
        Assert.That(SceneTheme.Named("light")!.IsLight, Is.True);
        Assert.That(SceneTheme.Named("dark")!.IsLight, Is.False);
        Assert.That(SceneTheme.Named("mauve"), Is.Null);
    }
}
