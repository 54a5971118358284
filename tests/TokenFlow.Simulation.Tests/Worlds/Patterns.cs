namespace TokenFlow.Simulation.Tests.Worlds;

/// <summary>Every kind of pattern, small, for a sequence of about fifty tokens.</summary>
internal static class Patterns
{
    public static readonly string[] All =
    [
        """{"kind": "full"}""",
        """{"kind": "local", "window": 3}""",
        """{"kind": "local", "window": 2, "dilation": [1, 3]}""",
        """{"kind": "global", "globals": [0, 7]}""",
        """{"kind": "longformer", "window": 3, "dilation": 2, "globals": [5, 20]}""",
        """{"kind": "bigbird", "block": 4, "random": 2}""",
        """{"kind": "bigbird-hf", "block": 4, "random": 2}""",
        """{"kind": "bert-cls"}""",
        """{"kind": "cls-hub", "window": 2}""",
        """{"kind": "memory", "memory": 3, "window": 2}""",
        """{"kind": "star"}""",
        """{"kind": "streaming", "sinks": 2, "window": 4}""",
    ];
}
