using TokenFlow.Base.Faults;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Time;

namespace TokenFlow.Scenarios.Capacity;

/// <summary>
/// Turns a scenario's keyframes into edits: between two keys of a limit it moves steadily in its logarithm, and every frame in
/// which its value changes gets an edit. Counts, slots and ranks are rounded to whole numbers, bits to three digits.
/// </summary>
internal static class CapacityMotion
{
    /// <summary>The most edits that keyframes may come to.</summary>
    public const int MostEdits = 5_000;

    /// <summary>The edits, ascending in their frames; those of a frame in the order count, slots, rank, bits.</summary>
    /// <param name="capacity">The keys, ascending in time.</param>
    /// <param name="clock">The run's time; keys beyond its end have no effect.</param>
    /// <exception cref="FaultException">There are too many edits, or a count moves hubs that are matched by a text.</exception>
    public static List<ScheduledEdit> Edits(CapacitySpec capacity, LayerClock clock)
    {
        var edits = new List<ScheduledEdit>();
        HubPlacement place = capacity.Place;
        if (place == HubPlacement.Match && capacity.Keyframes.Any(k => k.Count is not null))
        {
            throw new FaultException(FaultKind.OutOfRange, "a count moves hubs that are matched by a text", "capacity.keyframes", "place them at the start or spread");
        }

        Move(k => k.Count, Math.Round, v => new SetHubCountEdit((int)v, place));
        Move(k => k.Slots, Math.Round, v => new SetSlotsEdit((int)v));
        Move(k => k.Rank, Math.Round, v => new SetRankEdit((int)v));
        Move(k => k.Bits, ThreeDigits, v => new SetBitsEdit(v));
        return [.. edits.OrderBy(e => e.Frame)];

        void Move(Func<CapacityKey, double?> field, Func<double, double> rounded, Func<double, Edit> edit)
        {
            (long Frame, double Seconds, double Value)[] keys =
                [.. capacity.Keyframes.Where(k => field(k) is not null).Select(k => (clock.FrameAt(k.Seconds), k.Seconds, field(k)!.Value))];
            double? now = null;
            for (int k = 0; k < keys.Length; k++)
            {
                // The key's own value is exact, whatever it is rounded to on the way.
                Set(keys[k].Frame, keys[k].Value);
                long end = k + 1 < keys.Length ? Math.Min(keys[k + 1].Frame, clock.EndFrame) : 0;
                for (long frame = keys[k].Frame + 1; frame < end; frame++)
                {
                    double share = (double)(frame - keys[k].Frame) / (keys[k + 1].Frame - keys[k].Frame);
                    Set(frame, rounded(keys[k].Value * Math.Pow(keys[k + 1].Value / keys[k].Value, share)));
                }
            }

            void Set(long frame, double value)
            {
                if (value == now || frame >= clock.EndFrame)
                {
                    return;
                }

                now = value;
                edits.Add(new ScheduledEdit(frame, edit(value)));
                if (edits.Count > MostEdits)
                {
                    throw new FaultException(
                        FaultKind.OutOfRange, $"the keyframes come to more than {MostEdits:N0} edits", "capacity.keyframes", "let them move in less time, or over fewer values");
                }
            }
        }
    }

    private static double ThreeDigits(double value)
    {
        // A power of ten below 1 has no exact double, its reciprocal has.
        int digits = 2 - (int)Math.Floor(Math.Log10(value));
        double power = Math.Pow(10, Math.Abs(digits));
        double rounded = digits >= 0 ? Math.Round(value * power) / power : Math.Round(value / power) * power;
        return Math.Clamp(rounded, HubLimits.LeastBits, HubLimits.MostBits);
    }
}
