using System.Numerics;
using System.Text;
using TokenFlow.Scenarios.Scenarios;
using TokenFlow.Simulation.Edits;
using TokenFlow.Studies.Lessons;
using TokenFlow.Ui.Screens.Learning;
using TokenFlow.Ui.Screens.Run;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Window.Tests.Views;

public sealed class LessonPartTests
{
    private const string Json = """
        { "name": "small", "title": "Small", "scenario": "s1", "stops": [
          { "layer": 0, "text": "It begins with {reach}.", "highlight": { "tokens": [3] }, "claims": [ { "measure": "reach", "equals": 1 } ] },
          { "layer": 0, "text": "Look at the hub.", "highlight": { "hubs": "all" } },
          { "layer": 1.5, "text": "Under way: {layer} layer is done.", "highlight": { "panel": "arc" }, "claims": [ { "measure": "layer", "equals": 1 } ] },
          { "layer": 4, "text": "At the end {reach} tokens.", "highlight": { "panel": "cone" }, "claims": [ { "measure": "reach", "atLeast": 2 } ] } ] }
        """;

    private static readonly Vector2 Usual = new(1280, 720);

    [Test]
    public void The_run_waits_at_a_stop_and_Space_goes_on()
    {
        using ViewHand hand = Lesson(out RunView view, out LessonPart part);
        hand.Wait(30);
        Assert.That((view.Session.Frame, view.Session.IsPlaying, part.Stop), Is.EqualTo((0L, false, 0)));
        Assert.That(Said(part), Is.EqualTo("It begins with 1."));
        hand.Press("Space");
        Assert.That((view.Session.Frame, part.Stop, Said(part)), Is.EqualTo((0L, 1, "Look at the hub.")), "two stops of one moment");
        hand.Press("Space");
        Assert.That(view.Session.IsPlaying, Is.True);
        hand.Wait(60);
        Assert.That((view.Session.Frame, view.Session.IsPlaying, Said(part)), Is.EqualTo((9L, false, "Under way: 1 layer is done.")));
        hand.Press("Space");
        hand.Wait(60);
        Assert.That((view.Session.Frame, part.Stop), Is.EqualTo((24L, 3)));
        Assert.That(Said(part), Does.Match("^At the end [0-9]+ tokens[.]$"));
        hand.Press("Space");
        Assert.That((view.Session.Frame, part.Stop), Is.EqualTo((0L, 0)), "once more");
    }

    [Test]
    public void A_fast_run_does_not_pass_a_stop()
    {
        using ViewHand hand = Lesson(out RunView view, out LessonPart part);
        hand.Press("]", "]", "]", "Space", "Space");
        hand.Wait(20);

        Assert.That((view.Session.Frame, view.Session.IsPlaying, part.Stop), Is.EqualTo((9L, false, 2)));
    }

    [Test]
    public void Who_scrubs_comes_to_the_stop_that_is_there()
    {
        using ViewHand hand = Lesson(out RunView view, out LessonPart part);
        hand.Press("End");
        Assert.That((part.Stop, view.Session.Frame), Is.EqualTo((3, 24L)));
        hand.Press(",");
        Assert.That((part.Stop, view.Session.Frame), Is.EqualTo((2, 18L)));
        Assert.That(Said(part), Does.Contain("…"), "measured only where it stands");
        hand.Press("Home");
        Assert.That((part.Stop, Said(part)), Is.EqualTo((0, "It begins with 1.")));
    }

    [Test]
    public void What_is_pointed_out_comes_at_the_stop_and_goes_when_the_run_moves()
    {
        using ViewHand hand = Lesson(out _, out LessonPart part);
        hand.Wait(20);
        Assert.That(part.Show!.Light, Is.EqualTo(1));
        hand.Press("Space", "Space");
        hand.Wait(3);
        Assert.That(part.Show!.Light, Is.Zero);
        hand.Wait(60);
        Assert.That(part.Show!.Light, Is.EqualTo(1));
        hand.Draw("lesson");
    }

    [Test]
    public void Figures_are_measured_in_the_run_as_it_stands()
    {
        using ViewHand hand = Lesson(out RunView view, out LessonPart part);
        hand.Press("End");
        hand.Wait();
        string before = Said(part);
        view.Session.Editor.Do(new CutHubEdit(9));
        view.Session.Editor.Do(new SetWindowEdit(0));
        hand.Press("Home", "End");
        hand.Wait();

        Assert.That(Said(part), Is.EqualTo($"At the end {view.Session.Snapshot.Meters.Reach} tokens."));
        Assert.That(before, Does.StartWith("At the end "));
    }

    [Test]
    public void A_text_without_the_lesson_s_tokens_is_told_and_nothing_breaks()
    {
        using ViewHand hand = Lesson(out RunView view, out LessonPart part, Json.Replace("\"measure\": \"reach\", \"equals\": 1", "\"name\": \"reach\", \"measure\": \"dye\", \"token\": 17, \"equals\": 1", StringComparison.Ordinal));
        Assert.That(view.Session.Editor.SetText("three words only", "typed text"), Is.True);
        hand.Press("Home");
        hand.Wait();

        Assert.That(Said(part), Does.StartWith("This is no longer the lesson's run"));
        hand.Draw();
    }

    [Test]
    public void The_strip_lies_below_the_picture_in_windows_of_any_size()
    {
        foreach (Vector2 size in (Vector2[])[new(1280, 720), new(1920, 1080), new(700, 500), new(320, 300), new(90, 60), new(400, 1200)])
        {
            using ViewHand hand = Lesson(out _, out _, size: size);
            hand.Wait(15);
            Assert.That(() => hand.Draw(), Throws.Nothing, $"{size}");
        }
    }

    [Test]
    public void A_lesson_chosen_from_the_list_is_asked_for()
    {
        Lesson lesson = LessonReader.Parse("small", Encoding.UTF8.GetBytes(Json));
        using var hand = new ViewHand(new LessonsView(ViewHand.Services(2) with { Lessons = () => [lesson, lesson with { Name = "other" }] }, "dark"), Usual);
        var view = (LessonsView)hand.View;
        hand.Wait();
        hand.Draw("lessons");
        hand.Press("Right", "Enter");
        Assert.That(view.TakeRequest(), Is.EqualTo(new ViewRequest.StartLesson(lesson with { Name = "other" })).Using<ViewRequest>((a, b) => ((ViewRequest.StartLesson)a).Lesson.Name == ((ViewRequest.StartLesson)b).Lesson.Name));
        hand.Click(view.PointOf("small")!.Value);
        Assert.That((view.TakeRequest() as ViewRequest.StartLesson)?.Lesson.Name, Is.EqualTo("small"));
        hand.Press("Esc");
        Assert.That(view.TakeRequest(), Is.InstanceOf<ViewRequest.GoBack>());
    }

    private static string Said(LessonPart part) => string.Concat(part.Show!.Phrases.Select(p => p.Text));

    private static ViewHand Lesson(out RunView view, out LessonPart part, string json = Json, Vector2? size = null)
    {
        Lesson lesson = LessonReader.Parse("small", Encoding.UTF8.GetBytes(json));
        Scenario scenario = ViewHand.Small("s1", 1);
        view = new RunView(scenario, ViewHand.Services(1), "dark", lesson);
        part = view.Parts.OfType<LessonPart>().Single();
        var hand = new ViewHand(view, size ?? Usual);
        hand.Wait();
        return hand;
    }
}
