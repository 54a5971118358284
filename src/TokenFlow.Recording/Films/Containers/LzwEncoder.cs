using System.Buffers;

namespace TokenFlow.Recording.Films.Containers;

/// <summary>
/// GIF's variable-length Lempel-Ziv-Welch code (GIF89a specification, appendix F). Keeps its tables between images;
/// belongs to one thread at a time.
/// </summary>
internal sealed class LzwEncoder
{
    private const int MaxCodes = 4096;
    private const int TableSize = 1 << 14;

    private readonly int[] _keys = new int[TableSize];
    private readonly ushort[] _codes = new ushort[TableSize];
    private readonly byte[] _block = new byte[256];
    private int _blockLength;
    private uint _bits;
    private int _bitCount;

    /// <summary>Writes an image's data: the minimum code size, then sub-blocks, then the empty block that ends them.</summary>
    /// <param name="indices">The colour of every pixel, row by row, each below 2^<paramref name="codeSize"/>.</param>
    /// <param name="codeSize">Bits of a colour index, 2 to 8.</param>
    /// <param name="to">Where to write.</param>
    public void Encode(ReadOnlySpan<byte> indices, int codeSize, IBufferWriter<byte> to)
    {
        to.Write([(byte)codeSize]);
        _bits = 0;
        _bitCount = 0;
        _blockLength = 0;
        int clear = 1 << codeSize;
        int width = codeSize + 1;
        int next = clear + 2;
        Array.Fill(_keys, -1);
        Emit(clear, width, to);
        int prefix = indices[0];
        foreach (byte index in indices[1..])
        {
            int key = (prefix << 8) | index;
            int slot = (int)((uint)key * 2654435761u >> 18);
            while (_keys[slot] != key && _keys[slot] >= 0)
            {
                slot = (slot + 1) & (TableSize - 1);
            }

            if (_keys[slot] == key)
            {
                prefix = _codes[slot];
                continue;
            }

            Emit(prefix, width, to);
            prefix = index;
            if (next == MaxCodes)
            {
                Emit(clear, width, to);
                Array.Fill(_keys, -1);
                width = codeSize + 1;
                next = clear + 2;
                continue;
            }

            // The decoder learns a code one step later than we do: widen when it will meet the first of the new width.
            if (next == 1 << width)
            {
                width++;
            }

            _keys[slot] = key;
            _codes[slot] = (ushort)next++;
        }

        Emit(prefix, width, to);

        // The decoder adds a code of its own for the last prefix, which may widen what it reads next.
        if (next == 1 << width && width < 12)
        {
            width++;
        }

        Emit(clear + 1, width, to);
        if (_bitCount > 0)
        {
            Put((byte)_bits, to);
        }

        FlushBlock(to);
        to.Write([(byte)0]);
    }

    private void Emit(int code, int width, IBufferWriter<byte> to)
    {
        _bits |= (uint)code << _bitCount;
        _bitCount += width;
        while (_bitCount >= 8)
        {
            Put((byte)_bits, to);
            _bits >>= 8;
            _bitCount -= 8;
        }
    }

    private void Put(byte value, IBufferWriter<byte> to)
    {
        _block[1 + _blockLength++] = value;
        if (_blockLength == 255)
        {
            FlushBlock(to);
        }
    }

    private void FlushBlock(IBufferWriter<byte> to)
    {
        if (_blockLength == 0)
        {
            return;
        }

        _block[0] = (byte)_blockLength;
        to.Write(_block.AsSpan(0, _blockLength + 1));
        _blockLength = 0;
    }
}
