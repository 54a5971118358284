using TokenFlow.Scene.Canvas;

namespace TokenFlow.Ui.Widgets;

/// <summary>Sets a sentence in lines.</summary>
internal static class TextWrap
{
    /// <summary>Breaks a text at spaces so that no line is wider than so many pixels; the last line that there is room for is cut.</summary>
    public static void Lines(UiFrame ui, string text, in TextStyle style, float width, int most, List<string> lines)
    {
        lines.Clear();
        int start = 0;
        while (start < text.Length && lines.Count < most)
        {
            int end = start, at = start;
            while (at < text.Length)
            {
                int space = text.IndexOf(' ', at + 1);
                int next = space < 0 ? text.Length : space;
                if (ui.Canvas.MeasureText(text.AsSpan(start, next - start), style) > width)
                {
                    break;
                }

                (end, at) = (next, next);
            }

            bool isLast = lines.Count == most - 1;
            if (end == start || (isLast && end < text.Length))
            {
                string rest = ui.Fit(isLast ? text[start..] : text[start..Next(text, start)], style, width);
                if (rest.Length > 0)
                {
                    lines.Add(rest);
                }

                start = isLast ? text.Length : Next(text, start);
            }
            else
            {
                lines.Add(text[start..end]);
                start = end;
            }

            while (start < text.Length && text[start] == ' ')
            {
                start++;
            }
        }
    }

    private static int Next(string text, int from)
    {
        int space = text.IndexOf(' ', from + 1);
        return space < 0 ? text.Length : space;
    }
}
