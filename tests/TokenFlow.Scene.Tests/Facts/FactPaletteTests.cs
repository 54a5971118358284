using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Ramp;
using TokenFlow.Scene.Tests.Theme;
using TokenFlow.Scene.Theme;

namespace TokenFlow.Scene.Tests.Facts;

[TestFixture]
public sealed class FactPaletteTests
{
    private static IEnumerable<TestCaseData> Themes()
    {
        yield return new TestCaseData(SceneTheme.Dark()).SetArgDisplayNames("dark");
        yield return new TestCaseData(SceneTheme.Light()).SetArgDisplayNames("light");
    }

    [TestCaseSource(nameof(Themes))]
    public void A_dozen_colours_are_told_apart_each_from_each(SceneTheme theme)
    {
        for (int slots = 2; slots <= 12; slots++)
        {
            OkLab[] colours = [.. theme.Facts.Of(slots).ToArray().Select(OkLab.From)];
            for (int a = 0; a < slots; a++)
            {
                // 0.02 is about what one can just see.
                for (int b = a + 1; b < slots; b++)
                {
                    Assert.That(colours[a].Distance(colours[b]), Is.GreaterThan(0.06f), $"{a} and {b} of {slots}");
                }
            }
        }
    }

    [TestCaseSource(nameof(Themes))]
    public void Neighbours_differ_in_lightness_and_for_the_colour_blind(SceneTheme theme)
    {
        for (int slots = 2; slots <= FactPalette.Most; slots++)
        {
            Rgba[] colours = theme.Facts.Of(slots).ToArray();
            for (int i = 1; i < slots; i++)
            {
                Assert.That(MathF.Abs(OkLab.From(colours[i]).L - OkLab.From(colours[i - 1]).L), Is.GreaterThan(0.1f), $"{i} of {slots}");
                foreach (ColourVision vision in ColourVision.All)
                {
                    Assert.That(OkLab.From(vision.See(colours[i])).Distance(OkLab.From(vision.See(colours[i - 1]))), Is.GreaterThan(0.06f), $"{vision.Name}: {i} of {slots}");
                }
            }
        }
    }

    [TestCaseSource(nameof(Themes))]
    public void Every_colour_stands_out_from_the_ground(SceneTheme theme)
    {
        float ground = OkLab.From(theme.Background).L;
        for (int slots = 1; slots <= FactPalette.Most; slots++)
        {
            foreach (Rgba colour in theme.Facts.Of(slots))
            {
                Assert.That(MathF.Abs(OkLab.From(colour).L - ground), Is.GreaterThan(0.25f));
            }
        }
    }

    [Test]
    public void However_many_facts_there_are_colours_follow_the_text_and_are_all_used()
    {
        Gen.Int[1, 3000].Sample(facts =>
        {
            int[] slots = [.. Enumerable.Range(0, facts).Select(rank => FactPalette.SlotOf(rank, facts))];
            Assert.That(slots, Is.Ordered);
            Assert.That(slots.Distinct(), Is.EqualTo(Enumerable.Range(0, FactPalette.SlotsOf(facts))));
        });
    }
}
