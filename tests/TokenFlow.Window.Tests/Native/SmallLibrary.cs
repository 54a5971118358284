using System.Buffers.Binary;
using System.Text;

namespace TokenFlow.Window.Tests.Native;

/// <summary>Writes a shared library of a few hundred bytes: a name, two functions of libm, a version need of libm and one of libc.</summary>
internal sealed class SmallLibrary
{
    private const int Dynamic = 0x100, Needs = 0x200, Hash = 0x260, Versions = 0x290, Symbols = 0x2A0, Strings = 0x300, Length = 0x400;

    private readonly List<byte> _strings = [0];

    /// <summary>The functions that are asked for as GLIBC_2.38.</summary>
    public IReadOnlyList<string> Functions { get; init; } = ["fmod", "fmodf"];

    /// <summary>Whether it has a name at all.</summary>
    public bool HasName { get; init; } = true;

    /// <summary>Whether a third symbol's name is the tail of the library's.</summary>
    public bool SharesName { get; init; }

    /// <summary>Bytes from the first need to the second.</summary>
    public uint NextNeed { get; init; } = 32;

    /// <summary>The hashes of the two needs.</summary>
    public static uint[] HashesOf(byte[] bytes) =>
        [BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(Needs + 16)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(Needs + 48))];

    /// <summary>The file's bytes. Addresses are positions in the file.</summary>
    public byte[] Build()
    {
        byte[] bytes = new byte[Length];
        void Write16(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)value);
        void Write32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
        void Write64(int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), value);

        "\u007fELF"u8.CopyTo(bytes);
        (bytes[4], bytes[5]) = (2, 1);
        Write16(16, 3);
        Write64(0x20, 0x40);
        Write16(0x36, 56);
        Write16(0x38, 2);
        Segment(0x40, type: 1, at: 0, size: Length);
        Segment(0x78, type: 2, at: Dynamic, size: 0x100);

        uint soname = Text("libsmall.so.600"), libm = Text("libm.so.6"), libc = Text("libc.so.6");
        uint young = Text("GLIBC_2.38"), old = Text("GLIBC_2.2.5");

        // Two files with a version each: head (16 bytes), version (16 bytes).
        File(Needs, libm, hash: 0x069691b8, young, index: 3, next: NextNeed);
        File(Needs + 32, libc, hash: 0x09691a75, old, index: 2, next: 0);

        uint[] names = [.. Functions.Select(Text), SharesName ? soname + 3 : Text("open")];
        for (int i = 0; i < names.Length; i++)
        {
            Write32(Symbols + (24 * (i + 1)), names[i]);
            Write16(Versions + (2 * (i + 1)), i < Functions.Count ? 3 : 2);
        }

        // One empty bucket: nothing is exported, so the symbols end where the hashed ones would begin.
        Write32(Hash, 1);
        Write32(Hash + 4, (uint)names.Length + 1);
        Write32(Hash + 8, 1);

        int entry = Dynamic;
        Entry(1, libm);
        if (HasName)
        {
            Entry(14, soname);
        }

        Entry(5, Strings);
        Entry(6, Symbols);
        Entry(10, _strings.Count);
        Entry(0x6ffffef5, Hash);
        Entry(0x6ffffff0, Versions);
        Entry(0x6ffffffe, Needs);
        Entry(0x6fffffff, 2);
        _strings.ToArray().CopyTo(bytes, Strings);
        return bytes;

        void Segment(int header, uint type, long at, long size)
        {
            Write32(header, type);
            Write64(header + 8, at);
            Write64(header + 16, at);
            Write64(header + 32, size);
        }

        void File(int head, uint name, uint hash, uint version, int index, uint next)
        {
            Write16(head, 1);
            Write16(head + 2, 1);
            Write32(head + 4, name);
            Write32(head + 8, 16);
            Write32(head + 12, next);
            Write32(head + 16, hash);
            Write16(head + 22, index);
            Write32(head + 24, version);
        }

        void Entry(long tag, long value)
        {
            Write64(entry, tag);
            Write64(entry + 8, value);
            entry += 16;
        }
    }

    private uint Text(string text)
    {
        uint at = (uint)_strings.Count;
        _strings.AddRange(Encoding.ASCII.GetBytes(text));
        _strings.Add(0);
        return at;
    }
}
