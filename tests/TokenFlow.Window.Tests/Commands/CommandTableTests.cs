using TokenFlow.Ui.Commands;
using TokenFlow.Ui.Input;

namespace TokenFlow.Window.Tests.Commands;

public class CommandTableTests
{
    private readonly CommandTable _table = RunCommands.Table();

    private static IEnumerable<TestCaseData> Tables =>
    [
        new TestCaseData(RunCommands.Table()).SetArgDisplayNames("run"),
        new TestCaseData(RaceCommands.Table()).SetArgDisplayNames("race"),
        new TestCaseData(GalleryCommands.Table()).SetArgDisplayNames("gallery"),
        new TestCaseData(LearningCommands.Lessons()).SetArgDisplayNames("lessons"),
        new TestCaseData(LearningCommands.Quiz()).SetArgDisplayNames("quiz"),
    ];

    [Test]
    public void Every_command_is_some_screens() => Assert.That(
        Tables.SelectMany(t => ((CommandTable)t.Arguments[0]!).All.Select(c => c.Id)).Distinct(), Is.EquivalentTo(Enum.GetValues<CommandId>()));

    [Test]
    public void In_a_race_keys_have_commands_of_their_own()
    {
        CommandTable race = RaceCommands.Table();
        Assert.That(race.Find(new KeyChord(Key.Equal))!.Id, Is.EqualTo(CommandId.AddLane));
        Assert.That(HelpLine.Of(race).Select(l => l.Title), Has.Member("Add a lane").And.Member("One lane").And.No.Member("Flatter softmax"));
    }

    [TestCaseSource(nameof(Tables))]
    public void Every_line_of_help_is_of_one_key_and_a_command(CommandTable table)
    {
        Assert.That(HelpLine.Of(table).SelectMany(l => l.Ids), Is.EqualTo(table.All.Select(c => c.Id)));
        Assert.That(table.All.SelectMany(c => c.Chords), Is.Unique);
        Assert.That(table.All.Select(c => c.Title), Has.None.Empty);
    }

    [Test]
    public void Every_command_has_words_a_key_and_a_place_to_click()
    {
        Assert.Multiple(() =>
        {
            foreach (CommandInfo info in _table.All)
            {
                Assert.That(info.Title, Is.Not.Empty, info.Id.ToString());
                Assert.That(info.Chords, Is.Not.Empty, info.Id.ToString());
                Assert.That(info.Place.Gesture, Is.Not.Empty, info.Id.ToString());
                Assert.That(_table[info.Id], Is.SameAs(info));
            }
        });
    }

    [Test]
    public void No_two_commands_share_a_chord() =>
        Assert.That(_table.All.SelectMany(c => c.Chords), Is.Unique);

    [Test]
    public void Every_chord_calls_its_command_and_reads_back_from_its_text()
    {
        var called = new List<CommandId>();
        foreach (CommandInfo info in _table.All)
        {
            foreach (KeyChord chord in info.Chords)
            {
                _table.Collect(new InputFrame { Keys = [new KeyPress(chord)], Held = chord.With }, called);
                Assert.That(called, Is.EqualTo((CommandId[])[info.Id]), chord.ToString());
                Assert.That(KeyChord.TryParse(chord.ToString(), out KeyChord read) && read == chord, Is.True, chord.ToString());
            }
        }
    }

    [Test]
    public void A_typed_sign_calls_its_command_once_wherever_its_key_is()
    {
        var called = new List<CommandId>();

        _table.Collect(new InputFrame { Text = "?", Keys = [new KeyPress(new KeyChord(Key.Minus, Modifiers.Shift))], Held = Modifiers.Shift }, called);
        Assert.That(called, Is.EqualTo((CommandId[])[CommandId.ToggleHelp]));
        _table.Collect(new InputFrame { Text = ",", Keys = [new KeyPress(new KeyChord(Key.M))] }, called);
        Assert.That(called, Is.EqualTo((CommandId[])[CommandId.LayerBack]));
    }

    [Test]
    public void A_held_key_repeats_only_what_is_meant_to()
    {
        var called = new List<CommandId>();

        _table.Collect(new InputFrame { Keys = [new KeyPress(new KeyChord(Key.Space), true), new KeyPress(new KeyChord(Key.Right), true)] }, called);
        Assert.That(called, Is.EqualTo((CommandId[])[CommandId.FrameOn]));
    }
}
