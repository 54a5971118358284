namespace TokenFlow.Recording.Films.Containers;

/// <summary>
/// A film as MP4 fragments, one a frame, in a file that plays after every one of them. Takes what an encoder writes and puts
/// whole frames at the end; what was cut off by an earlier end is cleared away first.
/// </summary>
internal sealed class FragmentFile
{
    private readonly Stream _file;
    private readonly byte[] _head;
    private long _length;

    /// <param name="file">The file; what it holds of a film is gone on with.</param>
    public FragmentFile(Stream file)
    {
        _file = file;
        file.Position = 0;
        (_head, _length, Frames) = Survey(file);
        if (Frames == 0)
        {
            _head = [];
            _length = 0;
        }

        FirstFrame = Frames;
        file.SetLength(_length);
    }

    /// <summary>Whole frames in the file.</summary>
    public int Frames { get; private set; }

    /// <summary>Frames that were there from the start.</summary>
    public int FirstFrame { get; }

    /// <summary>Adds what comes out of an encoder until it ends.</summary>
    /// <param name="encoded">The encoder's output.</param>
    /// <param name="added">Called after every frame.</param>
    /// <exception cref="IOException">The file cannot be written; it ends with its last whole frame.</exception>
    /// <exception cref="InvalidDataException">The encoder's output is no film, or none that goes with what is there.</exception>
    public void AddAll(Stream encoded, Action added)
    {
        using MemoryStream head = new();
        byte[]? fragment = null;
        while (Mp4Boxes.Read(encoded) is { } box)
        {
            if (Mp4Boxes.IsHead(box))
            {
                head.Write(box);
                if (Mp4Boxes.EndsHead(box))
                {
                    Begin(head.ToArray());
                }
            }
            else if (Mp4Boxes.IsFragment(box))
            {
                fragment = box;
            }
            else if (Mp4Boxes.IsMedia(box) && fragment is not null)
            {
                Mp4Boxes.Place(fragment, Frames);
                Put([.. fragment, .. box]);
                fragment = null;
                Frames++;
                added();
            }
        }
    }

    private static (byte[] Head, long Length, int Frames) Survey(Stream file)
    {
        using MemoryStream head = new();
        long at = 0, whole = 0;
        int frames = 0;
        bool isWithin = false;
        try
        {
            while (Mp4Boxes.Read(file) is { } box)
            {
                at += box.Length;
                if (Mp4Boxes.IsHead(box))
                {
                    head.Write(box);
                }
                else if (Mp4Boxes.IsFragment(box))
                {
                    isWithin = true;
                }
                else if (Mp4Boxes.IsMedia(box) && isWithin)
                {
                    isWithin = false;
                    whole = at;
                    frames++;
                }
            }
        }
        catch (InvalidDataException)
        {
            // What follows the last whole frame is no film any more.
        }

        return (head.ToArray(), whole, frames);
    }

    private void Begin(byte[] head)
    {
        if (_head.Length == 0)
        {
            Put(head);
        }
        else if (!head.AsSpan().SequenceEqual(_head))
        {
            throw new InvalidDataException("this ffmpeg encodes otherwise than the one that began the film");
        }
    }

    private void Put(byte[] bytes)
    {
        try
        {
            _file.Position = _length;
            _file.Write(bytes);
            _length += bytes.Length;
        }
        catch (IOException)
        {
            // Part of a frame is worse than none.
            _file.SetLength(_length);
            throw;
        }
    }
}
