using System.Buffers.Binary;

namespace TokenFlow.Recording.Films.Containers;

/// <summary>
/// The little of MP4's boxes (ISO/IEC 14496-12) that a film of fragments needs: each is a size, a name, and what they hold.
/// </summary>
internal static class Mp4Boxes
{
    /// <summary>Bytes of a box's size and name.</summary>
    public const int HeaderBytes = 8;

    /// <summary>Ticks of the video's clock a frame.</summary>
    public const int TicksPerFrame = 512;

    /// <summary>The longest box that is read. A frame of 16,384 x 8,192 is smaller by far.</summary>
    private const int MaxBytes = 1 << 30;

    private const uint FileType = 0x66747970; // ftyp
    private const uint Movie = 0x6D6F6F76; // moov
    private const uint Fragment = 0x6D6F6F66; // moof
    private const uint FragmentHeader = 0x6D666864; // mfhd
    private const uint Track = 0x74726166; // traf
    private const uint Time = 0x74666474; // tfdt
    private const uint Media = 0x6D646174; // mdat

    /// <summary>Reads the next box whole.</summary>
    /// <returns>Its bytes with the header; null at the end of the stream, also where it ends within the box.</returns>
    /// <exception cref="InvalidDataException">A size that no film of ours has.</exception>
    public static byte[]? Read(Stream stream)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            return null;
        }

        uint size = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (size is < HeaderBytes or > MaxBytes)
        {
            throw new InvalidDataException($"a box of {size} bytes");
        }

        byte[] box = new byte[size];
        header.CopyTo(box);
        return stream.ReadAtLeast(box.AsSpan(HeaderBytes), box.Length - HeaderBytes, throwOnEndOfStream: false) == box.Length - HeaderBytes ? box : null;
    }

    /// <summary>Whether a box belongs to the film's head.</summary>
    public static bool IsHead(ReadOnlySpan<byte> box) => NameOf(box) is FileType or Movie;

    /// <summary>Whether a box is the one that ends the head.</summary>
    public static bool EndsHead(ReadOnlySpan<byte> box) => NameOf(box) == Movie;

    /// <summary>Whether a box tells of the frame in the next one.</summary>
    public static bool IsFragment(ReadOnlySpan<byte> box) => NameOf(box) == Fragment;

    /// <summary>Whether a box holds a frame.</summary>
    public static bool IsMedia(ReadOnlySpan<byte> box) => NameOf(box) == Media;

    /// <summary>Gives a fragment of one frame its place in the film: number and time, as if all had come from one encoder.</summary>
    public static void Place(Span<byte> fragment, int frame)
    {
        foreach (Range child in Children(fragment))
        {
            Span<byte> box = fragment[child];
            if (NameOf(box) == FragmentHeader)
            {
                BinaryPrimitives.WriteUInt32BigEndian(box[12..], (uint)frame + 1);
            }
            else if (NameOf(box) == Track)
            {
                PlaceTrack(box, frame);
            }
        }
    }

    private static void PlaceTrack(Span<byte> track, int frame)
    {
        foreach (Range child in Children(track))
        {
            Span<byte> box = track[child];
            if (NameOf(box) != Time)
            {
                continue;
            }

            long time = (long)frame * TicksPerFrame;
            if (box[8] == 1)
            {
                BinaryPrimitives.WriteInt64BigEndian(box[12..], time);
            }
            else
            {
                BinaryPrimitives.WriteUInt32BigEndian(box[12..], checked((uint)time));
            }
        }
    }

    private static List<Range> Children(ReadOnlySpan<byte> box)
    {
        List<Range> children = [];
        for (int at = HeaderBytes; at + HeaderBytes <= box.Length;)
        {
            int size = BinaryPrimitives.ReadInt32BigEndian(box[at..]);
            if (size < HeaderBytes || size > box.Length - at)
            {
                throw new InvalidDataException($"a box of {size} bytes within one of {box.Length}");
            }

            children.Add(at..(at + size));
            at += size;
        }

        return children;
    }

    private static uint NameOf(ReadOnlySpan<byte> box) => BinaryPrimitives.ReadUInt32BigEndian(box[4..]);
}
