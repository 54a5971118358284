using System.Numerics;
using CsCheck;
using TokenFlow.Ui.Screens.Gallery;
using TokenFlow.Ui.Screens.Shell;

namespace TokenFlow.Window.Tests.Views;

public sealed class GalleryViewTests
{
    private static readonly Vector2 Usual = new(1280, 720);

    [Test]
    public void Pictures_come_one_after_the_other_and_are_alive()
    {
        using ViewHand hand = Gallery(8);
        hand.Wait();
        ulong first = hand.View.State.Hash;
        hand.Wait(20);
        byte[] some = hand.Draw();
        hand.Wait(3);

        Assert.That(hand.View.State.Hash, Is.Not.EqualTo(first));
        Assert.That(hand.Draw("gallery"), Is.Not.EqualTo(some));
    }

    [Test]
    public void In_a_stepped_run_the_same_ticks_give_the_same_picture()
    {
        using ViewHand one = Gallery(9), other = Gallery(9);
        foreach (ViewHand hand in (ViewHand[])[one, other])
        {
            hand.Wait(31);
            hand.Press("Right");
            hand.Wait(5);
        }

        Assert.That(other.View.State, Is.EqualTo(one.View.State));
        Assert.That(other.Draw(), Is.EqualTo(one.Draw()));
    }

    [Test]
    public void Away_from_a_stepped_run_the_same_pictures_come_in_the_background()
    {
        using var hand = new ViewHand(new GalleryView(ViewHand.Services(3, isStepped: false), "dark"), Usual);
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        hand.Wait();
        byte[] bare = hand.Draw();
        while (hand.Draw().AsSpan().SequenceEqual(bare))
        {
            Assert.That(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds, Is.LessThan(30));
            hand.Wait();
        }
    }

    [Test]
    public void Arrows_choose_and_Enter_runs()
    {
        using ViewHand hand = Gallery(8);
        var gallery = (GalleryView)hand.View;
        hand.Wait();
        hand.Press("Right", "Down", "Right");
        Assert.That(gallery.Chosen, Is.EqualTo("s6"));
        hand.Press("Up", "Left");
        Assert.That(gallery.Chosen, Is.EqualTo("s1"));
        Assert.That(gallery.TakeRequest(), Is.Null);
        hand.Press("Enter");

        Assert.That(gallery.TakeRequest(), Is.EqualTo(new ViewRequest.RunScenario("s1")));
    }

    [Test]
    public void The_mouse_chooses_and_a_click_runs()
    {
        using ViewHand hand = Gallery(8);
        var gallery = (GalleryView)hand.View;
        hand.Wait();
        Vector2 at = gallery.PointOf("s2")!.Value;
        hand.MoveTo(at + Vector2.One);
        hand.MoveTo(at);
        Assert.That((gallery.Chosen, gallery.IsOverButton), Is.EqualTo(("s2", true)));
        hand.Click(at);

        Assert.That(gallery.TakeRequest(), Is.EqualTo(new ViewRequest.RunScenario("s2")));
    }

    [Test]
    public void What_is_out_of_sight_is_scrolled_to_by_wheel_and_by_key()
    {
        using ViewHand hand = Gallery(24);
        var gallery = (GalleryView)hand.View;
        hand.Wait();
        Assert.That(gallery.PointOf("s23"), Is.Null);
        hand.Scroll(-40);
        Assert.That(gallery.PointOf("s23"), Is.Not.Null);
        Assert.That(gallery.PointOf("s0"), Is.Null);
        hand.Press("Home");
        hand.Wait(20);
        Assert.That(gallery.PointOf("s0"), Is.Not.Null);
        hand.Press("End");
        hand.Wait(20);
        Assert.That((gallery.Chosen, gallery.PointOf("s23") is not null), Is.EqualTo(("s23", true)));
    }

    [Test]
    public void Keys_of_the_help_line_do_what_it_says()
    {
        using ViewHand hand = Gallery(4);
        var gallery = (GalleryView)hand.View;
        hand.Wait();
        byte[] before = hand.Draw();
        hand.Press("H");
        Assert.That(hand.Draw(), Is.Not.EqualTo(before));
        hand.Press("L");
        Assert.That(gallery.Theme, Is.EqualTo("light"));
        hand.Press("F11");
        Assert.That(gallery.TakeRequest(), Is.TypeOf<ViewRequest.FullScreen>());
        hand.Press("F4");
        Assert.That(gallery.TakeRequest(), Is.TypeOf<ViewRequest.StartRace>());
        hand.Press("Esc");
        Assert.That(gallery.TakeRequest(), Is.TypeOf<ViewRequest.GoBack>());
        hand.Press("Ctrl+Q");
        Assert.That(gallery.TakeRequest(), Is.TypeOf<ViewRequest.Quit>());
    }

    [Test]
    public void A_still_is_of_the_gallery_as_it_is_seen()
    {
        Vector2 drawn = default;
        using var hand = new ViewHand(
            new GalleryView(
                ViewHand.Services(2) with
                {
                    DrawStill = (_, size, _) =>
                    {
                        drawn = size;
                        return "gallery-1.png";
                    },
                },
                "dark"),
            Usual);
        hand.Press("F12");

        Assert.That(drawn, Is.EqualTo(Usual));
    }

    [Test]
    public void A_scenario_that_cannot_be_read_says_so_and_the_others_show()
    {
        using var hand = new ViewHand(new GalleryView(ViewHand.Services(2, broken: "bad"), "dark"), Usual);
        hand.Wait(20);
        hand.Draw("gallery-broken");
        Assert.That(hand.View.State.Hash, Is.Not.Zero);
    }

    [Test]
    public void Any_size_can_be_drawn()
    {
        using ViewHand hand = Gallery(5);
        hand.Wait(12);
        Gen.Select(Gen.Int[1, 1_500], Gen.Int[1, 1_000]).Sample(
            size =>
            {
                hand.Resize(new Vector2(size.Item1, size.Item2));
                hand.Draw();
            },
            iter: 40,
            threads: 1);
        hand.Resize(Vector2.One);
        Assert.That(hand.Draw(), Has.Length.EqualTo(4));
    }

    [Test]
    public void A_gallery_without_scenarios_stands()
    {
        using ViewHand hand = Gallery(0);
        hand.Press("Right", "Enter", "F4", "End");

        Assert.That(hand.View.TakeRequest(), Is.Null);
        Assert.That(hand.Draw(), Is.Not.Empty);
    }

    private static ViewHand Gallery(int scenarios) => new(new GalleryView(ViewHand.Services(scenarios), "dark"), Usual);
}
