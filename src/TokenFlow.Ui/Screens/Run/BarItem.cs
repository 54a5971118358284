using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Widgets;

namespace TokenFlow.Ui.Screens.Run;

/// <summary>Something in the bar: a command's button, or what is read off between buttons.</summary>
/// <param name="Command">Its command; null for a read-out.</param>
/// <param name="Icon">Its sign.</param>
/// <param name="Rank">How much it is needed: where room is short the highest go first.</param>
/// <param name="Group">Groups stand a little apart.</param>
/// <param name="Width">Units across.</param>
internal readonly record struct BarItem(CommandId? Command, Icon Icon, int Rank, int Group, float Width = 30);
