namespace Arch.Core;

/// <summary>Hands out the numbers of worlds; freed ones first in, first out.</summary>
internal static class WorldIds
{
    private static readonly Lock Gate = new();
    private static readonly Queue<int> Free = [];
    private static int _next;

    internal static int Take()
    {
        lock (Gate)
        {
            return Free.TryDequeue(out int id) ? id : _next++;
        }
    }

    internal static void Return(int id)
    {
        lock (Gate)
        {
            Free.Enqueue(id);
        }
    }
}
