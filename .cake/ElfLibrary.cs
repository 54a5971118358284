#nullable enable
#pragma warning disable CA1050 // A script's types have no namespace; tests compile this file too.

using System.Buffers.Binary;
using System.Text;

/// <summary>
/// A copy of a Linux shared library whose dynamic table is edited in place: no byte moves, so that every address in the
/// file stays true. Refuses whatever it does not know to be safe.
/// </summary>
public sealed class ElfLibrary
{
    private const int NeededTag = 1, StringsTag = 5, SymbolsTag = 6, StringsSizeTag = 10, SonameTag = 14, RpathTag = 15, RunpathTag = 29;
    private const int VersionsTag = 0x6ffffff0, NeedsTag = 0x6ffffffe, NeedCountTag = 0x6fffffff, GnuHashTag = 0x6ffffef5;
    private const int DynamicEntrySize = 16, SymbolSize = 24;

    private readonly byte[] _bytes;
    private readonly List<(long Address, long Offset, long Size)> _segments = [];
    private readonly List<(long Tag, long Value, int At)> _dynamic = [];
    private readonly int _strings;
    private readonly int _stringsSize;

    /// <summary>Takes a library's bytes; they are edited in place.</summary>
    /// <exception cref="InvalidDataException">They are not a 64-bit little-endian shared library.</exception>
    public ElfLibrary(byte[] bytes)
    {
        _bytes = bytes;
        Require(bytes.Length >= 64 && bytes.AsSpan(0, 4).SequenceEqual("\u007fELF"u8), "it is no ELF file");
        Require(bytes[4] == 2 && bytes[5] == 1 && UInt16(16) == 3, "it is no 64-bit little-endian shared library");

        (long Offset, long Size) table = default;
        int headers = Position(Int64(0x20)), headerSize = UInt16(0x36), count = UInt16(0x38);
        for (int i = 0; i < count; i++)
        {
            int at = headers + (i * headerSize);
            if (UInt32(at) == 1)
            {
                _segments.Add((Int64(at + 16), Int64(at + 8), Int64(at + 32)));
            }

            if (UInt32(at) == 2)
            {
                table = (Int64(at + 8), Int64(at + 32));
            }
        }

        for (long at = table.Offset; at + DynamicEntrySize <= table.Offset + table.Size; at += DynamicEntrySize)
        {
            int entry = Position(at);
            long tag = Int64(entry);
            if (tag == 0)
            {
                break;
            }

            _dynamic.Add((tag, Int64(entry + 8), entry));
        }

        _strings = FilePosition(Value(StringsTag));
        _stringsSize = Position(Value(StringsSizeTag));
    }

    /// <summary>The versions of other libraries that it asks for, as ("libm.so.6", "GLIBC_2.38").</summary>
    public IReadOnlyList<(string File, string Version)> Needs => Versions().Select(need => (need.File, need.Version)).ToList();

    /// <summary>Where it looks for the libraries it needs, before the system's folders; null for nowhere.</summary>
    public string? SearchPath => Find(RunpathTag) is { } entry ? Text(entry.Value) : null;

    /// <summary>
    /// Asks another library for an older version of some functions: of those that the newer version changed in nothing
    /// that the caller could miss. What else would be asked for in the newer version makes the edit refused.
    /// </summary>
    /// <param name="file">The library that has them, as "libm.so.6".</param>
    /// <param name="from">The version that is asked for.</param>
    /// <param name="to">The version to ask for; the library must ask for it somewhere already.</param>
    /// <param name="functions">The functions for which that is known to be right.</param>
    /// <exception cref="InvalidDataException">The library is not as expected.</exception>
    public void AskForOlder(string file, string from, string to, IReadOnlyCollection<string> functions)
    {
        List<Need> needs = Versions();
        Need need = needs.SingleOrDefault(candidate => candidate.File == file && candidate.Version == from)
            ?? throw new InvalidDataException($"it does not ask {file} for {from}");
        Need older = needs.FirstOrDefault(candidate => candidate.Version == to)
            ?? throw new InvalidDataException($"it does not ask for {to} anywhere");

        // The loader finds versions by this index, so the functions that bear it are those that ask for the version.
        int versions = FilePosition(Value(VersionsTag));
        foreach (int symbol in Symbols().Where(symbol => (UInt16(versions + (2 * symbol)) & 0x7fff) == need.Index))
        {
            string name = Text(SymbolName(symbol));
            Require(functions.Contains(name), $"{name} is asked for as {from}, and nobody has checked that {to} will do");
        }

        Write32(need.At, older.Hash);
        Write32(need.At + 8, older.Name);
    }

