namespace TokenFlow.Substitutes.Tests.Ecs;

internal record struct Place(int Index);

internal record struct Weight(float Value);

internal record struct Mark(long Number);

internal record struct Extra(double Value);

internal struct Hub;

internal struct Cut;

/// <summary>192 bytes: a hundred of them do not fit the base size of a chunk.</summary>
[System.Runtime.CompilerServices.InlineArray(24)]
internal struct Wide
{
    private long _first;
}
