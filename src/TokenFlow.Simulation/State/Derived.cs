namespace TokenFlow.Simulation.State;

/// <summary>
/// A value that follows from the running layer: worked out when it is asked for and <see cref="FlowState.Revision"/> has moved
/// on since. Not thread-safe.
/// </summary>
/// <typeparam name="T">The value; where it is an object, the same one may be filled anew.</typeparam>
/// <param name="state">The layer.</param>
/// <param name="workOut">Works the value out.</param>
public sealed class Derived<T>(FlowState state, Func<T> workOut)
{
    private long _revision = -1;
    private T _value = default!;

    /// <summary>The value, of the layer as it is now.</summary>
    public T Value
    {
        get
        {
            if (_revision != state.Revision)
            {
                _value = workOut();
                _revision = state.Revision;
            }

            return _value;
        }
    }

    /// <summary>The value as it was worked out last, whatever has changed since; the default before the first time.</summary>
    public T Last => _value;
}