    /// <summary>
    /// Makes it look for the libraries it needs in its own folder first. The search path takes the place of the
    /// library's own name, which nobody asks for when it is loaded by its path.
    /// </summary>
    /// <exception cref="InvalidDataException">The library is not as expected.</exception>
    public void LookBesideItself()
    {
        Require(Find(RunpathTag) is null && Find(RpathTag) is null, "it has a search path already");
        (long Tag, long Value, int At) soname = Find(SonameTag) ?? throw new InvalidDataException("it has no name to put the search path in place of");
        int slot = Position(soname.Value), length = Text(soname.Value).Length;
        byte[] path = Encoding.ASCII.GetBytes("$ORIGIN\0");
        Require(path.Length <= length + 1, "its name is too short for the search path");

        // Linkers let a string end in the middle of another's tail.
        Require(slot > 0 && _bytes[_strings + slot - 1] == 0, "its name is the tail of another string");
        IEnumerable<long> others = _dynamic.Where(entry => entry.Tag is NeededTag).Select(entry => entry.Value)
            .Concat(Versions().SelectMany(need => new long[] { need.Name, need.FileName }))
            .Concat(Symbols().Select(SymbolName));
        Require(!others.Any(other => other >= slot && other <= slot + length), "its name is part of another string");
        Require(!_dynamic.Any(entry => entry.Tag is 0x6ffffffc), "it defines versions, which may use its name");

        path.CopyTo(_bytes.AsSpan(_strings + slot));
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(soname.At), RunpathTag);
        _dynamic[_dynamic.IndexOf(soname)] = soname with { Tag = RunpathTag };
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidDataException(otherwise);
        }
    }

    private List<Need> Versions()
    {
        var needs = new List<Need>();
        if (Find(NeedsTag) is not { } first)
        {
            return needs;
        }

        int at = FilePosition(first.Value);
        for (long left = Value(NeedCountTag); left > 0; left--)
        {
            uint file = UInt32(at + 4);
            int version = at + Next(at + 8);
            for (int remaining = UInt16(at + 2); remaining > 0; remaining--)
            {
                uint name = UInt32(version + 8);
                needs.Add(new Need(Text(file), Text(name), version, file, name, UInt32(version), UInt16(version + 6)));
                if (remaining > 1)
                {
                    version += Next(version + 12);
                }
            }

            if (left > 1)
            {
                at += Next(at + 12);
            }
        }

        return needs;
    }

    // Steps go forward alone, so that a damaged list ends with the file.
    private int Next(int at)
    {
        int step = Position(UInt32(at));
        Require(step >= 16, "a list of versions runs in circles");
        return step;
    }

    // The table of symbols does not say how long it is; the hash table, which chains all that are exported, does.
    private IEnumerable<int> Symbols()
    {
        int hash = FilePosition(Value(GnuHashTag));
        int buckets = Position(UInt32(hash)), firstHashed = Position(UInt32(hash + 4)), bloom = Position(UInt32(hash + 8));
        int bucketsAt = checked(hash + 16 + (8 * bloom)), chains = checked(bucketsAt + (4 * buckets));
        int last = firstHashed - 1;
        for (int i = 0; i < buckets; i++)
        {
            last = Math.Max(last, Position(UInt32(bucketsAt + (4 * i))));
        }

        if (last >= firstHashed)
        {
            while ((UInt32(chains + (4 * (last - firstHashed))) & 1) == 0)
            {
                last++;
            }
        }

        return Enumerable.Range(1, Math.Max(0, last));
    }

    private long SymbolName(int symbol) => UInt32(FilePosition(Value(SymbolsTag)) + (symbol * SymbolSize));

    private (long Tag, long Value, int At)? Find(long tag)
    {
        int at = _dynamic.FindIndex(entry => entry.Tag == tag);
        return at < 0 ? null : _dynamic[at];
    }

    private long Value(long tag) => Find(tag)?.Value ?? throw new InvalidDataException($"its dynamic table lacks entry {tag:x}");

    private string Text(long offset)
    {
        Require(offset >= 0 && offset < _stringsSize && _strings + _stringsSize <= _bytes.Length, "a string lies outside its table");
        ReadOnlySpan<byte> rest = _bytes.AsSpan(_strings, _stringsSize)[(int)offset..];
        int end = rest.IndexOf((byte)0);
        Require(end >= 0, "a string does not end");
        return Encoding.ASCII.GetString(rest[..end]);
    }

    private int FilePosition(long address)
    {
        foreach ((long start, long offset, long size) in _segments)
        {
            if (address >= start && address < start + size)
            {
                return Position(offset + address - start);
            }
        }

        throw new InvalidDataException("an address lies outside the file");
    }

    private int Position(long value)
    {
        Require(value >= 0 && value <= _bytes.Length, "a position lies outside the file");
        return (int)value;
    }

    private ReadOnlySpan<byte> At(int at, int size)
    {
        Require(at >= 0 && at <= _bytes.Length - size, "a position lies outside the file");
        return _bytes.AsSpan(at, size);
    }

    private ushort UInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(At(at, 2));

    private uint UInt32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(At(at, 4));

    private long Int64(int at) => BinaryPrimitives.ReadInt64LittleEndian(At(at, 8));

    private void Write32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(at), value);

    private sealed record Need(string File, string Version, int At, uint FileName, uint Name, uint Hash, int Index);
}
