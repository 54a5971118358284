using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Simulation.State;

/// <summary>
/// One number for the whole state of a frame: time, knobs, the layer's start and what the kernel made of it. Two runs with
/// equal hashes in every frame are the same run.
/// </summary>
internal sealed class StateHasher
{
    private readonly FlowState _state;
    private readonly XxHash3 _hash = new();
    private readonly byte[] _head = new byte[24];

    public StateHasher(FlowState state) => _state = state;

    public ulong Hash(in StepContext context)
    {
        _hash.Reset();
        BinaryPrimitives.WriteInt64LittleEndian(_head, context.Frame);
        BinaryPrimitives.WriteInt64LittleEndian(_head.AsSpan(8), context.Layer);
        BinaryPrimitives.WriteUInt64LittleEndian(_head.AsSpan(16), _state.KnobsHash);
        _hash.Append(_head);
        _hash.Append(MemoryMarshal.AsBytes<float>(_state.Start.Values));
        _hash.Append(MemoryMarshal.AsBytes<float>(_state.Start.Dye));
        foreach (int[] arrival in _state.Start.Arrival)
        {
            _hash.Append(MemoryMarshal.AsBytes<int>(arrival));
        }

        // A drop in the first layer is all in the dye and its arrival.
        for (int t = 0; t < _state.Start.Drops.Length; t++)
        {
            DyeDrop drop = _state.Start.Drops[t];
            if (drop.Layer > 0)
            {
                BinaryPrimitives.WriteInt64LittleEndian(_head, t);
                BinaryPrimitives.WriteInt64LittleEndian(_head.AsSpan(8), drop.Layer);
                BinaryPrimitives.WriteInt64LittleEndian(_head.AsSpan(16), drop.Token);
                _hash.Append(_head);
            }
        }

        if (_state.Start.Refused.AsSpan().ContainsAnyExcept(0.0))
        {
            _hash.Append(MemoryMarshal.AsBytes<double>(_state.Start.Refused));
        }

        // A finished run has no running layer, and what the kernel last computed is no part of its state.
        if (!context.IsFinished)
        {
            _hash.Append(MemoryMarshal.AsBytes<float>(_state.Output));
            _hash.Append(MemoryMarshal.AsBytes<float>(_state.DyeOutput));
            _hash.Append(MemoryMarshal.AsBytes<float>(_state.LogSumExp));
        }

        return _hash.GetCurrentHashAsUInt64();
    }
}
