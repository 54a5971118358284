using TokenFlow.Simulation.Hubs;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Scene.Tests.Worlds;

/// <summary>Writes limits and a recall task into a snapshot.</summary>
internal static class CapacityWorld
{
    public static FrameSnapshot At(WorldPlan world, CapacityPlan plan, int done, float progress = 0, int mostEdges = 4000) =>
        Fill(new SmallWorld(world).At(done, progress, mostEdges), plan);

    public static FrameSnapshot Fill(FrameSnapshot snapshot, CapacityPlan plan)
    {
        int tokens = snapshot.Tokens.Length;
        for (int h = 0; h < snapshot.HubList.Count; h++)
        {
            int taken = Math.Min(plan.Limits.Slots ?? tokens, tokens);
            snapshot.HubList[h] = snapshot.HubList[h] with
            {
                Limits = plan.Limits,
                Flow = plan.Limits.IsNone ? HubFlow.Free(tokens) : new HubFlow(tokens, taken, taken / (float)tokens, plan.Sent, 0.1f, 0.1f, plan.Demand),
            };
        }

        if (snapshot.TracerList.Count > 0)
        {
            snapshot.TracerList[0].Refused = plan.Limits.IsNone ? 0 : plan.Refused;
        }

        snapshot.ReadingList.Clear();
        (snapshot.FactCount, snapshot.ReaderCount) = (0, 0);
        if (plan.Facts >= 0)
        {
            snapshot.ReadingList.Add(Recall(snapshot, plan));
        }

        return snapshot;
    }

    private static RecallSnapshot Recall(FrameSnapshot snapshot, CapacityPlan plan)
    {
        int tokens = snapshot.Tokens.Length;
        int[] free = [.. Enumerable.Range(0, tokens).Where(i => !snapshot.Tokens[i].IsHub).OrderBy(Scatter)];
        int facts = Math.Min(plan.Facts, free.Length), readers = Math.Min(plan.Readers, free.Length - facts);
        bool[] reads = [.. Enumerable.Range(0, readers * facts).Select(i => Scatter(i + 7) % 1000 < 1000 * plan.Recall)];
        double recall = reads.Length == 0 ? 0 : reads.Count(r => r) / (double)reads.Length;
        int hubs = snapshot.Hubs.Count, rank = plan.Limits.Rank ?? 64;
        var curve = new List<RecallPoint>();
        for (int k = 1; plan.HasCurve && k <= Math.Max(256, facts); k *= 2)
        {
            double over = Math.Pow(k / Math.Max(1.6 * hubs * rank / 4, 1), 2);
            curve.Add(new RecallPoint(k, 1 / (1 + over), 1 / (1 + (over * 0.35))));
        }

        snapshot.FactBuffer = [.. Enumerable.Range(0, facts).Select(f => new FactSnapshot(free[f], f, Enumerable.Range(0, readers).Count(r => reads[(r * facts) + f])))];
        snapshot.ReaderBuffer = [.. Enumerable.Range(0, readers).Select(r => new ReaderSnapshot(free[facts + r], reads.AsSpan(r * facts, facts).Count(true)))];
        (snapshot.FactCount, snapshot.ReaderCount) = (facts, readers);
        return new RecallSnapshot
        {
            Reads = reads,
            Vocabulary = plan.Vocabulary,
            Recall = recall,
            RecallLeastSquares = Math.Min(recall * 1.2, 1),
            Chance = facts / (double)plan.Vocabulary,
            EffectiveRank = Math.Min(facts, hubs * rank) * 0.93,
            Bound = Math.Min(facts, hubs * rank),
            RankBound = hubs * rank,
            Superposition = hubs * rank / (2 * Math.Log(plan.Vocabulary)),
            Knee = plan.HasCurve ? 1.6 * hubs * rank / 4 / 3 : null,
            Curve = curve,
        };
    }

    private static uint Scatter(int i)
    {
        uint x = (uint)i * 0x9E3779B1;
        x = (x ^ (x >> 15)) * 0x85EBCA77;
        return x ^ (x >> 13);
    }
}
