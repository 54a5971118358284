using TokenFlow.Ui.Input;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Ui.Screens.Learning;

/// <summary>Keys that the lists of lessons and the quiz have in common.</summary>
internal static class LearningKeys
{
    /// <summary>What a key asks of the window; null for nothing of the kind.</summary>
    public static ViewRequest? RequestOf(KeyPress press) => press.Chord.Key switch
    {
        _ when press.IsRepeat => null,
        Key.Escape => new ViewRequest.GoBack(),
        Key.G => new ViewRequest.ShowGallery(),
        Key.F5 => new ViewRequest.ShowLessons(),
        Key.F6 => new ViewRequest.ShowQuiz(),
        Key.F11 => new ViewRequest.FullScreen(),
        Key.Enter when press.Chord.With == Modifiers.Alt => new ViewRequest.FullScreen(),
        Key.Q when press.Chord.With == Modifiers.Ctrl => new ViewRequest.Quit(),
        _ => null,
    };
}
