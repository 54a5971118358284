using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace TokenFlow.Attention.Kernels.Panels;

/// <summary>
/// The rows that the next panel of a sliding window reads and this one does not, asked for from memory a line at a time
/// while this one is computed. Asked for all at once they would hold up the panel's own reads.
/// </summary>
internal unsafe struct RowsAhead
{
    private const int Line = 16;

    private float* _queries;
    private float* _keys;
    private float* _values;
    private float* _output;
    private int _lines;

    /// <param name="queries">The next panel's first query.</param>
    /// <param name="keys">The first key that only it reads.</param>
    /// <param name="values">That key's values.</param>
    /// <param name="output">The next panel's first row of output.</param>
    /// <param name="length">Numbers of each.</param>
    public RowsAhead(float* queries, float* keys, float* values, float* output, int length)
    {
        _queries = queries;
        _keys = keys;
        _values = values;
        _output = output;
        _lines = length / Line;
    }

    /// <summary>Asks for the next line of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch()
    {
        if (!Sse.IsSupported || _lines <= 0)
        {
            return;
        }

        _lines--;
        Sse.Prefetch1(_queries);
        Sse.Prefetch1(_keys);
        Sse.Prefetch1(_values);
        Sse.Prefetch1(_output);
        _queries += Line;
        _keys += Line;
        _values += Line;
        _output += Line;
    }
}
