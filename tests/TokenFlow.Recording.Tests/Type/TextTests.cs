using System.Numerics;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Tests.Canvas;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Tests.Type;

public sealed class TextTests
{
    private static readonly TextStyle Style = new(20, new Rgba(255, 255, 255));

    [Test]
    public void Text_appears_on_a_machine_without_fonts()
    {
        using Sketch sketch = Set("hub");
        Assert.That(sketch.Inked, Is.GreaterThan(100));
    }

    [TestCase("\u6F22", TestName = "A_sign_that_no_font_has_shows_as_a_box")]
    [TestCase("\uE000", TestName = "A_private_sign_shows_as_a_box")]
    [TestCase("\uD800", TestName = "Half_a_surrogate_pair_shows")]
    [TestCase("\u0001", TestName = "A_control_character_shows_as_a_box")]
    [TestCase("\u200D", TestName = "A_joiner_alone_shows_as_a_box")]
    [TestCase("\n", TestName = "A_line_feed_shows")]
    [TestCase("\r\n", TestName = "A_line_end_shows")]
    [TestCase("\t", TestName = "A_tab_shows")]
    [TestCase(" ", TestName = "A_lone_space_shows")]
    [TestCase("\u00A0", TestName = "A_lone_hard_space_shows")]
    public void Nothing_is_invisible(string text)
    {
        using Sketch sketch = Set(text);
        Assert.That(sketch.Inked, Is.GreaterThan(8));
    }

    [Test]
    public void A_line_end_of_two_characters_shows_once() =>
        Assert.That(Width("a\r\nb"), Is.EqualTo(Width("a\nb")).Within(1e-4));

    [Test]
    public void A_variation_selector_beside_a_sign_takes_no_room() =>
        Assert.That(Width("a\uFE0F"), Is.EqualTo(Width("a")).Within(1e-4));

    [Test]
    public void A_space_between_words_stays_blank() => Assert.That(Width("a b") - Width("ab"), Is.InRange(3f, 7f));

    [Test]
    public void Figures_have_one_width()
    {
        Assert.That("0123456789".Select(c => Width(c.ToString())).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Width_grows_in_proportion_to_size()
    {
        using FontBook fonts = new(SystemFontFiles.None());
        using RasterPicture picture = new(new Vector2(8, 8), 8, 8, fonts);
        picture.Draw(c => Assert.That(
            c.MeasureText("Reach 192", new TextStyle(30, default)), Is.EqualTo(3 * c.MeasureText("Reach 192", new TextStyle(10, default))).Within(1e-3)));
    }

    [Test]
    public void Anchors_put_the_text_before_about_and_behind_its_point()
    {
        (int Left, int Right) start = Extent(TextAnchor.Start), middle = Extent(TextAnchor.Middle), end = Extent(TextAnchor.End);
        Assert.That(start.Left, Is.GreaterThanOrEqualTo(50));
        Assert.That(end.Right, Is.LessThanOrEqualTo(50));
        Assert.That(middle.Left + middle.Right, Is.EqualTo(100).Within(3));
    }

    [Test]
    public void A_sign_of_a_system_font_is_drawn_with_it()
    {
        // The embedded bold face serves as the machine's font; only the book knows which face it came from.
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.At("damaged.ttf"), [1, 2, 3]);
        File.WriteAllBytes(folder.At("some.ttf"), TokenFlow.Scene.Type.PictureFonts.Read(FontWeight.Bold));
        using FontBook fonts = new(new SystemFontFiles([folder.Root, folder.At("missing")]));

        Assert.That(fonts.FallbackFor(new System.Text.Rune('h'))?.FamilyName, Does.StartWith("IBM Plex Sans"));
        Assert.That(fonts.FallbackFor(new System.Text.Rune(0xE000)), Is.Null);
    }

    [Test]
    public void Font_files_come_in_one_order_widest_first()
    {
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["zeta.ttf", "alpha.otf", "NotoSansCJK-Regular.ttc", "DejaVuSans.ttf", "readme.txt"])
        {
            File.WriteAllText(folder.At(name), "");
        }

        IEnumerable<string?> found = new SystemFontFiles([folder.Root]).Find().Select(Path.GetFileName);
        Assert.That(found, Is.EqualTo(new[] { "DejaVuSans.ttf", "NotoSansCJK-Regular.ttc", "alpha.otf", "zeta.ttf" }));
    }

    private static Sketch Set(string text) => new(40, 32, c => c.Text(text, new Vector2(6, 24), Style));

    private static float Width(string text)
    {
        float width = 0;
        new Sketch(1, 1, c => width = c.MeasureText(text, Style)).Dispose();
        return width;
    }

    private static (int Left, int Right) Extent(TextAnchor anchor)
    {
        using Sketch sketch = new(100, 32, c => c.Text("hhh", new Vector2(50, 24), Style with { Anchor = anchor }));
        List<int> columns = [.. Enumerable.Range(0, 100).Where(x => Enumerable.Range(0, 32).Any(y => sketch[x, y].A > 0))];
        return (columns[0], columns[^1] + 1);
    }
}
