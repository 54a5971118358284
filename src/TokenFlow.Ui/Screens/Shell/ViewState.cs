namespace TokenFlow.Ui.Screens.Shell;

/// <summary>Where a view's run is, for reports and tests.</summary>
/// <param name="Frame">The simulation's frame that is shown.</param>
/// <param name="Hash">Of the whole state of what it runs; 0 where nothing runs.</param>
public readonly record struct ViewState(long Frame, ulong Hash);
