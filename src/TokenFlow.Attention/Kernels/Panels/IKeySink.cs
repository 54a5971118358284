namespace TokenFlow.Attention.Kernels.Panels;

/// <summary>Takes the keys of a panel, in any order, each lane's keys once.</summary>
internal interface IKeySink
{
    /// <summary>Takes the keys first, first + stride, ...</summary>
    /// <param name="first">The first key.</param>
    /// <param name="count">How many.</param>
    /// <param name="stride">From one to the next.</param>
    /// <param name="lanes">Bit i: whether lane i reads them. Bits of lanes that hold no row do not matter.</param>
    /// <param name="random">Whether they are read by a random link.</param>
    void Add(int first, int count, int stride, uint lanes, bool random);
}
