using System.Diagnostics;
using System.Net.Sockets;
using TokenFlow.Window.Native;

namespace TokenFlow.Window.Tests.Native;

/// <summary>With real libraries and real sockets: what a user's machine does, not what we think it does.</summary>
[Platform("Linux")]
public sealed class DisplayProbeTests
{
    // It waits for a second and a half; a machine that is busy with other tests comes back late.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(4);

    [Test]
    public void An_environment_that_names_no_display_has_none()
    {
        Assert.That(Look(), Is.EqualTo(DisplayProbe.None));
        Assert.That(Look(x: "", wayland: ""), Is.EqualTo(DisplayProbe.None));
    }

    [Test]
    public void An_X_display_that_nobody_serves_does_not_answer()
    {
        DisplayFound found = Look(x: ":77077");

        Assert.That(found.CanShow, Is.False);
        Assert.That(found.Said, Does.StartWith("display :77077 does not answer").Or.EqualTo("a display :77077, and no libX11 to reach it"));
        Assert.That(found.Remedy, Is.Not.Empty);
    }

    [Test]
    public void A_name_that_is_no_display_does_not_answer()
        => Assert.That(Look(x: "nonsense").CanShow, Is.False);

    [Test]
    public void A_Wayland_display_that_nobody_serves_does_not_answer()
    {
        DisplayFound found = Look(wayland: "wayland-of-nobody");

        Assert.That(found.CanShow, Is.False);
        Assert.That(found.Said, Is.EqualTo("Wayland display wayland-of-nobody does not answer"));
    }

    [Test]
    public void Where_both_are_named_the_line_is_about_X()
        => Assert.That(Look(x: ":77077", wayland: "wayland-of-nobody").Said, Does.Contain(":77077"));

    [Test]
    public void A_server_that_takes_calls_and_says_nothing_is_given_up_within_two_seconds()
    {
        using var mute = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        int display = ListenAsXServer(mute);
        var watch = Stopwatch.StartNew();
        NativeRaylib raylib = NativeRaylib.Look(
            MachineKind.Linux,
            ["raylib"],
            name => new NativeLibraryFound(name, NativeRaylib.BindingVersion),
            name => name == "DISPLAY" ? $"127.0.0.1:{display}" : null,
            DisplayProbe.Look);

        Assert.That(watch.Elapsed, Is.LessThan(Bound));
        Assert.That(raylib.CanOpenWindow, Is.False);
    }

    [Test]
    public void The_display_of_this_machine_shows_OpenGL()
    {
        WindowRequirement.Demand(NativeRaylib.Demand);
        DisplayFound found = DisplayProbe.Look(Environment.GetEnvironmentVariable);

        Assert.That(found.CanShow, Is.True);
        Assert.That(found.Said, Does.EndWith("with OpenGL"));
        Assert.That(found.Remedy, Is.Empty);
        found.Connection?.Dispose();
        using IDisposable? held = NativeRaylib.Demand();
    }

    // X displays that are reached over TCP have their number above port 6000.
    private static int ListenAsXServer(Socket socket)
    {
        for (int display = 100; ; display++)
        {
            try
            {
                socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 6000 + display));
                socket.Listen();
                return display;
            }
            catch (SocketException) when (display < 1000)
            {
            }
        }
    }

    private static DisplayFound Look(string? x = null, string? wayland = null) =>
        DisplayProbe.Look(name => name switch { "DISPLAY" => x, "WAYLAND_DISPLAY" => wayland, "XDG_RUNTIME_DIR" => Path.GetTempPath(), _ => null });
}
