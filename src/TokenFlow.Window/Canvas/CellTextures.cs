using System.Runtime.InteropServices;
using Raylib_cs;

namespace TokenFlow.Window.Canvas;

/// <summary>Textures for grids of cells, kept from picture to picture: one of each size for each grid that a picture has.</summary>
internal sealed unsafe class CellTextures : IDisposable
{
    private readonly List<CellTexture> _cells = [];
    private int _used;

    /// <summary>Begins a picture: all textures are free again.</summary>
    public void Begin() => _used = 0;

    /// <summary>A texture of so many pixels that nobody else has in this picture.</summary>
    public Texture2D Take(int columns, int rows)
    {
        for (int i = _used; i < _cells.Count; i++)
        {
            if (_cells[i].Columns != columns || _cells[i].Rows != rows)
            {
                continue;
            }

            (_cells[i], _cells[_used]) = (_cells[_used], _cells[i]);
            return _cells[_used++].Texture;
        }

        // Sizes that nobody draws any more (a window being resized) do not pile up.
        const int MostUnused = 8;
        if (_cells.Count - _used >= MostUnused)
        {
            Raylib.UnloadTexture(_cells[^1].Texture);
            _cells.RemoveAt(_cells.Count - 1);
        }

        void* pixels = NativeMemory.AllocZeroed((nuint)columns * (nuint)rows, 4);
        Texture2D texture = Raylib.LoadTextureFromImage(new Image
        {
            Data = pixels,
            Width = columns,
            Height = rows,
            Mipmaps = 1,
            Format = PixelFormat.UncompressedR8G8B8A8,
        });
        NativeMemory.Free(pixels);
        Raylib.SetTextureFilter(texture, TextureFilter.Point);
        _cells.Insert(_used, new CellTexture(columns, rows, texture));
        _used++;
        return texture;
    }

    public void Dispose()
    {
        foreach (CellTexture cells in _cells)
        {
            Raylib.UnloadTexture(cells.Texture);
        }
    }

    private readonly record struct CellTexture(int Columns, int Rows, Texture2D Texture);
}
