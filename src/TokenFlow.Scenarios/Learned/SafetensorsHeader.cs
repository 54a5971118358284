using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using TokenFlow.Base.Faults;

namespace TokenFlow.Scenarios.Learned;

/// <summary>
/// The safetensors format, float32 alone: eight bytes with the header's length (little endian), a JSON header of names, types,
/// shapes and offsets, then the numbers without gaps. Files are users' files: every length is checked before it is believed.
/// </summary>
/// <param name="Tensors">In the order of their numbers in the file.</param>
/// <param name="Metadata">The header's own words, by name.</param>
public sealed record SafetensorsHeader(IReadOnlyList<SafetensorsEntry> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The longest header that is read, in bytes.</summary>
    public const int MostHeaderBytes = 1 << 16;

    /// <summary>The largest magnitude of a number that is read: products of larger ones leave float32.</summary>
    public const float MostMagnitude = 1e6f;

    private const string Remedy = "fetch the file again, or train it anew with 'tokenflow train'";
    private const string MetadataKey = "__metadata__";
    private const int LengthBytes = sizeof(ulong);
    private const int NumbersAtOnce = 16_384;

    /// <summary>Reads a header; the stream then stands at the first tensor's numbers.</summary>
    /// <param name="stream">The file, from its start.</param>
    /// <param name="where">Its name for messages.</param>
    /// <exception cref="FaultException">DocumentInvalid.</exception>
    public static SafetensorsHeader Read(Stream stream, string where)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> length = stackalloc byte[LengthBytes];
        Fill(stream, length, where);
        ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (bytes is < 2 or > MostHeaderBytes)
        {
            throw Invalid(where, $"its header would have {bytes:N0} bytes, and 2 to {MostHeaderBytes:N0} are read");
        }

        byte[] text = new byte[bytes];
        Fill(stream, text, where);
        try
        {
            // Told apart from JSON's own spaces, so that no other format passes for this one.
            using JsonDocument json = text[0] == (byte)'{'
                ? JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false })
                : throw Invalid(where, "its header is not a JSON object");
            return Parse(json.RootElement, where);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FaultException(FaultKind.DocumentInvalid, "not a safetensors file (its header is not valid JSON)", where, Remedy, e);
        }
    }

    /// <summary>Reads a tensor's numbers from where the stream stands.</summary>
    /// <exception cref="FaultException">DocumentInvalid: the file ends, or a number is none.</exception>
    public static void ReadNumbers(Stream stream, SafetensorsEntry entry, Span<float> numbers, string where)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(entry);
        byte[] buffer = new byte[Math.Min(numbers.Length, NumbersAtOnce) * sizeof(float)];
        for (int at = 0; at < numbers.Length; at += NumbersAtOnce)
        {
            Span<float> part = numbers.Slice(at, Math.Min(NumbersAtOnce, numbers.Length - at));
            Span<byte> bytes = buffer.AsSpan(0, part.Length * sizeof(float));
            Fill(stream, bytes, where);
            for (int i = 0; i < part.Length; i++)
            {
                part[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
                if (!(MathF.Abs(part[i]) <= MostMagnitude))
                {
                    throw Invalid(where, FormattableString.Invariant($"{entry.Name} has a number that cannot be used, {part[i]} at {at + i}"));
                }
            }
        }
    }

    /// <summary>Writes numbers.</summary>
    public static void WriteNumbers(Stream stream, ReadOnlySpan<float> numbers)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(numbers));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (float number in numbers)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, number);
            stream.Write(bytes);
        }
    }

    /// <summary>Writes the header; the tensors' numbers follow in its order.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            foreach ((string name, string value) in Metadata)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            foreach (SafetensorsEntry tensor in Tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (long dimension in tensor.Shape)
                {
                    json.WriteNumberValue(dimension);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(tensor.Begin);
                json.WriteNumberValue(tensor.End);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces, so that the numbers are aligned for readers that map the file.
        while (text.Length % LengthBytes != 0)
        {
            text.WriteByte((byte)' ');
        }

        Span<byte> length = stackalloc byte[LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        stream.Write(length);
        text.WriteTo(stream);
    }

    /// <summary>A word of the file as it may stand in a message: short, and without signs that steer a terminal.</summary>
    internal static string Shown(string word)
    {
        const int Most = 40;
        string start = word.Length > Most ? word[..Most] + "…" : word;
        return string.Concat(start.Select(sign => char.IsControl(sign) || char.IsSurrogate(sign) ? '?' : sign));
    }

    private static SafetensorsHeader Parse(JsonElement root, string where)
    {
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var tensors = new List<SafetensorsEntry>();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.Name != MetadataKey)
            {
                tensors.Add(ParseTensor(property.Name, property.Value, where));
                continue;
            }

            foreach (JsonProperty word in property.Value.EnumerateObject())
            {
                metadata.Add(word.Name, word.Value.GetString() ?? throw Invalid(where, $"its metadata's '{Shown(word.Name)}' is no text"));
            }
        }

        tensors.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        long at = 0;
        foreach (SafetensorsEntry tensor in tensors)
        {
            if (tensor.Begin != at)
            {
                throw Invalid(where, $"the numbers of '{Shown(tensor.Name)}' begin at byte {tensor.Begin}, not where those before them end, {at}");
            }

            at = tensor.End;
        }

        return new SafetensorsHeader(tensors, metadata);
    }

    private static SafetensorsEntry ParseTensor(string name, JsonElement tensor, string where)
    {
        long[] shape = [], offsets = [];
        string? type = null;
        foreach (JsonProperty field in tensor.EnumerateObject())
        {
            switch (field.Name)
            {
                case "dtype":
                    type = field.Value.GetString();
                    break;
                case "shape":
                    shape = Numbers(field.Value);
                    break;
                case "data_offsets":
                    offsets = Numbers(field.Value);
                    break;
                default:
                    throw Invalid(where, $"the tensor '{Shown(name)}' has a field '{Shown(field.Name)}' that is not known");
            }
        }

        if (type != "F32")
        {
            throw Invalid(where, $"the tensor '{Shown(name)}' is of type '{Shown(type ?? "")}', and F32 alone is read");
        }

        long bytes = sizeof(float);
        try
        {
            foreach (long dimension in shape)
            {
                bytes = checked(bytes * dimension);
            }
        }
        catch (OverflowException)
        {
            bytes = -1;
        }

        return shape.Length > 0 && bytes > 0 && offsets.Length == 2 && offsets[1] - offsets[0] == bytes
            ? new SafetensorsEntry(name, shape, offsets[0], offsets[1])
            : throw Invalid(where, $"the shape and the offsets of the tensor '{Shown(name)}' do not fit each other");
    }

    // Only whole numbers from 0 on; what is none of them makes the tensor unfit.
    private static long[] Numbers(JsonElement list) =>
        [.. list.EnumerateArray().Select(e => e.TryGetInt64(out long number) && number >= 0 ? number : throw new JsonException("not a whole number"))];

    private static void Fill(Stream stream, Span<byte> bytes, string where)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw Invalid(where, "the file ends too early");
        }
    }

    private static FaultException Invalid(string where, string what) => new(FaultKind.DocumentInvalid, what, where, Remedy);
}

/// <summary>A float32 tensor as a safetensors header names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions, row-major.</param>
/// <param name="Begin">Where its bytes begin, counted from the header's end.</param>
/// <param name="End">Where they end.</param>
public sealed record SafetensorsEntry(string Name, IReadOnlyList<long> Shape, long Begin, long End);
