using CsCheck;

namespace TokenFlow.Window.Tests.Native;

/// <summary>The build script's edit of the fetched library, on the smallest libraries that have all it looks at.</summary>
public sealed class ElfLibraryTests
{
    private static readonly string[] Both = ["fmod", "fmodf"];

    [Test]
    public void The_need_of_a_new_version_becomes_one_of_an_old_one()
    {
        byte[] bytes = new SmallLibrary().Build();
        var library = new ElfLibrary(bytes);
        library.AskForOlder("libm.so.6", "GLIBC_2.38", "GLIBC_2.2.5", Both);

        var again = new ElfLibrary(bytes);
        Assert.That(again.Needs, Is.EqualTo(new[] { ("libm.so.6", "GLIBC_2.2.5"), ("libc.so.6", "GLIBC_2.2.5") }));
        Assert.That(SmallLibrary.HashesOf(bytes), Is.EqualTo(new[] { 0x09691a75u, 0x09691a75u }));
    }

    [Test]
    public void The_search_path_takes_the_place_of_the_name()
    {
        byte[] bytes = new SmallLibrary().Build();
        Assert.That(new ElfLibrary(bytes).SearchPath, Is.Null);
        new ElfLibrary(bytes).LookBesideItself();

        Assert.That(new ElfLibrary(bytes).SearchPath, Is.EqualTo("$ORIGIN"));
        Assert.That(() => new ElfLibrary(bytes).LookBesideItself(), Refuses("a search path already"));
    }

    [Test]
    public void Both_edits_change_nothing_else()
    {
        byte[] before = new SmallLibrary().Build(), after = (byte[])before.Clone();
        var library = new ElfLibrary(after);
        library.AskForOlder("libm.so.6", "GLIBC_2.38", "GLIBC_2.2.5", Both);
        library.LookBesideItself();

        // Hash and name of the need (at most 8 bytes), the tag of the name's entry (1), the name itself (at most 8).
        Assert.That(before.Zip(after).Count(pair => pair.First != pair.Second), Is.InRange(10, 17));
    }

    [Test]
    public void A_function_that_nobody_has_checked_is_refused()
    {
        var library = new ElfLibrary(new SmallLibrary { Functions = ["fmod", "exp2"] }.Build());
        Assert.That(() => library.AskForOlder("libm.so.6", "GLIBC_2.38", "GLIBC_2.2.5", Both), Refuses("exp2 is asked for as GLIBC_2.38"));
    }

    [Test]
    public void A_need_that_is_not_there_is_refused()
    {
        var library = new ElfLibrary(new SmallLibrary().Build());
        Assert.That(() => library.AskForOlder("libm.so.6", "GLIBC_2.39", "GLIBC_2.2.5", Both), Refuses("does not ask libm.so.6 for GLIBC_2.39"));
        Assert.That(() => library.AskForOlder("libm.so.6", "GLIBC_2.38", "GLIBC_2.17", Both), Refuses("does not ask for GLIBC_2.17"));
    }

    [Test]
    public void A_name_that_others_share_is_refused()
    {
        var library = new ElfLibrary(new SmallLibrary { SharesName = true }.Build());
        Assert.That(library.LookBesideItself, Refuses("part of another string"));
    }

    [Test]
    public void A_library_without_a_name_is_refused()
    {
        var library = new ElfLibrary(new SmallLibrary { HasName = false }.Build());
        Assert.That(library.LookBesideItself, Refuses("no name to put the search path"));
    }

    [TestCase(0, (byte)'M', "no ELF file")]
    [TestCase(4, (byte)1, "no 64-bit little-endian")]
    [TestCase(5, (byte)2, "no 64-bit little-endian")]
    [TestCase(16, (byte)2, "no 64-bit little-endian")]
    public void Another_kind_of_file_is_refused(int at, byte value, string why)
    {
        byte[] bytes = new SmallLibrary().Build();
        bytes[at] = value;
        Assert.That(() => new ElfLibrary(bytes), Refuses(why));
    }

    [Test]
    public void A_list_that_runs_in_circles_is_refused()
    {
        byte[] bytes = new SmallLibrary { NextNeed = 0 }.Build();
        Assert.That(() => new ElfLibrary(bytes).Needs, Refuses("in circles"));
    }

    [Test]
    public void Damage_is_refused_or_does_no_harm()
    {
        byte[] whole = new SmallLibrary().Build();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length]).Sample((at, value, length) =>
        {
            byte[] bytes = (byte[])whole.Clone();
            bytes[at] = value;
            try
            {
                var library = new ElfLibrary(bytes[..length]);
                library.AskForOlder("libm.so.6", "GLIBC_2.38", "GLIBC_2.2.5", Both);
                library.LookBesideItself();
            }
            catch (InvalidDataException)
            {
            }
        }, iter: 20_000);
    }

    private static NUnit.Framework.Constraints.ContainsConstraint Refuses(string why) =>
        Throws.TypeOf<InvalidDataException>().With.Message.Contains(why);
}
