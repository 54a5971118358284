using System.Numerics;
using System.Text;
using System.Xml.Linq;
using SkiaSharp;
using TokenFlow.Base.Faults;
using TokenFlow.Recording.Pictures;
using TokenFlow.Recording.Type;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Recording.Tests.Pictures;

public sealed class PictureWriterTests
{
    private readonly FontBook _fonts = new(SystemFontFiles.None());
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void LetGo()
    {
        _fonts.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void A_png_has_the_pixels_asked_for()
    {
        string path = _folder.At("still.png");
        Write(path);
        using SKBitmap bitmap = SKBitmap.Decode(path);

        Assert.That((bitmap.Width, bitmap.Height), Is.EqualTo((160, 100)));
        Assert.That(bitmap.GetPixel(1, 1), Is.EqualTo(new SKColor(11, 14, 23)));
    }

    [Test]
    public void An_svg_is_valid_scales_and_has_its_text_outlined_and_selectable()
    {
        string path = _folder.At("still.svg");
        Write(path);
        XElement root = XDocument.Load(path).Root!;

        Assert.That(root.Attribute("viewBox")?.Value, Is.EqualTo("0 0 160 100"));
        XElement text = root.Descendants().Single(e => e.Name.LocalName == "text");
        Assert.That((text.Value, text.Attribute("fill-opacity")?.Value), Is.EqualTo(("two hops", "0")));
        string[] letters = [.. text.Parent!.Elements().Where(e => e.Name.LocalName == "use").Select(e => e.Attributes().First(a => a.Name.LocalName == "href").Value[1..])];
        string[] outlines = [.. root.Descendants().Where(e => e.Name.LocalName == "path" && e.Attribute("id") is not null).Select(e => e.Attribute("id")!.Value)];
        Assert.That(letters, Has.Length.EqualTo(7), "a space has no outline");
        Assert.That(letters.Distinct(), Is.EquivalentTo(outlines), "each letter's outline is there once");
    }

    [Test]
    public void What_a_user_wrote_cannot_break_an_svg()
    {
        string path = _folder.At("hostile.svg");
        new PictureWriter(_fonts).Write(path, new Vector2(320, 200), 320, 200, c =>
            c.Text("<script>\"&'\u0001 \ud800 ]]>", new Vector2(20, 60), new TextStyle(24, new Rgba(226, 232, 244))));

        XElement root = XDocument.Load(path).Root!;
        Assert.That(root.Descendants().Select(e => e.Name.LocalName), Has.None.EqualTo("script"));
        Assert.That(root.Descendants().Single(e => e.Name.LocalName == "text").Value, Does.StartWith("<script>\"&'").And.EndsWith("]]>"));
    }

    [Test]
    public void Lines_of_one_style_are_one_piece_of_an_svg()
    {
        string path = _folder.At("lines.svg");
        new PictureWriter(_fonts).Write(path, new Vector2(320, 200), 320, 200, c =>
        {
            Curve[] curves = [.. Enumerable.Range(0, 1000).Select(i => new Curve(new(i / 4f, 10), new(160, 180), new(300, i / 8f)))];
            c.Curves(curves, new Stroke(new Rgba(96, 150, 220), 2));
            c.Curves(curves, new Stroke(new Rgba(96, 150, 220, 40), 1));
        });

        XElement root = XDocument.Load(path).Root!;
        Assert.That(root.Descendants().Count(e => e.Attribute("stroke") is not null), Is.EqualTo(2), "one path for the opaque ones, one group for the others");
        Assert.That(new FileInfo(path).Length, Is.LessThan(120_000));
    }

    [Test]
    public void An_svg_looks_like_the_png()
    {
        string converter = "/usr/bin/rsvg-convert";
        if (!File.Exists(converter))
        {
            Assert.Ignore("Not tried: there is no rsvg-convert on this machine.");
        }

        Write(_folder.At("seen.svg"));
        Write(_folder.At("seen.png"));
        using (var convert = System.Diagnostics.Process.Start(converter, [_folder.At("seen.svg"), "-o", _folder.At("drawn.png")]))
        {
            convert.WaitForExit();
        }

        AssertAlike(_folder.At("drawn.png"), _folder.At("seen.png"));
    }

    [Test]
    public void A_pdf_looks_like_the_png_and_its_text_can_be_selected()
    {
        if (!File.Exists("/usr/bin/pdftoppm") || !File.Exists("/usr/bin/pdftotext"))
        {
            Assert.Ignore("Not tried: there is no poppler on this machine.");
        }

        Write(_folder.At("seen.pdf"));
        Write(_folder.At("seen.png"));
        using (var draw = System.Diagnostics.Process.Start("/usr/bin/pdftoppm", ["-r", "96", "-png", "-singlefile", _folder.At("seen.pdf"), _folder.At("page")]))
        {
            draw.WaitForExit();
        }

        using (var read = System.Diagnostics.Process.Start("/usr/bin/pdftotext", [_folder.At("seen.pdf"), _folder.At("seen.txt")]))
        {
            read.WaitForExit();
        }

        AssertAlike(_folder.At("page.png"), _folder.At("seen.png"));
        Assert.That(File.ReadAllText(_folder.At("seen.txt")), Does.Contain("two hops"));
    }

    private static void AssertAlike(string one, string other)
    {
        using SKBitmap a = SKBitmap.Decode(one), b = SKBitmap.Decode(other);
        Assert.That((a.Width, a.Height), Is.EqualTo((b.Width, b.Height)));
        double difference = 0;
        for (int y = 0; y < a.Height; y++)
        {
            for (int x = 0; x < a.Width; x++)
            {
                SKColor p = a.GetPixel(x, y), q = b.GetPixel(x, y);
                difference += Math.Abs(p.Red - q.Red) + Math.Abs(p.Green - q.Green) + Math.Abs(p.Blue - q.Blue);
            }
        }

        // Edges are smoothed differently; a part that were missing would be many times this.
        Assert.That(difference / (3 * a.Width * a.Height), Is.LessThan(3), "the mean difference of a channel");
    }

    [Test]
    public void A_pdf_has_one_page_of_the_pictures_size()
    {
        string path = _folder.At("still.pdf");
        Write(path);
        string text = Encoding.Latin1.GetString(File.ReadAllBytes(path));

        Assert.That(text, Does.StartWith("%PDF-"));
        Assert.That(text, Does.Contain("/MediaBox [0 0 120 75]"));
        Assert.That(text, Does.Contain("/Count 1"));
    }

    [TestCase("png")]
    [TestCase("svg")]
    [TestCase("pdf")]
    public void The_same_picture_is_the_same_file(string extension)
    {
        string first = _folder.At("first." + extension), second = _folder.At("second." + extension);
        Write(first);
        Write(second);

        Assert.That(File.ReadAllBytes(second), Is.EqualTo(File.ReadAllBytes(first)));
    }

    [TestCase("still.jpeg")]
    [TestCase("still")]
    public void Another_extension_is_refused_naming_those_there_are(string name)
    {
        FaultException fault = Assert.Throws<FaultException>(() => Write(_folder.At(name)))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Usage));
        Assert.That(fault.Message, Does.Contain(".png, .svg or .pdf"));
    }

    [Test]
    public void A_missing_folder_is_a_fault_in_one_line()
    {
        FaultException fault = Assert.Throws<FaultException>(() => Write(Path.Join(_folder.Root, "none", "still.png")))!;
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.OutputUnwritable));
        Assert.That(fault.Message, Does.Not.Contain("\n"));
    }

    [Test]
    public void A_size_of_nothing_is_a_fault() => Assert.That(
        () => new PictureWriter(_fonts).Write(_folder.At("x.png"), new Vector2(1, 1), 0, 5, _ => { }),
        Throws.TypeOf<FaultException>().With.Property(nameof(FaultException.Kind)).EqualTo(FaultKind.OutOfRange));

    [Test]
    public void A_drawing_that_fails_leaves_no_file()
    {
        using TemporaryFolder folder = new();
        Assert.That(
            () => new PictureWriter(_fonts).Write(folder.At("x.png"), new Vector2(1, 1), 5, 5, _ => throw new InvalidDataException()),
            Throws.TypeOf<InvalidDataException>());
        Assert.That(folder.Files, Is.Empty);
    }

    private void Write(string path) => new PictureWriter(_fonts).Write(path, new Vector2(320, 200), 160, 100, c =>
    {
        c.Clear(new Rgba(11, 14, 23));
        c.Glow(new Vector2(160, 100), 60, new Rgba(255, 182, 72));
        c.Curves([new(new(10, 10), new(160, 180), new(300, 10))], new Stroke(new Rgba(96, 150, 220), 2));
        c.Cells(new Box(10, 150, 60, 30), 2, 1, [new Rgba(255, 0, 0), new Rgba(0, 0, 255)]);
        c.Text("two hops", new Vector2(20, 60), new TextStyle(24, new Rgba(226, 232, 244)));
    });
}
