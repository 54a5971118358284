using Google.Protobuf;

namespace TokenFlow.Benchmarks.SideBySide;

/// <summary>
/// A model file of one node, com.microsoft's MultiHeadAttention, written field by field. The numbers are the field
/// numbers of onnx.proto (ONNX IR version 8).
/// </summary>
internal static class OnnxModel
{
    private const int Float32 = 1;
    private const int IrVersion = 8;
    private const int OnnxOpset = 17;
    private const int IntAttribute = 2;
    private const int FloatAttribute = 1;

    /// <summary>The model: query, key, value of [1][tokens][heads * headDim], and with <paramref name="masked"/> attention_bias of [1][1][tokens][tokens].</summary>
    public static byte[] MultiHeadAttention(int tokens, int heads, int headDim, float scale, bool masked)
    {
        long width = (long)heads * headDim;
        string[] inputs = masked ? ["query", "key", "value", "", "", "bias"] : ["query", "key", "value"];
        byte[] node = Message(m =>
        {
            foreach (string input in inputs)
            {
                Text(m, 1, input);
            }

            Text(m, 2, "output");
            Text(m, 3, "attention");
            Text(m, 4, "MultiHeadAttention");
            Bytes(m, 5, Message(a =>
            {
                Text(a, 1, "num_heads");
                Number(a, 3, heads);
                Number(a, 20, IntAttribute);
            }));
            Bytes(m, 5, Message(a =>
            {
                Text(a, 1, "scale");
                a.WriteTag(2, WireFormat.WireType.Fixed32);
                a.WriteFloat(scale);
                Number(a, 20, FloatAttribute);
            }));
            Text(m, 7, "com.microsoft");
        });
        byte[] graph = Message(m =>
        {
            Bytes(m, 1, node);
            Text(m, 2, "attention");
            Bytes(m, 11, Tensor("query", 1, tokens, width));
            Bytes(m, 11, Tensor("key", 1, tokens, width));
            Bytes(m, 11, Tensor("value", 1, tokens, width));
            if (masked)
            {
                Bytes(m, 11, Tensor("bias", 1, 1, tokens, tokens));
            }

            Bytes(m, 12, Tensor("output", 1, tokens, width));
        });
        return Message(m =>
        {
            Number(m, 1, IrVersion);
            Text(m, 2, "TokenFlow");
            Bytes(m, 7, graph);
            Bytes(m, 8, Opset("", OnnxOpset));
            Bytes(m, 8, Opset("com.microsoft", 1));
        });
    }

    private static byte[] Opset(string domain, long version) => Message(m =>
    {
        Text(m, 1, domain);
        Number(m, 2, version);
    });

    private static byte[] Tensor(string name, params long[] shape)
    {
        byte[] dimensions = Message(m =>
        {
            foreach (long size in shape)
            {
                Bytes(m, 1, Message(d => Number(d, 1, size)));
            }
        });
        byte[] tensor = Message(m =>
        {
            Number(m, 1, Float32);
            Bytes(m, 2, dimensions);
        });
        return Message(m =>
        {
            Text(m, 1, name);
            Bytes(m, 2, Message(t => Bytes(t, 1, tensor)));
        });
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var buffer = new MemoryStream();
        using (var stream = new CodedOutputStream(buffer, leaveOpen: true))
        {
            write(stream);
        }

        return buffer.ToArray();
    }

    private static void Text(CodedOutputStream stream, int field, string text)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteString(text);
    }

    private static void Bytes(CodedOutputStream stream, int field, byte[] message)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteBytes(ByteString.CopyFrom(message));
    }

    private static void Number(CodedOutputStream stream, int field, long number)
    {
        stream.WriteTag(field, WireFormat.WireType.Varint);
        stream.WriteInt64(number);
    }
}
