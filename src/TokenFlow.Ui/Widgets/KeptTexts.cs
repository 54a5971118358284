using TokenFlow.Scene.Canvas;

namespace TokenFlow.Ui.Widgets;

/// <summary>Texts of widgets that are made once and kept: cut to a width, or written from a number. So a frame in which nothing changes makes none.</summary>
internal sealed class KeptTexts
{
    private const int Most = 2048;

    private readonly Dictionary<(string Text, float Size, FontWeight Weight, float Width), string> _fitted = [];
    private readonly Dictionary<WidgetId, (double Value, string Text)> _numbers = [];

    /// <summary>The text, or its beginning and an ellipsis, no wider than so many pixels.</summary>
    public string Fit(ICanvas canvas, string text, in TextStyle style, float width)
    {
        if (text.Length == 0 || width <= 0)
        {
            return "";
        }

        if (canvas.MeasureText(text, style) <= width)
        {
            return text;
        }

        (string, float, FontWeight, float) key = (text, style.Size, style.Weight, width);
        if (_fitted.TryGetValue(key, out string? known))
        {
            return known;
        }

        if (_fitted.Count >= Most)
        {
            _fitted.Clear();
        }

        int low = 0, high = text.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (canvas.MeasureText(Cut(text, middle), style) <= width)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return _fitted[key] = low == 0 ? "" : Cut(text, low);
    }

    /// <summary>A number as text, written anew only when it has changed.</summary>
    /// <param name="id">What it is the number of.</param>
    /// <param name="value">The number.</param>
    /// <param name="write">Writes it.</param>
    public string Number(WidgetId id, double value, Func<double, string> write)
    {
        if (_numbers.TryGetValue(id, out (double Value, string Text) known) && known.Value.Equals(value))
        {
            return known.Text;
        }

        string text = write(value);
        _numbers[id] = (value, text);
        return text;
    }

    private static string Cut(string text, int length)
    {
        if (length > 0 && char.IsHighSurrogate(text[length - 1]))
        {
            length--;
        }

        return string.Concat(text.AsSpan(0, length).TrimEnd(), "…");
    }
}
