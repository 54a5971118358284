using System.Text.Json;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Cases;

/// <summary>
/// Reads one attention case. The bytes are bounded and every matrix is gathered as it is met, so memory is bounded by
/// the file's size whatever <c>heads</c>, <c>headDim</c> and <c>tokens</c> claim; shapes are compared afterwards.
/// </summary>
internal sealed class AttentionCaseReader
{
    private readonly CaseText _text;
    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<string, CaseMatrix> _matrices = [];
    private string _name = "";
    private string _source = "";
    private int? _heads;
    private int? _headDim;
    private int? _tokens;
    private ulong _seed;
    private double _tolerance;
    private int[] _padding = [];
    private JsonElement? _pattern;
    private int _patternAt;

    public AttentionCaseReader(Stream stream, string name) => _text = CaseText.Load(stream, name);

    public AttentionCase Read()
    {
        try
        {
            if (_text.Bytes.IsEmpty)
                throw _text.WrongAtLine(0, "", "the file is empty", "write an attention case");
            var json = new Utf8JsonReader(_text.Bytes, new JsonReaderOptions { MaxDepth = 16 });
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
                throw _text.Wrong(json, "", "a case is an object", "begin with {");
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                Field(ref json);
            // Whatever follows the object.
            while (json.Read())
            {
            }
            return Assemble();
        }
        catch (JsonException broken)
        {
            string what = broken.BytePositionInLine is long column ? $"this is not valid JSON (column {column + 1})" : "this is not valid JSON";
            throw _text.WrongAtLine((int)(broken.LineNumber ?? 0) + 1, "", what, "numbers must be finite, without NaN or Infinity", broken);
        }
        catch (InvalidOperationException broken)
        {
            throw _text.WrongAtLine(0, "", "a name or a text in it is not valid UTF-8", "write it anew", broken);
        }
    }

    private void Field(ref Utf8JsonReader json)
    {
        string field = json.GetString()!;
        int at = (int)json.TokenStartIndex;
        if (!_seen.Add(field))
            throw _text.Wrong(at, CaseText.Shorten(field), "the field is given twice", "keep one");
        json.Read();
        switch (field)
        {
            case "name":
                _name = Text(json, field);
                break;
            case "source":
                _source = Text(json, field);
                break;
            case "heads":
                _heads = Number(json, field, 1);
                break;
            case "headDim":
                _headDim = Number(json, field, 1);
                break;
            case "tokens":
                _tokens = Number(json, field, 1);
                break;
            case "seed":
                if (json.TokenType != JsonTokenType.Number || !json.TryGetUInt64(out _seed))
                    throw _text.Wrong(json, field, "this is no seed", "give a whole number, 0 or more");
                break;
            case "tolerance":
                _tolerance = CaseMatrix.Finite(json, _text, field);
                break;
            case "padding":
                _padding = Positions(ref json, field);
                break;
            case "pattern":
                _patternAt = (int)json.TokenStartIndex;
                if (json.TokenType != JsonTokenType.StartObject)
                    throw _text.Wrong(json, field, "a pattern is an object", "write {\"kind\": ...}");
                _pattern = JsonElement.ParseValue(ref json);
                break;
            case "q" or "k" or "v":
                _matrices[field] = CaseMatrix.Read(ref json, _text, field);
                break;
            case "globalQ" or "globalK" or "globalV" or "expected":
                if (json.TokenType != JsonTokenType.Null)
                    _matrices[field] = CaseMatrix.Read(ref json, _text, field);
                break;
            default:
                throw _text.Wrong(at, CaseText.Shorten(field), "a case has no such field", "take it out, or check its spelling");
        }
    }

