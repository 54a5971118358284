using TokenFlow.Attention.Patterns;

namespace TokenFlow.Attention.Kernels.Panels;

/// <summary>
/// How the rows of a head are cut into panels. Rows of a panel should read the same keys: of a dilated window those of
/// one residue class, of BigBird those of one block row, else neighbours.
/// </summary>
internal readonly struct PanelGrid
{
    private readonly int _tokens;
    private readonly int _lanes;
    private readonly int _block;

    // Classes below _longer have one row more than the others.
    private readonly int _longer;
    private readonly int _panelsLonger;
    private readonly int _panelsShorter;

    public PanelGrid(AttentionLayout layout, int lanes)
    {
        _tokens = layout.Tokens;
        _lanes = lanes;
        WindowShape shape = layout.Shape;
        Stride = 1;
        // A few lanes would be left empty; where most were, neighbours share a panel and each key has its mask.
        if (shape.Block * 2 >= lanes && shape.Block < _tokens)
        {
            _block = shape.Block;
            _panelsLonger = Panels(_block);
            int whole = _tokens / _block;
            Count = (whole * _panelsLonger) + Panels(_tokens - (whole * _block));
            return;
        }
        if (shape.Dilation > 1 && _tokens / shape.Dilation * 2 >= lanes)
        {
            Stride = shape.Dilation;
        }

        _longer = _tokens % Stride;
        _panelsLonger = Panels((_tokens / Stride) + 1);
        _panelsShorter = Panels(_tokens / Stride);
        Count = (_longer * _panelsLonger) + ((Stride - _longer) * _panelsShorter);
    }

    /// <summary>How many panels there are.</summary>
    public int Count { get; }

    /// <summary>From a row of a panel to the next.</summary>
    public int Stride { get; }

    /// <summary>The rows of a panel.</summary>
    public PanelRows this[int panel]
    {
        get
        {
            if (_block > 0)
            {
                int block = panel / _panelsLonger;
                int start = (block * _block) + (panel % _panelsLonger * _lanes);
                int end = (int)Math.Min(_tokens, (block + 1L) * _block);
                return new(start, 1, Math.Min(_lanes, end - start));
            }
            int inLonger = _longer * _panelsLonger;
            int residue = panel < inLonger ? panel / _panelsLonger : _longer + ((panel - inLonger) / _panelsShorter);
            int at = (panel < inLonger ? panel % _panelsLonger : (panel - inLonger) % _panelsShorter) * _lanes;
            int rows = (_tokens / Stride) + (residue < _longer ? 1 : 0);
            return new(residue + (at * Stride), Stride, Math.Min(_lanes, rows - at));
        }
    }

    private int Panels(int rows) => (rows + _lanes - 1) / _lanes;
}

/// <summary>The query rows of a panel: First, First + Stride, ..., one a lane. Hubs and padded tokens among them are no live rows.</summary>
/// <param name="First">The first row.</param>
/// <param name="Stride">From one row to the next.</param>
/// <param name="Count">How many lanes are taken.</param>
internal readonly record struct PanelRows(int First, int Stride, int Count);
