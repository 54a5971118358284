using TokenFlow.Simulation.Snapshots;

namespace TokenFlow.Studies.Recall;

/// <summary>What a snapshot says of the recall task.</summary>
public static class RecallReadings
{
    extension(FrameSnapshot snapshot)
    {
        /// <summary>The recall task in this frame; null where there is none.</summary>
        public RecallSnapshot? Recall => snapshot.Reading<RecallSnapshot>();
    }
}