    private AttentionCase Assemble()
    {
        int heads = Given(_heads, "heads"), headDim = Given(_headDim, "headDim"), tokens = Given(_tokens, "tokens");
        if (_pattern is not JsonElement element)
            throw Missing("pattern");
        AttentionPattern pattern;
        CaseMatrix q = Matrix("q");
        int rows = q.Rows;
        if (rows > AttentionCase.MostRows)
            throw _text.Wrong(q.At, "q", $"there are {rows} rows", $"give at most {AttentionCase.MostRows}");
        try
        {
            pattern = PatternJson.Read(element, defaultSeed: _seed);
            pattern.Validate(rows);
            if (pattern.Dilations.Count > 1 && pattern.Dilations.Count != heads)
                throw new FaultException(FaultKind.OutOfRange, $"{pattern.Dilations.Count} dilations do not fit {heads} heads", "pattern.dilation", "give one number, or one a head");
        }
        catch (FaultException fault)
        {
            throw fault.At(_text.Place(_text.LineOf(_patternAt)));
        }
        if (rows != tokens && rows != (long)tokens + pattern.MemoryTokens)
            throw _text.Wrong(q.At, "q", $"there are {rows} rows for {tokens} tokens", "give one row a token");
        long width = (long)heads * headDim;
        foreach ((string field, CaseMatrix matrix) in _matrices)
        {
            if (matrix.Width != width)
                throw _text.Wrong(matrix.At, field, $"a row has {matrix.Width} numbers, but heads times headDim is {width}", "make them agree");
            if (matrix.Rows != rows)
                throw _text.Wrong(matrix.At, field, $"there are {matrix.Rows} rows, but q has {rows}", "give one row a token");
        }
        if (_matrices.ContainsKey("globalQ") != _matrices.ContainsKey("globalK") || _matrices.ContainsKey("globalQ") != _matrices.ContainsKey("globalV"))
            throw _text.WrongAtLine(0, "globalQ", "globalQ, globalK and globalV go together", "give all three or none");
        foreach (int token in _padding)
        {
            if (token < 0 || token >= rows)
                throw new FaultException(FaultKind.OutOfRange, $"token {token} is outside a sequence of {rows}", $"{_text.Place(0)}, padding", $"give positions 0 to {rows - 1}");
        }
        return new()
        {
            Name = _name,
            Source = _source,
            Heads = heads,
            HeadDim = headDim,
            Rows = rows,
            Pattern = pattern,
            Padding = _padding,
            Q = q.Numbers,
            K = Matrix("k").Numbers,
            V = Matrix("v").Numbers,
            GlobalQ = Optional("globalQ"),
            GlobalK = Optional("globalK"),
            GlobalV = Optional("globalV"),
            Expected = Optional("expected"),
            Tolerance = _tolerance,
        };
    }

    private int Given(int? number, string field) => number ?? throw Missing(field);

    private CaseMatrix Matrix(string field) => _matrices.TryGetValue(field, out CaseMatrix? matrix) ? matrix : throw Missing(field);

    private double[] Optional(string field) => _matrices.TryGetValue(field, out CaseMatrix? matrix) ? matrix.Numbers : [];

    private FaultException Missing(string field) => _text.WrongAtLine(0, field, "the field is missing", "add it");

    private string Text(in Utf8JsonReader json, string field)
    {
        if (json.TokenType != JsonTokenType.String)
            throw _text.Wrong(json, field, "this is no text", "put it in quotes");
        return json.GetString()!;
    }

    private int Number(in Utf8JsonReader json, string field, int least)
    {
        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt32(out int number))
            throw _text.Wrong(json, field, "this is not a whole number of 32 bits", "give a whole number");
        return number >= least
            ? number
            : throw _text.Wrong(json, field, $"{number} is too few", $"give {least} or more");
    }

    private int[] Positions(ref Utf8JsonReader json, string field)
    {
        if (json.TokenType == JsonTokenType.Null)
            return [];
        if (json.TokenType != JsonTokenType.StartArray)
            throw _text.Wrong(json, field, "this is no list", "give positions in square brackets");
        var positions = new List<int>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            positions.Add(Number(json, field, 0));
        return [.. positions];
    }
}
