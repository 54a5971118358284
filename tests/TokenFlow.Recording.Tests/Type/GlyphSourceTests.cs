using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Type;

namespace TokenFlow.Recording.Tests.Type;

public sealed class GlyphSourceTests
{
    private FontBook _fonts = null!;
    private GlyphSource _source = null!;

    [SetUp]
    public void Open()
    {
        _fonts = new FontBook(SystemFontFiles.None());
        _source = new GlyphSource(_fonts);
    }

    [TearDown]
    public void Close()
    {
        _source.Dispose();
        _fonts.Dispose();
    }

    [TestCase("Attention moves, 0123456789")]
    [TestCase("a\u00ADb\u200Dc")]
    [TestCase("line\r\nend")]
    [TestCase("   ")]
    [TestCase("\u6F22\u5B57")]
    public void A_line_is_as_wide_as_in_films(string text)
    {
        using var setter = new TextSetter(_fonts);
        foreach (FontWeight weight in Enum.GetValues<FontWeight>())
        {
            Assert.That(_source.Set(text, weight).Advance, Is.EqualTo(setter.Shape(text, weight).Advance / TextShape.Em).Within(1e-6));
        }
    }

    [Test]
    public void A_sign_that_no_font_has_is_a_box_that_is_drawn()
    {
        GlyphLine line = _source.Set("a\u6F22", FontWeight.Regular);
        GlyphImage box = _source.Draw(line.Glyphs[1].Glyph, 20);

        Assert.That(line.Glyphs, Has.Count.EqualTo(2));
        Assert.That(box.Pixels.Count(p => p.A > 128), Is.GreaterThan(20));
    }

    [Test]
    public void The_same_letter_is_the_same_glyph_and_stands_where_the_letters_before_it_end()
    {
        GlyphLine line = _source.Set("nn n", FontWeight.Bold);

        Assert.That(line.Glyphs.Select(g => g.Glyph).Distinct().Count(), Is.EqualTo(1), "spaces have no glyph");
        Assert.That(line.Glyphs[1].X, Is.EqualTo(_source.Set("n", FontWeight.Bold).Advance).Within(1e-6));
        Assert.That(line.Glyphs[2].X, Is.EqualTo(_source.Set("nn ", FontWeight.Bold).Advance).Within(1e-6));
    }

    [Test]
    public void A_glyph_is_as_large_as_it_was_asked_for()
    {
        int glyph = _source.Set("H", FontWeight.Regular).Glyphs[0].Glyph;
        GlyphImage small = _source.Draw(glyph, 20), large = _source.Draw(glyph, 60);

        Assert.That(large.Height, Is.EqualTo(3 * small.Height).Within(3));
        Assert.That(small.Top + small.Height, Is.Zero, "it stands on the baseline");
    }
}
