using TokenFlow.Base.Numerics;

namespace TokenFlow.Studies.Measures;

/// <summary>Sources to compare measures on: all tokens, or a seeded sample in which every token is equally likely.</summary>
public static class SourceSample
{
    private const ulong Stream = 0x53_6F_75_72;

    /// <summary>Draws sources.</summary>
    /// <param name="tokens">Tokens.</param>
    /// <param name="count">How many; all tokens where there are no more.</param>
    /// <param name="always">A token that is always among them.</param>
    /// <param name="seed">The sample's seed.</param>
    /// <returns>Ascending, each once.</returns>
    public static int[] Draw(int tokens, int count, int always, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int[] all = [.. Enumerable.Range(0, tokens)];
        if (count >= tokens)
        {
            return all;
        }

        // A shuffle of the first places only (Fisher and Yates), from the token that is always in.
        var random = new SeededRandom(seed, Stream);
        (all[0], all[always]) = (all[always], all[0]);
        for (int i = 1; i < count; i++)
        {
            int other = i + random.Next(tokens - i);
            (all[i], all[other]) = (all[other], all[i]);
        }

        return [.. all.Take(count).Order()];
    }
}
