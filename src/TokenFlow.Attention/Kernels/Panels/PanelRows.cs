namespace TokenFlow.Attention.Kernels.Panels;

/// <summary>The query rows of a panel: First, First + Stride, ..., one a lane. Hubs and padded tokens among them are no live rows.</summary>
/// <param name="First">The first row.</param>
/// <param name="Stride">From one row to the next.</param>
/// <param name="Count">How many lanes are taken.</param>
internal readonly record struct PanelRows(int First, int Stride, int Count);
