namespace TokenFlow.Scene.Tests.Worlds;

/// <summary>What a <see cref="SmallWorld"/> is made of.</summary>
internal sealed record WorldPlan
{
    public static readonly string[] English = " The| harbour| master| wrote| down| each| ship|,| its| cargo| and| the| name| of| its| captain|,| for| nobody| else| in| the| long| street| could| see| the| whole| bay|.| Neighbour|s| spoke| to| neighbour|s|;| a| rumour| took| all| morning| to| walk| from| the| mill| to| the| lighthouse|.\n| But| whoever| asked| at| the| office| heard| everything| by| noon|.".Split('|');

    public static readonly string[] Chinese = "港|口|长|写|下|每|一|条|船|，|它|的|货|物|和|船|长|的|名|字|。".Split('|');

    public int Tokens { get; init; } = 192;

    public int Window { get; init; } = 6;

    public int[] Hubs { get; init; } = [];

    public int[] Cut { get; init; } = [];

    public int RandomLinks { get; init; }

    public int Origin { get; init; } = 4;

    public int Layers { get; init; } = 6;

    public int Memory { get; init; }

    public int Cls { get; init; } = -1;

    public double Residual { get; init; } = 0.5;

    public int FramesPerLayer { get; init; } = 45;

    public string Name { get; init; } = "longformer";

    public string Title { get; init; } = "One hub, two hops";

    public string[] Words { get; init; } = English;
}
