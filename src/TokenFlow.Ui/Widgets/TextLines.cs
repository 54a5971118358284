using System.Globalization;
using TokenFlow.Scene.Canvas;

namespace TokenFlow.Ui.Widgets;

/// <summary>
/// A text set in lines of a width, broken at spaces where there are any: where each character stands, and which one stands
/// at a place. What a reader takes for one character (a letter with its accents, a family of people) is never split.
/// </summary>
internal sealed class TextLines
{
    private readonly List<(int Start, int End)> _lines = [(0, 0)];
    private readonly Dictionary<string, float> _widths = new(StringComparer.Ordinal);
    private (string Text, float Width, float Size) _of = ("", -1, -1);

    // [text + 1] how far from its line's start each place is.
    private float[] _x = [0];

    /// <summary>The lines, each from its first character to behind its last one that shows.</summary>
    public IReadOnlyList<(int Start, int End)> Lines => _lines;

    /// <summary>Whether a text is what was set last.</summary>
    public bool IsOf(string text) => ReferenceEquals(_of.Text, text) || _of.Text == text;

    /// <summary>Sets a text, unless that is what was set last.</summary>
    /// <param name="canvas">Measures.</param>
    /// <param name="text">The text.</param>
    /// <param name="style">Its type.</param>
    /// <param name="width">The width of a line, in pixels; infinite for one line a paragraph.</param>
    public void Set(ICanvas canvas, string text, in TextStyle style, float width)
    {
        if (_of.Width == width && _of.Size == style.Size && IsOf(text))
        {
            return;
        }

        if (_of.Size != style.Size)
        {
            _widths.Clear();
        }

        _of = (text, width, style.Size);
        _lines.Clear();
        if (_x.Length < text.Length + 1)
        {
            _x = new float[Math.Max(text.Length + 1, _x.Length * 2)];
        }

        int start = 0, at = 0, breakAt = -1;
        float x = 0;
        while (at < text.Length)
        {
            int length = StringInfo.GetNextTextElementLength(text.AsSpan(at));
            ReadOnlySpan<char> sign = text.AsSpan(at, length);
            if (sign[^1] is '\n' or '\r')
            {
                _x[at] = x;
                EndLine(at, at + length);
                continue;
            }

            float advance = WidthOf(canvas, sign, style);
            bool isSpace = char.IsWhiteSpace(sign[0]);
            if (x + advance > width && !isSpace && at > start)
            {
                // At the last space of the line, else here.
                int next = breakAt > start ? breakAt : at;
                at = next;
                EndLine(next, next);
                continue;
            }

            for (int i = 0; i < length; i++)
            {
                _x[at + i] = x;
            }

            x += advance;
            at += length;
            if (isSpace)
            {
                breakAt = at;
            }
        }

        _x[text.Length] = x;
        _lines.Add((start, text.Length));

        void EndLine(int end, int next)
        {
            _lines.Add((start, end));
            (start, at, breakAt, x) = (next, next, -1, 0);
        }
    }

    /// <summary>The line on which a place stands: at a break without a line end, the later one.</summary>
    public int LineOf(int place)
    {
        int low = 0, high = _lines.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _lines[middle].Start <= place ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>How far from the start of a line a place on it is, in pixels.</summary>
    public float XOf(int place, int line) => place <= _lines[line].Start ? 0 : _x[Math.Min(place, _of.Text.Length)] is var x && x == 0 && place > _lines[line].Start ? EndX(line) : x;

    /// <summary>The place nearest to a point.</summary>
    /// <param name="line">The line, taken into range.</param>
    /// <param name="x">How far from its start, in pixels.</param>
    public int PlaceAt(int line, float x)
    {
        line = Math.Clamp(line, 0, _lines.Count - 1);
        (int start, int end) = _lines[line];
        bool isBroken = line + 1 < _lines.Count && _lines[line + 1].Start == end;
        int best = start, at = start;
        float bestAway = MathF.Abs(x);
        while (at < end)
        {
            at += StringInfo.GetNextTextElementLength(_of.Text.AsSpan(at));
            if (at > end || (isBroken && at == end))
            {
                break;
            }

            float away = MathF.Abs(XOf(at, line) - x);
            if (away < bestAway)
            {
                (best, bestAway) = (at, away);
            }
        }

        return best;
    }

    // The end of a broken line is the start of the next, where x is 0 again.
    private float EndX(int line)
    {
        (int start, int end) = _lines[line];
        int last = end;
        while (last > start && _x[last] == 0)
        {
            last--;
        }

        return _x[last];
    }

    private float WidthOf(ICanvas canvas, ReadOnlySpan<char> sign, in TextStyle style)
    {
        const int Most = 20_000;
        Dictionary<string, float>.AlternateLookup<ReadOnlySpan<char>> widths = _widths.GetAlternateLookup<ReadOnlySpan<char>>();
        if (widths.TryGetValue(sign, out float known))
        {
            return known;
        }

        if (_widths.Count >= Most)
        {
            _widths.Clear();
        }

        // A space alone would be measured as the sign that shows it.
        float width = char.IsWhiteSpace(sign[0])
            ? canvas.MeasureText(string.Concat("x", sign, "x"), style) - canvas.MeasureText("xx", style)
            : canvas.MeasureText(sign, style);
        widths[sign] = width;
        return width;
    }
}
