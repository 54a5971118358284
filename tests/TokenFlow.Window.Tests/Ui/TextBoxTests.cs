using System.Globalization;
using System.Numerics;
using CsCheck;
using TokenFlow.Scene.Canvas;
using TokenFlow.Scene.Theme;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Widgets;
using TokenFlow.Window.Tests.Views;

namespace TokenFlow.Window.Tests.Ui;

public class TextBoxTests
{
    private static readonly Box Place = new(0, 0, 240, 120);
    private static readonly string[] Pieces = ["a", "word ", "e\u0301", "👩‍👩‍👧", "漢字", "\n", "  ", "\u200f", "🇩🇪"];
    private static readonly string[] Chords =
    [
        "Left", "Right", "Up", "Down", "Home", "End", "Shift+Left", "Shift+Right", "Shift+Up", "Shift+End", "Ctrl+Left", "Ctrl+Right", "Ctrl+Shift+Left",
        "Backspace", "Del", "Ctrl+Backspace", "Ctrl+Del", "Ctrl+A", "Ctrl+Z", "Ctrl+Y", "PageUp", "PageDown", "Enter", "Ctrl+Home", "Ctrl+End",
    ];

    [Test]
    public void Whatever_is_typed_the_caret_splits_no_character_and_undo_brings_all_back() =>
        Gen.Int[0, Chords.Length + Pieces.Length - 1].Array[1, 60].Sample(
            steps =>
            {
                var ui = new UiFrame();
                var canvas = new SilentCanvas();
                var box = new TextBox("test", isMultiLine: true);
                box.Reset("the start 👩‍👩‍👧 of it", selectAll: false);
                foreach (int step in steps)
                {
                    if (step < Chords.Length)
                    {
                        Press(ui, box, canvas, Chords[step]);
                    }
                    else
                    {
                        Paste(ui, box, canvas, Pieces[step - Chords.Length]);
                    }

                    Assert.That(box.Caret, Is.InRange(0, box.Text.Length));
                    Assert.That(box.Caret == box.Text.Length || StringInfo.ParseCombiningCharacters(box.Text).Contains(box.Caret) || IsInsertedBetween(box), Is.True);
                }

                for (int i = 0; i < 2 * steps.Length; i++)
                {
                    Press(ui, box, canvas, "Ctrl+Z");
                }

                Assert.That(box.Text, Is.EqualTo("the start 👩‍👩‍👧 of it"));
            },
            iter: 200);

    [Test]
    public void Selection_is_replaced_and_words_are_removed_whole()
    {
        (UiFrame ui, SilentCanvas canvas, TextBox box) = Open("one two three");
        Press(ui, box, canvas, "Ctrl+Shift+Left");
        Assert.That(box.Selection, Is.EqualTo((8, 13)));
        Type(ui, box, canvas, "four");
        Assert.That(box.Text, Is.EqualTo("one two four"));
        Press(ui, box, canvas, "Ctrl+Backspace");
        Assert.That(box.Text, Is.EqualTo("one two "));
        Press(ui, box, canvas, "Ctrl+Z");
        Press(ui, box, canvas, "Ctrl+Z");
        Assert.That(box.Text, Is.EqualTo("one two three"));
    }

    [Test]
    public void Up_and_down_keep_to_the_column_and_lines_break_at_spaces()
    {
        // 216 pixels inside, 6.5 a letter: 33 letters a line.
        (UiFrame ui, SilentCanvas canvas, TextBox box) = Open("twenty letters here, and then a good deal more\nshort");
        Assert.That(canvas.Texts.Select(t => t.Text), Is.EqualTo((string[])["twenty letters here, and then a", "good deal more", "short"]));
        Press(ui, box, canvas, "Ctrl+Home");
        for (int i = 0; i < 10; i++)
        {
            Press(ui, box, canvas, "Right");
        }

        Press(ui, box, canvas, "Down");
        Assert.That(box.Caret, Is.EqualTo(32 + 10));
        Press(ui, box, canvas, "Down");
        Assert.That(box.Caret, Is.EqualTo(box.Text.Length), "the short line ends there");
        Press(ui, box, canvas, "Up");
        Assert.That(box.Caret, Is.EqualTo(32 + 10), "the column is remembered");
    }

    [Test]
    public void The_mouse_puts_the_caret_where_the_letter_is_and_drags_a_selection()
    {
        (UiFrame ui, SilentCanvas canvas, TextBox box) = Open("abcdefghij");
        Mouse(ui, box, canvas, new Vector2(12 + (3 * 6.5f) + 1, 14), isPress: true);
        Assert.That(box.Caret, Is.EqualTo(3));
        Mouse(ui, box, canvas, new Vector2(12 + (7 * 6.5f) - 1, 14), isPress: false);
        Assert.That(box.Selection, Is.EqualTo((3, 7)));
    }

    // A sign pasted between two that then join with it stands where it was put.
    private static bool IsInsertedBetween(TextBox box) => box.Caret > 0 && StringInfo.GetNextTextElementLength(box.Text.AsSpan(box.Caret)) > 0 && !char.IsLowSurrogate(box.Text[box.Caret]);

    private static (UiFrame Ui, SilentCanvas Canvas, TextBox Box) Open(string text)
    {
        var ui = new UiFrame();
        var canvas = new SilentCanvas();
        var box = new TextBox("test", isMultiLine: true);
        box.Reset(text, selectAll: false);
        Draw(ui, box, canvas);
        return (ui, canvas, box);
    }

    private static void Press(UiFrame ui, TextBox box, SilentCanvas canvas, string chord)
    {
        Assert.That(KeyChord.TryParse(chord, out KeyChord read), Is.True, chord);
        Step(ui, box, canvas, new InputFrame { Keys = [new KeyPress(read)], Held = read.With, Mouse = new Vector2(-1) });
    }

    private static void Type(UiFrame ui, TextBox box, SilentCanvas canvas, string text) => Step(ui, box, canvas, new InputFrame { Text = text, Mouse = new Vector2(-1) });

    private static void Paste(UiFrame ui, TextBox box, SilentCanvas canvas, string text) => Step(ui, box, canvas, new InputFrame { Pasted = text, Mouse = new Vector2(-1) });

    private static void Mouse(UiFrame ui, TextBox box, SilentCanvas canvas, Vector2 at, bool isPress)
    {
        MouseButtons left = new MouseButtons().With(MouseButton.Left);
        Step(ui, box, canvas, new InputFrame { Mouse = at, MouseDelta = Vector2.One, Down = left, Pressed = isPress ? left : default, PressedAt = isPress ? at : new Vector2(20, 14) });
    }

    private static void Step(UiFrame ui, TextBox box, SilentCanvas canvas, InputFrame input)
    {
        ui.BeginUpdate(input, SceneTheme.Dark(), 1, Place, 0);
        box.Update(ui, Place);
        ui.EndUpdate(ref input);
        Draw(ui, box, canvas);
    }

    private static void Draw(UiFrame ui, TextBox box, SilentCanvas canvas)
    {
        canvas.Begin(new Vector2(240, 120));
        ui.BeginDraw(canvas, SceneTheme.Dark(), 1);
        box.Draw(ui, Place, "");
        ui.EndDraw(Place);
    }
}
