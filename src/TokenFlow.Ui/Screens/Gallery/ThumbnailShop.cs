namespace TokenFlow.Ui.Screens.Gallery;

/// <summary>
/// Sees to the thumbnails' runs: one job at a time builds what is seen and not built yet, or lets those that are seen go on.
/// Away from the picture's thread, so that the gallery opens at once and scrolls smoothly; in a stepped run at once, so that
/// what is seen depends on nothing but the number of ticks.
/// </summary>
/// <param name="isStepped">Whether the run is stepped.</param>
internal sealed class ThumbnailShop(bool isStepped) : IDisposable
{
    // Tokens that one job moves on; a large run is a job of its own, and comes rarely.
    private const int Budget = 1_600;
    private const int LargeEvery = 24;

    // Runs kept; those that are out of sight go first.
    private const int MostBuilt = 24;

    private readonly List<(Thumbnail Thumbnail, int Frames)> _work = [];
    private Task _job = Task.CompletedTask;
    private int _turn;

    /// <summary>Takes over what is done, and gives the next job.</summary>
    /// <param name="all">All thumbnails.</param>
    /// <param name="isSeen">Which of them are to be seen.</param>
    /// <param name="ticks">Ticks that have passed.</param>
    public void Update(IReadOnlyList<Thumbnail> all, Func<int, bool> isSeen, int ticks)
    {
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i].IsBuilt && isSeen(i))
            {
                all[i].Due += ticks;
            }
        }

        if (!_job.IsCompleted)
        {
            return;
        }

        Finish();
        Choose(all, isSeen);
        DropSome(all, isSeen);
        if (_work.Count == 0)
        {
            return;
        }

        if (isStepped)
        {
            Run();
            Finish();
            return;
        }

        _job = Task.Run(Run);
    }

    /// <summary>Waits for the job.</summary>
    public void Dispose() => Finish();

    private void Run()
    {
        foreach ((Thumbnail thumbnail, int frames) in _work)
        {
            thumbnail.Work(frames);
        }
    }

    private void Finish()
    {
        // A bug of ours in a job is thrown here.
        _job.GetAwaiter().GetResult();
        _job = Task.CompletedTask;
        foreach ((Thumbnail thumbnail, _) in _work)
        {
            thumbnail.Show();
        }

        _work.Clear();
    }

    private void Choose(IReadOnlyList<Thumbnail> all, Func<int, bool> isSeen)
    {
        for (int i = 0; i < all.Count; i++)
        {
            if (isSeen(i) && !all[i].IsBuilt && all[i].Fault is null)
            {
                _work.Add((all[i], 0));
                return;
            }
        }

        int tokens = 0;
        for (int k = 0; k < all.Count && tokens < Budget; k++)
        {
            int i = (_turn + k) % all.Count;
            Thumbnail one = all[i];
            bool isLarge = one.Tokens > Budget;
            if (!isSeen(i) || !one.IsBuilt || one.Due < (isLarge ? LargeEvery : 1) || (isLarge && tokens > 0))
            {
                continue;
            }

            tokens += one.Tokens;
            _work.Add((one, one.Due));
            one.Due = 0;
            if (tokens >= Budget)
            {
                _turn = (i + 1) % all.Count;
            }
        }
    }

    private static void DropSome(IReadOnlyList<Thumbnail> all, Func<int, bool> isSeen)
    {
        int built = 0;
        for (int i = 0; i < all.Count; i++)
        {
            built += all[i].IsBuilt ? 1 : 0;
        }

        for (int i = 0; i < all.Count && built > MostBuilt; i++)
        {
            if (all[i].IsBuilt && !isSeen(i))
            {
                all[i].Drop();
                built--;
            }
        }
    }
}
