using System.Text.Json.Nodes;
using TokenFlow.Attention.Patterns;
using TokenFlow.Base.Documents;
using TokenFlow.Base.Faults;

namespace TokenFlow.Attention.Cases;

/// <summary>
/// Reads one attention case. The bytes are bounded and every matrix is gathered as it is met, so memory is bounded by
/// the file's size whatever <c>heads</c>, <c>headDim</c> and <c>tokens</c> claim; shapes are compared afterwards.
/// </summary>
internal sealed class AttentionCaseReader
{
    // Written by programs, so nothing is let pass that is not JSON.
    private static readonly JsonDialect Dialect = new()
    {
        MaxDepth = 16,
        IsRelaxed = false,
        Matrices = ["q", "k", "v", "globalQ", "globalK", "globalV", "expected"],
        Place = (file, line, field) => field.Length == 0 ? $"{file}, line {line}" : $"{file}, line {line}, {JsonValues.Shorten(field)}",
        NotAnObject = ("a case is an object", "begin with {"),
        NotJson = broken => (
            broken.BytePositionInLine is long column ? $"this is not valid JSON (column {column + 1})" : "this is not valid JSON",
            "numbers must be finite, without NaN or Infinity"),
        NotUtf8 = ("a name or a text in it is not valid UTF-8", "write it anew"),
        Twice = _ => "the field is given twice",
    };

    private readonly string _file;
    private readonly JsonSource _source;
    private readonly JsonFields _fields;

    public AttentionCaseReader(Stream stream, string file)
    {
        _file = file;
        ReadOnlyMemory<byte> bytes = Load(stream, file);
        _source = bytes.Span is [] or [0xEF, 0xBB, 0xBF]
            ? throw new FaultException(FaultKind.DocumentInvalid, "the file is empty", file, "write an attention case")
            : JsonSource.Parse(file, bytes.Span, Dialect);
        _fields = new JsonFields(_source);
    }

    public AttentionCase Read()
    {
        string name = Text("name"), source = Text("source");
        int? heads = Number("heads"), headDim = Number("headDim"), tokens = Number("tokens");
        ulong seed = Seed();
        double tolerance = Tolerance();
        int[] padding = Padding();
        bool hasPattern = _fields.Has("pattern");
        if (hasPattern && _fields.Value("pattern") is not JsonObject)
        {
            throw _fields.Wrong("pattern", "a pattern is an object", "write {\"kind\": ...}");
        }

        foreach (string field in Dialect.Matrices.Where(field => _fields.Has(field) && field is "q" or "k" or "v"))
        {
            throw _fields.Wrong(field, "this is no matrix", "give a list of rows, a row a token");
        }

        if (_fields.Unasked.FirstOrDefault() is { } unknown)
        {
            throw _fields.Wrong(unknown, "a case has no such field", "take it out, or check its spelling");
        }

        (int h, int d, int n) = (heads ?? throw Missing("heads"), headDim ?? throw Missing("headDim"), tokens ?? throw Missing("tokens"));
        JsonMatrix q = hasPattern ? Matrix("q") : throw Missing("pattern");
        if (q.Rows > AttentionCase.MostRows)
        {
            throw Wrong(q, $"there are {q.Rows} rows", $"give at most {AttentionCase.MostRows}");
        }

        AttentionPattern pattern = Pattern(seed, h, q.Rows);
        if (q.Rows != n && q.Rows != (long)n + pattern.MemoryTokens)
        {
            throw Wrong(q, $"there are {q.Rows} rows for {n} tokens", "give one row a token");
        }

        CheckShapes((long)h * d, q.Rows);
        foreach (int token in padding)
        {
            if (token < 0 || token >= q.Rows)
            {
                throw new FaultException(FaultKind.OutOfRange, $"token {token} is outside a sequence of {q.Rows}", $"{_file}, padding", $"give positions 0 to {q.Rows - 1}");
            }
        }
        return new()
        {
            Name = name,
            Source = source,
            Heads = h,
            HeadDim = d,
            Rows = q.Rows,
            Pattern = pattern,
            Padding = padding,
            Q = q.Numbers,
            K = Matrix("k").Numbers,
            V = Matrix("v").Numbers,
            GlobalQ = Optional("globalQ"),
            GlobalK = Optional("globalK"),
            GlobalV = Optional("globalV"),
            Expected = Optional("expected"),
            Tolerance = tolerance,
        };
    }

