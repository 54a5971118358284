using System.Numerics;
using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Shell;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Gallery;

/// <summary>The gallery's cards: which one is chosen, how far they are scrolled, which are seen and how far the chosen one is raised.</summary>
internal sealed class GalleryShelf : IDisposable
{
    private readonly Thumbnail[] _thumbnails;
    private readonly ThumbnailShop _shop;
    private readonly bool[] _isSeen;
    private readonly float[] _raised;
    private float _wanted;
    private bool _byKey;

    /// <param name="services">What the window has from outside.</param>
    public GalleryShelf(WindowServices services)
    {
        _thumbnails = [.. services.ScenarioNames().Select((name, i) => new Thumbnail(name, i, services))];
        _isSeen = new bool[_thumbnails.Length];
        _raised = new float[_thumbnails.Length];
        _shop = new ThumbnailShop(services.IsStepped);
        Layout = new GalleryLayout(new Vector2(1280, 720), _thumbnails.Length);
    }

    /// <summary>The scenarios' small runs, in the gallery's order.</summary>
    public IReadOnlyList<Thumbnail> Thumbnails => _thumbnails;

    /// <summary>Where what stands.</summary>
    public GalleryLayout Layout { get; private set; }

    private CardGrid Cards => Layout.Cards;

    /// <summary>How far they are scrolled, in pixels.</summary>
    public float Scroll { get; private set; }

    /// <summary>The number of the card that is chosen.</summary>
    public int Chosen { get; private set; }

    /// <summary>The card under the mouse; -1 for none.</summary>
    public int Over { get; private set; } = -1;

    /// <summary>Of the state of all small runs.</summary>
    public ulong Hash => _thumbnails.Aggregate(0UL, (hash, t) => (hash * 31) + (t.Snapshot?.StateHash ?? 0));

    /// <summary>Whether any of a card was to be seen at the last update.</summary>
    public bool IsSeen(int number) => _isSeen[number];

    /// <summary>How far a card is raised, in [0, 1].</summary>
    public float RaisedOf(int number) => _raised[number];

    /// <summary>Fits the cards to the window.</summary>
    public void Fit(Vector2 size)
    {
        if (Layout.Size == size)
        {
            return;
        }

        Layout = new GalleryLayout(size, _thumbnails.Length);
        _wanted = ScrollTo(Chosen, Math.Clamp(_wanted, 0, Cards.MaxScroll));
        Scroll = _wanted;
    }

    /// <summary>Chooses a card by key, the nearest that there is, and brings it into sight.</summary>
    public void Choose(int number)
    {
        if (_thumbnails.Length == 0)
        {
            return;
        }

        int before = Chosen;
        Chosen = Math.Clamp(number, 0, _thumbnails.Length - 1);
        _wanted = ScrollTo(Chosen, _wanted);
        _byKey |= Chosen != before;
    }

    /// <summary>Chooses the card so many rows below, if there is one.</summary>
    public void ChooseRow(int by)
    {
        int to = Chosen + (by * Cards.Columns);
        Choose(to >= 0 && to < _thumbnails.Length ? to : Chosen);
    }

    /// <summary>Scrolls.</summary>
    /// <param name="by">So many pixels.</param>
    public void ScrollBy(float by) => _wanted = Math.Clamp(_wanted + by, 0, Cards.MaxScroll);

    /// <summary>Takes the mouse and steps of time.</summary>
    public void Update(in InputFrame input, int ticks)
    {
        if (input.Wheel.Y != 0)
        {
            ScrollBy(-input.Wheel.Y * 80 * Layout.Unit);
        }

        for (int i = 0; i < ticks; i++)
        {
            Scroll = MathF.Abs(_wanted - Scroll) < 0.5f ? _wanted : Scroll + ((_wanted - Scroll) * 0.35f);
        }

        Point(input);
        for (int i = 0; i < _thumbnails.Length; i++)
        {
            _isSeen[i] = Cards.IsSeen(Cards.Card(i, Scroll));
            if (_thumbnails[i].IsBuilt)
            {
                _thumbnails[i].Fade = MathF.Min(_thumbnails[i].Fade + (ticks * 0.125f), 1);
            }

            float goal = i == Chosen ? 1 : 0;
            for (int k = 0; k < ticks; k++)
            {
                _raised[i] += (goal - _raised[i]) * 0.35f;
            }
        }

        _shop.Update(_thumbnails, i => _isSeen[i], ticks);
    }

    /// <summary>Where a scenario's card is; null where it is not to be seen.</summary>
    public Vector2? PointOf(string scenario)
    {
        int at = Array.FindIndex(_thumbnails, t => t.Name == scenario);
        return at >= 0 && _isSeen[at] ? Cards.Card(at, Scroll).Centre : null;
    }

    /// <summary>Ends all small runs.</summary>
    public void Dispose()
    {
        _shop.Dispose();
        foreach (Thumbnail thumbnail in _thumbnails)
        {
            thumbnail.Dispose();
        }
    }

    private float ScrollTo(int number, float scroll) => Cards.ScrollTo(number, scroll, 10 * Layout.Unit);

    private void Point(in InputFrame input)
    {
        // The mouse chooses when it moves, or when what lies under it does by scrolling; not against the keys.
        if (input.MouseDelta != default || input.Wheel.Y != 0 || input.Pressed.Any || input.Clicked.Any)
        {
            _byKey = false;
        }

        Over = Cards.At(input.Mouse, Scroll);
        if (Over >= 0 && !_byKey)
        {
            Chosen = Over;
        }
    }
}
