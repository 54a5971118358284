using System.Globalization;

namespace TokenFlow.Ui.Widgets;

/// <summary>
/// A text that is being edited: caret, selection, and an undo of its own. Places are indices into it, always between what a
/// reader takes for characters. Knows nothing of lines: where they break is the affair of who draws it.
/// </summary>
internal sealed class EditedText
{
    private const int MostUndone = 200;
    private readonly List<(string Text, int Caret)> _undo = [];
    private readonly List<(string Text, int Caret)> _redo = [];
    private int _anchor;
    private bool _isTyping;

    /// <summary>The text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The place of the caret.</summary>
    public int Caret { get; private set; }

    /// <summary>What is selected: from a place to another.</summary>
    public (int Start, int End) Selection => (Math.Min(_anchor, Caret), Math.Max(_anchor, Caret));

    /// <summary>Puts a text in, all of it selected or the caret at its end; there is nothing to undo then.</summary>
    public void Reset(string text, bool selectAll)
    {
        Text = text;
        Caret = text.Length;
        _anchor = selectAll ? 0 : Caret;
        _undo.Clear();
        _redo.Clear();
        _isTyping = false;
    }

    /// <summary>Moves the caret to a place.</summary>
    /// <param name="place">The place, taken into range.</param>
    /// <param name="isSelecting">Whether what lies between is selected.</param>
    public void Go(int place, bool isSelecting)
    {
        Caret = Math.Clamp(place, 0, Text.Length);
        if (!isSelecting)
        {
            _anchor = Caret;
        }

        _isTyping = false;
    }

    /// <summary>Selects all of it.</summary>
    public void SelectAll() => (_anchor, Caret) = (0, Text.Length);

    /// <summary>Takes the last change back.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Undo() => TakeBack(_undo, _redo);

    /// <summary>Makes the last change that was taken back again.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Redo() => TakeBack(_redo, _undo);

    /// <summary>Puts a text in place of what is selected.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isTyped">Whether it was typed: what is typed in one go is undone in one go.</param>
    /// <returns>Whether the caret has moved.</returns>
    public bool Insert(string text, bool isTyped)
    {
        (int from, int to) = Selection;
        Keep(isTyped && to == from);
        Text = string.Concat(Text.AsSpan(0, from), text, Text.AsSpan(to));
        Moved(from + text.Length);
        _isTyping = isTyped;
        return true;
    }

    /// <summary>Takes away what is between two places.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool Remove(int from, int to)
    {
        if (from >= to)
        {
            return false;
        }

        Keep(isTyped: false);
        Text = string.Concat(Text.AsSpan(0, from), Text.AsSpan(to));
        Moved(from);
        return true;
    }

    /// <summary>The place after the character at a place.</summary>
    public int After(int place) => place >= Text.Length ? Text.Length : place + StringInfo.GetNextTextElementLength(Text.AsSpan(place));

    /// <summary>The place before the character that ends at a place.</summary>
    public int Before(int place)
    {
        if (place <= 0)
        {
            return 0;
        }

        // Characters can only be told apart forwards: from the paragraph's start.
        int at = place >= 2 ? Text.LastIndexOf('\n', place - 2) + 1 : 0, before = at;
        while (at < place)
        {
            before = at;
            at = After(at);
        }

        return before;
    }

    /// <summary>Where the word before a place begins.</summary>
    public int WordBefore(int place)
    {
        int at = place;
        while (at > 0 && !char.IsLetterOrDigit(Text[at - 1]))
        {
            at--;
        }

        while (at > 0 && char.IsLetterOrDigit(Text[at - 1]))
        {
            at--;
        }

        return at == place ? Before(place) : Whole(at);
    }

    /// <summary>Where the word after a place ends.</summary>
    public int WordAfter(int place)
    {
        int at = place;
        while (at < Text.Length && !char.IsLetterOrDigit(Text[at]))
        {
            at = After(at);
        }

        while (at < Text.Length && char.IsLetterOrDigit(Text[at]))
        {
            at = After(at);
        }

        return at;
    }

    /// <summary>Selects the word at a place.</summary>
    public void SelectWord(int place)
    {
        int start = place, end = place;
        while (start > 0 && char.IsLetterOrDigit(Text[start - 1]))
        {
            start--;
        }

        while (end < Text.Length && char.IsLetterOrDigit(Text[end]))
        {
            end = After(end);
        }

        (_anchor, Caret) = (Whole(start), end);
    }

    private void Moved(int caret)
    {
        (Caret, _anchor, _isTyping) = (caret, caret, false);
    }

    // What is typed in one go is undone in one go.
    private void Keep(bool isTyped)
    {
        _redo.Clear();
        if (isTyped && _isTyping)
        {
            return;
        }

        if (_undo.Count >= MostUndone)
        {
            _undo.RemoveAt(0);
        }

        _undo.Add((Text, Caret));
    }

    private bool TakeBack(List<(string Text, int Caret)> from, List<(string Text, int Caret)> to)
    {
        if (from.Count == 0)
        {
            return false;
        }

        to.Add((Text, Caret));
        (Text, int caret) = from[^1];
        from.RemoveAt(from.Count - 1);
        Moved(Math.Min(caret, Text.Length));
        return true;
    }

    // The nearest place at or before one that splits no character.
    private int Whole(int place) => place <= 0 || place >= Text.Length ? Math.Clamp(place, 0, Text.Length) : After(Before(place)) == place ? place : Before(place);
}
