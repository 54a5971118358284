using System.Runtime.ExceptionServices;

namespace TokenFlow.Base.Threading;

/// <summary>
/// A fixed team of threads that works through numbered items. The caller is one of the team; the others sleep
/// between runs, after waiting awake for a moment: runs often come in twos and threes, and waking takes longer. Items are claimed one at a time from a shared counter, so which thread does which item varies:
/// a body must write only what belongs to its item. With cached delegates a run allocates nothing.
/// </summary>
/// <remarks>One run at a time: calls from several threads queue up, a call from inside a body throws.</remarks>
public sealed class WorkerTeam : IDisposable
{
    // Some tens of microseconds awake: as long as going to sleep and waking up take.
    private const int Looks = 64;
    private const int SpinsALook = 20;

    private readonly Lock _entry = new();
    private readonly object _gate = new();
    private readonly Thread[] _others;
    private readonly Action<int, int> _plainBody;
    private readonly bool _spins;
    private Action<int>? _plain;
    private Action<int, int>? _body;
    private Exception? _failure;
    private int _failedItem;
    private int _items;
    private int _next;
    private int _busy;
    private long _run;
    private bool _ended;

    /// <param name="threads">How many threads work, the caller included; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is not in 1 to 1,024.</exception>
    public WorkerTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 1024);
        Threads = threads;
        // Where threads share processors, one that waits awake keeps another from working.
        _spins = threads <= Environment.ProcessorCount;
        _plainBody = (item, _) => _plain!(item);
        _others = new Thread[threads - 1];
        for (int i = 0; i < _others.Length; i++)
        {
            int worker = i + 1;
            _others[i] = new Thread(() => Work(worker)) { IsBackground = true, Name = $"TokenFlow worker {worker}" };
            _others[i].Start();
        }
    }

    /// <summary>How many threads work, the caller included.</summary>
    public int Threads { get; }

    /// <summary>Calls the body once for each item in [0, items) and returns when all are done.</summary>
    /// <param name="items">How many items there are.</param>
    /// <param name="body">Receives the item's number. Keep the delegate: making one allocates.</param>
    /// <exception cref="InvalidOperationException">Called from inside a body.</exception>
    public void Run(int items, Action<int> body)
    {
        lock (_entry)
        {
            ThrowIfInside();
            _plain = body;
            try
            {
                RunInside(items, _plainBody);
            }
            finally
            {
                _plain = null;
            }
        }
    }

    /// <summary>The same, telling the body also which of the <see cref="Threads"/> workers calls it, to pick its scratch memory.</summary>
    /// <param name="items">How many items there are.</param>
    /// <param name="body">Receives the item's number and the worker's, in [0, Threads).</param>
    /// <exception cref="InvalidOperationException">Called from inside a body.</exception>
    public void Run(int items, Action<int, int> body)
    {
        lock (_entry)
        {
            ThrowIfInside();
            RunInside(items, body);
        }
    }

    /// <summary>Ends the threads; waits until they are gone.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            Monitor.PulseAll(_gate);
        }
        foreach (Thread other in _others)
        {
            other.Join();
        }
    }

    private void ThrowIfInside()
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        if (_body is not null)
        {
            throw new InvalidOperationException("A body cannot run its own team.");
        }
    }

    private void RunInside(int items, Action<int, int> body)
    {
        if (items <= 0)
        {
            return;
        }

        _body = body;
        _items = items;
        _next = 0;
        _failure = null;
        bool together = _others.Length > 0 && items > 1;
        if (together)
        {
            lock (_gate)
            {
                _busy = _others.Length;
                _run++;
                Monitor.PulseAll(_gate);
            }
        }
        Claim(body, 0);
        if (together)
        {
            for (int look = 0; _spins && look < Looks && Volatile.Read(ref _busy) > 0; look++)
            {
                Thread.SpinWait(SpinsALook);
            }

            lock (_gate)
            {
                while (_busy > 0)
                {
                    Monitor.Wait(_gate);
                }
            }
        }
        _body = null;
        Exception? failure = _failure;
        _failure = null;
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void Work(int worker)
    {
        long seen = 0;
        while (true)
        {
            Action<int, int> body;
            for (int look = 0; _spins && look < Looks && Volatile.Read(ref _run) == seen && !Volatile.Read(ref _ended); look++)
            {
                Thread.SpinWait(SpinsALook);
            }

            lock (_gate)
            {
                while (_run == seen && !_ended)
                {
                    Monitor.Wait(_gate);
                }

                if (_ended)
                {
                    return;
                }

                seen = _run;
                body = _body!;
            }
            Claim(body, worker);
            lock (_gate)
            {
                if (--_busy == 0)
                {
                    Monitor.PulseAll(_gate);
                }
            }
        }
    }

    private void Claim(Action<int, int> body, int worker)
    {
        while (true)
        {
            int item = Interlocked.Increment(ref _next) - 1;
            if (item >= _items || item < 0)
            {
                return;
            }

            try
            {
                body(item, worker);
            }
#pragma warning disable CA1031 // It is rethrown on the caller's thread.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Remember(failure, item);
                return;
            }
        }
    }

    private void Remember(Exception failure, int item)
    {
        lock (_gate)
        {
            // Several may fail in one run: the lowest item's failure is told.
            if (_failure is null || item < _failedItem)
            {
                _failure = failure;
                _failedItem = item;
            }
            Volatile.Write(ref _next, _items);
        }
    }
}
