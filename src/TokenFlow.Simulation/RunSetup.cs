using TokenFlow.Base.Faults;
using TokenFlow.Base.Threading;
using TokenFlow.Simulation.Edits;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Simulation.Systems;
using TokenFlow.Simulation.Time;
using TokenFlow.Simulation.Traffic;
using TokenFlow.Simulation.Weights;

namespace TokenFlow.Simulation;

/// <summary>All that a run starts from, laid out and checked: tokens, time, knobs and numbers. It names no file.</summary>
public sealed record RunSetup
{
    /// <summary>What stays the same through the run.</summary>
    public required Subject Subject { get; init; }

    /// <summary>The run's time.</summary>
    public required LayerClock Clock { get; init; }

    /// <summary>Dimensions a head.</summary>
    public required int HeadDim { get; init; }

    /// <summary>The seed of everything random in the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>[tokens] what each token is.</summary>
    public required IReadOnlyList<TokenRole> Roles { get; init; }

    /// <summary>[tracers] the tokens where dye falls.</summary>
    public required IReadOnlyList<int> Origins { get; init; }

    /// <summary>[tracers] their names.</summary>
    public required IReadOnlyList<string> TracerNames { get; init; }

    /// <summary>[heads][tokens][headDim] what the first layer starts from.</summary>
    public required float[] Values { get; init; }

    /// <summary>Whether global rows have projections of their own.</summary>
    public required bool SeparateGlobal { get; init; }

    /// <summary>Makes the source of queries and keys, on the threads of the run.</summary>
    public required Func<WorkerTeam, IWeightSource> Weights { get; init; }

    /// <summary>The knobs before any edit; their pattern fits the tokens.</summary>
    public required Knobs Start { get; init; }

    /// <summary>The edits that the run makes by itself.</summary>
    public required IReadOnlyList<PlannedEdit> Edits { get; init; }

    /// <summary>[facts] the words that were written into <see cref="Values"/>, in the order of the task.</summary>
    public IReadOnlyList<WrittenFact> Facts { get; init; } = [];

    /// <summary>[readers] the tokens that are asked which facts they can tell, in the order of the task.</summary>
    public IReadOnlyList<int> Readers { get; init; } = [];

    /// <summary>What hubs are asked to carry, where something says so; null where a hub wants all it can have.</summary>
    public IHubBurden? Burden { get; init; }

    /// <summary>What is measured in every frame beside the run's own meters, in this order.</summary>
    public IReadOnlyList<Func<MeterSetup, IMeter>> Meters { get; init; } = [];

    /// <summary>How many tokens there are.</summary>
    public int Tokens => Roles.Count;

    /// <summary>The knobs through time: the start and the run's own edits.</summary>
    /// <exception cref="FaultException">An edit does not fit the tokens; the fault says where it stands.</exception>
    internal KnobHistory History()
    {
        var history = new KnobHistory(Start, new SequenceShape(Tokens, Subject.Heads, Origins.Count));
        foreach (PlannedEdit planned in Edits)
        {
            try
            {
                history.Add(planned.Edit);
            }
            catch (FaultException e)
            {
                throw e.At(planned.Where);
            }
        }

        return history;
    }
}

/// <summary>A word of a vocabulary that was written into a token's value.</summary>
/// <param name="Token">Where.</param>
/// <param name="Word">Its number in the vocabulary.</param>
public readonly record struct WrittenFact(int Token, int Word);

/// <summary>An edit of the run's own, and where it stands, for messages.</summary>
/// <param name="Edit">The edit and its frame.</param>
/// <param name="Where">The field that asks for it.</param>
public readonly record struct PlannedEdit(ScheduledEdit Edit, string Where);
