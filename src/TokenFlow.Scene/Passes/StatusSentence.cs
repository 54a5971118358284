using TokenFlow.Scene.Frames;
using TokenFlow.Scene.Lettering;
using TokenFlow.Simulation.Snapshots;
using TokenFlow.Studies.Recall;

namespace TokenFlow.Scene.Passes;

/// <summary>One sentence on where the dye is, made from the snapshot's own numbers.</summary>
internal static class StatusSentence
{
    public static string Of(SceneFrame frame)
    {
        FrameSnapshot snapshot = frame.Snapshot;
        int layers = snapshot.Subject.Layers, done = snapshot.CompletedLayers;
        string when = snapshot.IsFinished ? $"after {Layers(layers)}"
            : done == 0 && snapshot.Progress <= 0 ? "before layer 1"
            : $"layer {done + 1} of {layers}";
        if (snapshot.Recall is { } recall && snapshot.Facts.Length > 0)
        {
            return $"{when}: {Recall(frame, recall)}";
        }

        if (snapshot.Tracers.Count == 0)
        {
            return $"{when}: no dye; edges show attention weights";
        }

        TracerSnapshot tracer = snapshot.Tracers[0];
        string who = $"token {tracer.Origin} {Letters.Quoted(snapshot.Subject.Pieces[tracer.Origin])}";
        if (done == tracer.DropLayer)
        {
            return snapshot.Progress <= 0 && snapshot.Tracers.Count > 1 && done == 0
                ? $"{when}: {snapshot.Tracers.Count} drops of dye, the first in {who}"
                : snapshot.Progress <= 0
                ? $"{when}: {who} alone holds dye"
                : $"{when}: whoever attends to {who} takes up some of its dye";
        }

        int reach = 0, last = 0, byHubAlone = 0;
        for (int i = 0; i < tracer.Arrival.Length; i++)
        {
            if (tracer.Arrival[i] < 0)
            {
                continue;
            }

            reach++;
            last = Math.Max(last, tracer.DropLayer + tracer.Arrival[i]);
            if (tracer.Hub[i] > 0 && tracer.Window[i] <= 0 && tracer.Random[i] <= 0 && !snapshot.Tokens[i].IsHub)
            {
                byHubAlone++;
            }
        }

        string what = $"what {who} said has reached ";
        string where = reach >= frame.Tokens
            ? $"every token{(last < done ? $" by layer {last}" : "")}"
            : reach <= 1 ? "nobody else" : $"{Letters.Count(reach)} of {Letters.Count(frame.Tokens)} tokens";
        // A handful would be true too, but it is not what one sees.
        string how = byHubAlone * 10L < reach ? "" : $", {Letters.Count(byHubAlone)} of them through a hub alone";
        return $"{when}: {what}{where}{how}";
    }

    private static string Recall(SceneFrame frame, RecallSnapshot recall)
    {
        int facts = frame.Snapshot.Facts.Length;
        string many = facts == 1 ? "1 fact" : $"{Letters.Count(facts)} facts";
        if (frame.Snapshot.CompletedLayers == 0)
        {
            return frame.Snapshot.Progress > 0 ? $"hubs take up {many} of a vocabulary of {Letters.Count(recall.Vocabulary)}" : $"{many} stand in the text; readers are to tell which";
        }

        string refused = CapacityWords.RefusedByAll(frame.Snapshot) is > 0 and double share ? $"; hubs refuse {Letters.Percent(share)}" : "";
        string who = frame.Snapshot.Readers.Length == 1 ? "the reader tells" : "readers tell";
        return $"{who} {CapacityWords.Number(Math.Round(recall.Recall * facts, 1))} of {many}{refused}";
    }

    private static string Layers(int count) => count == 1 ? "1 layer" : $"{count} layers";
}
