using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Lettering;
using TokenFlow.Scene.Tests.Canvases;

namespace TokenFlow.Scene.Tests.Lettering;

[TestFixture]
public sealed class LettersTests
{
    private static readonly LogCanvas Canvas = new(100, 100);
    private static readonly TextStyle Style = new(10, new Rgba(0, 0, 0));

    [TestCase(" harbour", "harbour")]
    [TestCase("plain", "plain")]
    [TestCase(" ", "␣")]
    [TestCase("", "")]
    [TestCase(".\n\n", ".↵")]
    [TestCase("a\tb", "a→b")]
    [TestCase("港", "港")]
    [TestCase("\u0007", "·")]
    public void Pieces_show_on_one_line(string piece, string shown) => Assert.That(Letters.Piece(piece), Is.EqualTo(shown));

    [Test]
    public void Whatever_a_piece_holds_its_line_is_short_and_without_control_signs()
    {
        Check.Sample(Gen.String, piece =>
        {
            string shown = Letters.Piece(piece);
            return shown.Length <= 41 && !shown.Any(char.IsControl);
        });
    }

    [Test]
    public void Fitted_text_fits()
    {
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 60], Gen.Float[0, 300]).Sample((text, width) =>
        {
            string fitted = Letters.Fit(Canvas, text, Style, width);
            return Canvas.MeasureText(fitted, Style) <= width && (fitted == text || fitted.Length == 0 || fitted.EndsWith('…'));
        });
    }

    [Test]
    public void Cutting_never_parts_a_surrogate_pair()
    {
        for (float width = 0; width < 60; width += 3)
        {
            Assert.That(Letters.Fit(Canvas, "😀😀😀😀😀", Style, width).Where(c => char.IsSurrogate(c)).Count() % 2, Is.Zero);
        }
    }

    [TestCase(0, "0 %")]
    [TestCase(0.0004, "< 0.1 %")]
    [TestCase(0.073, "7.3 %")]
    [TestCase(0.476, "48 %")]
    [TestCase(0.9996, "99.9 %")]
    [TestCase(1, "100 %")]
    public void Percentages_are_short_and_never_claim_all_of_what_is_not_all(double share, string text) =>
        Assert.That(Letters.Percent(share), Is.EqualTo(text));
}
