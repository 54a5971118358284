using System.Text.Json;

namespace TokenFlow.Attention.Cases;

/// <summary>A matrix of a case file, row after row.</summary>
/// <param name="At">Where it begins, in bytes.</param>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Width">Numbers a row; all rows have as many.</param>
/// <param name="Numbers">[rows][width], finite also in 32 bits.</param>
internal sealed record CaseMatrix(int At, int Rows, int Width, double[] Numbers)
{
    public static CaseMatrix Read(ref Utf8JsonReader json, CaseText text, string field)
    {
        int at = (int)json.TokenStartIndex;
        if (json.TokenType != JsonTokenType.StartArray)
            throw text.Wrong(json, field, "this is no matrix", "give a list of rows, a row a token");
        var numbers = new List<double>();
        int rows = 0;
        int width = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartArray)
                throw text.Wrong(json, $"{field}[{rows}]", "this is no row", "give a list of numbers");
            int rowAt = (int)json.TokenStartIndex;
            int before = numbers.Count;
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                numbers.Add(Finite(json, text, $"{field}[{rows}][{numbers.Count - before}]"));
            int length = numbers.Count - before;
            if (rows == 0)
                width = length;
            if (length != width)
                throw text.Wrong(rowAt, $"{field}[{rows}]", $"this row has {length} numbers, the first has {width}", "make all rows equally long");
            rows++;
        }
        return rows > 0 && width > 0
            ? new(at, rows, width, [.. numbers])
            : throw text.Wrong(at, field, "the matrix is empty", "give a row a token");
    }

    /// <summary>The number at the reader, which must be finite in 32 bits as well: kernels run in single precision.</summary>
    public static double Finite(in Utf8JsonReader json, CaseText text, string field)
    {
        if (json.TokenType != JsonTokenType.Number || !json.TryGetDouble(out double number))
            throw text.Wrong(json, field, "this is no number", "give a finite number");
        return float.IsFinite((float)number)
            ? number
            : throw text.Wrong(json, field, "the number does not fit 32 bits", $"keep it below {float.MaxValue:G3} either way");
    }
}
