using System.Diagnostics;
using TokenFlow.Base.Faults;
using TokenFlow.Window.Native;

namespace TokenFlow.Window.Tests.Native;

public sealed class NativeRaylibTests
{
    // It waits for a second and a half; a machine that is busy with other tests comes back late.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(4);
    private static readonly string[] TwoNames = ["raylib", "libraylib.so.600"];

    [Test]
    public void A_fitting_library_and_a_display_make_a_window()
    {
        NativeRaylib raylib = Look(MachineKind.Linux, name => new(name, NativeRaylib.BindingVersion), display: ":0");

        Assert.That(raylib.CanOpenWindow, Is.True);
        Assert.That(raylib.Remedy, Is.Empty);
        Assert.That(raylib.Found, Is.EqualTo("native raylib 6.0 (raylib), display :0 with OpenGL"));
    }

    [Test]
    public void The_first_candidate_that_loads_is_taken()
    {
        var tried = new List<string>();
        NativeRaylib raylib = Look(MachineKind.Linux, name =>
        {
            tried.Add(name);
            return name == "libraylib.so.600" ? new(name, "6.0") : null;
        }, display: ":0");

        Assert.That(tried, Is.EqualTo(TwoNames));
        Assert.That(raylib.LoadedFrom, Is.EqualTo("libraylib.so.600"));
        Assert.That(raylib.IsUsable, Is.True);
    }

    [TestCase(nameof(MachineKind.Linux), "apt install libraylib600")]
    [TestCase(nameof(MachineKind.Windows), "raylib.dll")]
    [TestCase(nameof(MachineKind.MacOS), "brew install raylib")]
    public void Without_a_library_the_remedy_is_the_systems(string machine, string remedy)
    {
        NativeRaylib raylib = Look(Enum.Parse<MachineKind>(machine), _ => null, display: ":0");

        Assert.That(raylib.CanOpenWindow, Is.False);
        Assert.That(raylib.Found, Does.StartWith("no native raylib 6.0"));
        Assert.That(raylib.Remedy, Does.Contain(remedy).And.Not.Contain("DISPLAY"));
        Assert.That(raylib.Remedy, Does.Contain("record, still and step work without"));
    }

    [TestCase("5.5", "native raylib 5.5 (raylib), 6.0 is needed")]
    [TestCase(null, "a native raylib of unknown version (raylib), 6.0 is needed")]
    public void A_library_of_another_version_will_not_do(string? version, string found)
    {
        NativeRaylib raylib = Look(MachineKind.Linux, name => new(name, version), display: ":0");

        Assert.That(raylib.CanOpenWindow, Is.False);
        Assert.That(raylib.Found, Does.StartWith(found));
        Assert.That(raylib.Remedy, Does.Contain("libraylib600"));
    }

    [Test]
    public void Linux_needs_a_display()
    {
        Assert.That(Look(MachineKind.Linux, Fitting).CanOpenWindow, Is.False);
        Assert.That(Look(MachineKind.Linux, Fitting, display: "").CanOpenWindow, Is.False);
        Assert.That(Look(MachineKind.Linux, Fitting, display: ":1").CanOpenWindow, Is.True);
        Assert.That(Look(MachineKind.Linux, Fitting).Remedy, Does.Contain("WAYLAND_DISPLAY").And.Not.Contain("apt"));
        Assert.That(Look(MachineKind.Linux, _ => null).Remedy, Does.Contain("WAYLAND_DISPLAY").And.Contain("apt"));
    }

    [Test]
    public void A_display_that_cannot_show_OpenGL_will_not_do()
    {
        NativeRaylib raylib = Look(MachineKind.Linux, Fitting, display: ":3", probe: _ => new DisplayFound(false, "display :3 without OpenGL", "install it"));

        Assert.That(raylib.CanOpenWindow, Is.False);
        Assert.That(raylib.Fault().Message, Is.EqualTo(
            "no window can be opened here: display :3 without OpenGL; install it; record, still and step work without"));
    }

    [Test]
    public void In_a_checkout_one_command_brings_both()
    {
        NativeRaylib raylib = Look(MachineKind.Linux, _ => null, hasBuildScript: true);

        Assert.That(raylib.Fault().Kind, Is.EqualTo(FaultKind.MissingOnMachine));
        Assert.That(raylib.Fault().Message, Is.EqualTo(
            "no window can be opened here: no native raylib 6.0, no display; "
            + "dotnet tool restore && dotnet cake --target=Window; record, still and step work without"));
    }

    [Test]
    public void A_display_that_keeps_silent_is_given_up_within_two_seconds()
    {
        using var never = new ManualResetEventSlim();
        var watch = Stopwatch.StartNew();
        NativeRaylib raylib = Look(MachineKind.Linux, Fitting, display: "far:0", probe: _ =>
        {
            never.Wait();
            return DisplayProbe.None;
        });
        never.Set();

        Assert.That(watch.Elapsed, Is.LessThan(Bound));
        Assert.That(raylib.Fault().Message, Does.Contain("display far:0 does not answer").And.Contain("record, still and step work without"));
    }

    [TestCase(nameof(MachineKind.Windows))]
    [TestCase(nameof(MachineKind.MacOS))]
    public void Other_systems_bring_their_display(string machine)
        => Assert.That(Look(Enum.Parse<MachineKind>(machine), Fitting).CanOpenWindow, Is.True);

    [Test]
    public void A_load_that_hangs_is_given_up_within_two_seconds()
    {
        using var never = new ManualResetEventSlim();
        var watch = Stopwatch.StartNew();
        NativeRaylib raylib = Look(MachineKind.Linux, name =>
        {
            never.Wait();
            return new(name, "6.0");
        }, display: ":0");
        never.Set();

        Assert.That(raylib.LoadedFrom, Is.Null);
        Assert.That(watch.Elapsed, Is.LessThan(Bound));
    }

    [Test]
    public void Only_the_substitute_takes_the_versioned_name_and_only_on_Linux()
    {
        Assert.That(NativeRaylib.CandidatesOf(MachineKind.Linux, isSubstitute: true, "raylib"), Is.EqualTo(TwoNames));
        Assert.That(NativeRaylib.CandidatesOf(MachineKind.Linux, isSubstitute: false, "raylib"), Is.EqualTo(new[] { "raylib" }));
        Assert.That(NativeRaylib.CandidatesOf(MachineKind.Windows, isSubstitute: true, "raylib"), Is.EqualTo(new[] { "raylib" }));
    }

    [Test]
    public void This_machine_gets_an_answer()
    {
        NativeRaylib raylib = NativeRaylib.Look();

        Assert.That(raylib.Candidates, Is.Not.Empty);
        Assert.That(raylib.Found, Does.Contain("raylib"));
        Assert.That(raylib.Remedy, raylib.CanOpenWindow ? Is.Empty : Does.Contain("for a window"));
    }

    private static NativeLibraryFound? Fitting(string name) => new(name, NativeRaylib.BindingVersion);

    private static NativeRaylib Look(
        MachineKind machine,
        Func<string, NativeLibraryFound?> tryLoad,
        string? display = null,
        Func<Func<string, string?>, DisplayFound>? probe = null,
        bool hasBuildScript = false)
        => NativeRaylib.Look(
            machine,
            TwoNames,
            tryLoad,
            name => name == "DISPLAY" ? display : null,
            probe ?? (environment => environment("DISPLAY") is { Length: > 0 } name ? new DisplayFound(true, $"display {name} with OpenGL", "") : DisplayProbe.None),
            hasBuildScript);
}
