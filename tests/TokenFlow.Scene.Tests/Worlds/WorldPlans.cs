namespace TokenFlow.Scene.Tests.Worlds;

/// <summary>Worlds that pictures are tried on.</summary>
internal static class WorldPlans
{
    public static WorldPlan OneHub => new() { Hubs = [96], Cls = 96 };

    public static WorldPlan ThreeHubs => new() { Hubs = [20, 96, 150], Cut = [150], Title = "Three hubs, one of them cut" };

    public static WorldPlan Local => new() { Title = "Windows alone", Name = "local", Origin = 60 };

    public static WorldPlan Random => new() { Window = 4, RandomLinks = 2, Origin = 50, Name = "random links" };

    public static WorldPlan Memory => new() { Tokens = 512, Window = 8, Hubs = [.. Enumerable.Range(0, 16)], Memory = 16, Origin = 300, Name = "memory" };

    public static WorldPlan Blocks => new() { Tokens = 320, Window = 8, RandomLinks = 3, Hubs = [.. Enumerable.Range(0, 32), .. Enumerable.Range(288, 32)], Origin = 120, Name = "bigbird" };

    public static WorldPlan Long => new() { Tokens = 4096, Window = 16, Hubs = [0], Cls = 0, Origin = 1200, Layers = 3 };

    public static WorldPlan Few => new() { Tokens = 12, Window = 1, Hubs = [0], Cls = 0, Origin = 7, Layers = 3 };

    public static WorldPlan One => new() { Tokens = 1, Window = 1, Origin = 0, Layers = 1 };

    public static IEnumerable<WorldPlan> All => [OneHub, ThreeHubs, Local, Random, Memory, Blocks, Long, Few, One];
}
