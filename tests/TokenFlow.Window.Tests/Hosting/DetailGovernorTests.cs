using TokenFlow.Ui.Hosting;

namespace TokenFlow.Window.Tests.Hosting;

public sealed class DetailGovernorTests
{
    [Test]
    public void All_is_drawn_at_first() => Assert.That(new DetailGovernor().EdgeInk, Is.EqualTo(new TokenFlow.Scene.Frames.SceneOptions().EdgeInk));

    [Test]
    public void A_machine_in_time_keeps_all_detail()
    {
        var governor = new DetailGovernor();
        Feed(governor, 25, 2_000);

        Assert.That(governor.Level, Is.Zero);
    }

    [Test]
    public void A_slow_machine_draws_less_step_by_step_and_no_further_than_the_last()
    {
        var governor = new DetailGovernor();
        float tolerance = governor.CurveTolerance, ink = governor.EdgeInk;
        int level = 0;
        for (int picture = 0; picture < 2_000; picture++)
        {
            governor.Note(60);
            Assert.That(governor.Level - level, Is.InRange(0, 1), "one step at a time");
            if (governor.Level > level)
            {
                Assert.That(governor.CurveTolerance, Is.GreaterThan(tolerance));
                Assert.That(governor.EdgeInk, Is.LessThan(ink));
            }

            (level, tolerance, ink) = (governor.Level, governor.CurveTolerance, governor.EdgeInk);
        }

        Assert.That(level, Is.EqualTo(4));
    }

    [Test]
    public void One_slow_picture_after_a_step_is_not_held_against_it()
    {
        var governor = new DetailGovernor();
        Feed(governor, 60, 40);
        int level = governor.Level;
        Feed(governor, 60, 39);

        Assert.That((level, governor.Level), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_screen_that_paces_pictures_does_not_keep_detail_away()
    {
        var governor = new DetailGovernor();
        Feed(governor, 60, 200);
        Feed(governor, 1000 / 60.0, 2_000);

        Assert.That(governor.Level, Is.Zero);
    }

    [Test]
    public void Detail_comes_back_when_there_is_time()
    {
        var governor = new DetailGovernor();
        Feed(governor, 60, 200);
        Assert.That(governor.Level, Is.GreaterThan(1));
        Feed(governor, 5, 2_000);

        Assert.That(governor.Level, Is.Zero);
    }

    [Test]
    public void Between_slow_and_fast_nothing_changes()
    {
        var governor = new DetailGovernor();
        Feed(governor, 60, 45);
        int level = governor.Level;
        Feed(governor, 20, 5_000);

        Assert.That(governor.Level, Is.EqualTo(level).And.EqualTo(1));
    }

    [Test]
    public void A_step_that_proves_too_slow_is_tried_ever_more_rarely()
    {
        // A machine that is fast at level 1 and too slow at level 0.
        var governor = new DetailGovernor();
        Feed(governor, 60, 41);
        var tries = new List<int>();
        int before = governor.Level;
        for (int picture = 0; picture < 6_000; picture++)
        {
            governor.Note(governor.Level == 0 ? 60 : 10);
            if (governor.Level < before)
            {
                tries.Add(picture);
            }

            before = governor.Level;
        }

        Assert.That(tries, Has.Count.InRange(3, 8));
        int[] waits = [.. tries.Zip(tries.Skip(1), (a, b) => b - a)];
        Assert.That(waits, Is.Ordered.Ascending);
        Assert.That(waits[^1], Is.GreaterThan(2 * waits[0]));
    }

    private static void Feed(DetailGovernor governor, double milliseconds, int pictures)
    {
        for (int i = 0; i < pictures; i++)
        {
            governor.Note(milliseconds);
        }
    }
}
