namespace Arch.Core;

/// <summary>A registered component: its id, from 1 upwards in the order of registration, and its size in bytes.</summary>
public readonly record struct ComponentType(int Id, int ByteSize)
{
    /// <summary>The registered type.</summary>
    public Type Type => ComponentRegistry.TypeOf(Id);
}
