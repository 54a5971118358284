namespace TokenFlow.Studies.Quiz;

/// <summary>The questions, in order.</summary>
public static class QuizBook
{
    /// <summary>All of them, each with what proves its answer.</summary>
    public static IReadOnlyList<QuizQuestion> All { get; } =
    [
        new(
            1,
            "Which tokens can a global token read?",
            ["Its neighbours only", "Every token of the sequence", "None but itself", "Those in front of it only"],
            1,
            "Its row of the attention matrix has a key for every token, and every other row has a key for it.",
            "hub-in-two-hops",
            new HubRowExperiment()),
        new(
            2,
            "Longformer is known for the size of its window. How many neighbours is that?",
            ["0", "512", "As many as there are tokens", "128"],
            1,
            "256 on one side and 256 on the other; with itself a token reads 513 keys there. Its global tokens come on top.",
            "longformer-512",
            new WindowCountExperiment()),
        new(
            3,
            "What does BERT keep a [CLS] token for?",
            ["To fill up short inputs", "To gather the input, so that a class can be read off it", "To mark where a sentence ends", "To stand in for words it does not know"],
            1,
            "Made global, it takes in a word however far away; without that it hears only what windows bring.",
            "cls-hub",
            new ClsReadOutExperiment()),
        new(
            4,
            "What part do global tokens play?",
            ["They join tokens that are close anyway", "They are hubs, by which far tokens hear of one another", "They store, and do nothing else", "They fill gaps, and do nothing else"],
            1,
            "Whatever comes from beyond the window's horizon has come by a hub. Cut it, and nothing comes.",
            "cut-the-hub",
            new LongRangeExperiment()),
        new(
            5,
            "With g of n tokens global, how does the work at them grow?",
            ["As n²", "As g·n", "As g²", "As n/g"],
            1,
            "Each of the g reads n tokens and is read by n: twice g·n edges, less those counted twice.",
            "three-hubs",
            new HubEdgesExperiment()),
        new(
            6,
            "Token 1000 is to hear of token 0, and one token is global. How many hops does that take?",
            ["1000", "1", "2, by the global token", "500"],
            2,
            "The hub reads token 0 in the first layer, and token 1000 reads the hub in the second.",
            "hub-in-two-hops",
            new TwoHopsExperiment()),
        new(
            7,
            "Take the global tokens alone, without any window. What does attention cost then?",
            ["O(n·w)", "O(n²)", "O(g·n)", "O(n)"],
            2,
            "There is no window for w to count, and only g rows and g columns are full. Double g and the work doubles too.",
            "star",
            new GlobalCostExperiment()),
        new(
            8,
            "Why can global tokens become a bottleneck?",
            ["They read too many tokens", "All that goes far has to pass through the few there are", "There are not enough of them", "They take up too much memory"],
            1,
            "A hub's vector has so many dimensions and no more. A few facts pass through it whole; many overlie one another until none can be told. More hubs carry more.",
            "bottleneck-rank",
            new BottleneckExperiment()),
    ];
}