    // To its end, and refused as soon as it is too long.
    private static ReadOnlyMemory<byte> Load(Stream stream, string file)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var bytes = new byte[stream.CanSeek && stream.Length < AttentionCase.MostBytes ? Math.Max(1, stream.Length + 1) : 1 << 16];
        int length = 0;
        while (stream.Read(bytes, length, bytes.Length - length) is > 0 and int read)
        {
            length += read;
            if (length > AttentionCase.MostBytes)
            {
                throw new FaultException(FaultKind.DocumentInvalid, $"the file is larger than {AttentionCase.MostBytes >> 20} MiB", file, "give a smaller case");
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(2L * length, AttentionCase.MostBytes + 1));
            }
        }
        return bytes.AsMemory(0, length);
    }

    private static FaultException Wrong(JsonMatrix matrix, string what, string remedy) => new(FaultKind.DocumentInvalid, what, matrix.Where, remedy);

    private FaultException Missing(string field) => new(FaultKind.DocumentInvalid, "the field is missing", $"{_file}, {field}", "add it");

    private JsonMatrix Matrix(string field) => _source.Matrices.TryGetValue(field, out JsonMatrix? matrix) ? matrix : throw Missing(field);

    private double[] Optional(string field) => _source.Matrices.TryGetValue(field, out JsonMatrix? matrix) ? matrix.Numbers : [];

    private AttentionPattern Pattern(ulong seed, int heads, int rows)
    {
        try
        {
            AttentionPattern pattern = PatternJson.Read(_fields.Value("pattern")!, defaultSeed: seed);
            pattern.Validate(rows);
            return pattern.Dilations.Count == 1 || pattern.Dilations.Count == heads
                ? pattern
                : throw new FaultException(FaultKind.OutOfRange, $"{pattern.Dilations.Count} dilations do not fit {heads} heads", "pattern.dilation", "give one number, or one a head");
        }
        catch (FaultException fault)
        {
            throw fault.At(Dialect.Place(_file, _source.LineOf("pattern"), ""));
        }
    }

    private void CheckShapes(long width, int rows)
    {
        foreach (JsonMatrix matrix in _source.Matrices.Values)
        {
            if (matrix.Width != width)
            {
                throw Wrong(matrix, $"a row has {matrix.Width} numbers, but heads times headDim is {width}", "make them agree");
            }

            if (matrix.Rows != rows)
            {
                throw Wrong(matrix, $"there are {matrix.Rows} rows, but q has {rows}", "give one row a token");
            }
        }
        if (_source.Matrices.Keys.Count(field => field.StartsWith("global", StringComparison.Ordinal)) is not (0 or 3))
        {
            throw new FaultException(FaultKind.DocumentInvalid, "globalQ, globalK and globalV go together", $"{_file}, globalQ", "give all three or none");
        }
    }

    private string Text(string field) => !_fields.Has(field) ? ""
        : JsonValues.IsText(_fields.Value(field), out string text) ? text
        : throw _fields.Wrong(field, "this is no text", "put it in quotes");

    private int? Number(string field) => _fields.Has(field) ? Whole(field, _fields.Value(field), 1) : null;

    private int Whole(string field, JsonNode? node, int least)
    {
        if (!JsonValues.IsWhole(node, out long number) || number != (int)number)
        {
            throw _fields.Wrong(field, "this is not a whole number of 32 bits", "give a whole number");
        }

        return number >= least ? (int)number : throw _fields.Wrong(field, $"{number} is too few", $"give {least} or more");
    }

    private ulong Seed() => !_fields.Has("seed") ? 0
        : JsonValues.IsSeed(_fields.Value("seed"), out ulong seed) ? seed
        : throw _fields.Wrong("seed", "this is no seed", "give a whole number, 0 or more");

    private double Tolerance()
    {
        if (!_fields.Has("tolerance"))
        {
            return 0;
        }

        (string What, string Remedy)? mistake = !JsonValues.IsNumber(_fields.Value("tolerance"), out double tolerance) ? JsonMatrix.NotNumber
            : float.IsFinite((float)tolerance) ? null : JsonMatrix.NotSingle;
        return mistake is { } m ? throw _fields.Wrong("tolerance", m.What, m.Remedy) : tolerance;
    }

    private int[] Padding() => _fields.Value("padding") switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => Whole("padding", item, 0))],
        _ => throw _fields.Wrong("padding", "this is no list", "give positions in square brackets"),
    };
}
