using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace TokenFlow.Window.Native;

/// <summary>
/// Asks a Linux machine's display whether it would show a window with OpenGL, on a connection of its own that goes along
/// with a good answer. May wait for a display that does not answer: call it where that can be borne.
/// </summary>
internal static class DisplayProbe
{
    private const string SetOne = "run where DISPLAY or WAYLAND_DISPLAY is set, or under xvfb-run -a";
    private const string GetGl = "install OpenGL (Debian: apt install libgl1 libglx-mesa0 libgl1-mesa-dri)";

    /// <summary>What there is for an environment that names no display.</summary>
    public static DisplayFound None => new(false, "no display", SetOne);

    /// <summary>Looks at the displays that the environment names.</summary>
    /// <param name="environment">Reads a variable of the environment.</param>
    public static DisplayFound Look(Func<string, string?> environment)
    {
        string? x = environment("DISPLAY"), wayland = environment("WAYLAND_DISPLAY");
        DisplayFound? onX = string.IsNullOrEmpty(x) ? null : LookAtX(x);
        if (onX is { CanShow: true } || string.IsNullOrEmpty(wayland))
        {
            return onX ?? None;
        }

        DisplayFound onWayland = LookAtWayland(wayland, environment("XDG_RUNTIME_DIR"));
        return onWayland.CanShow ? onWayland : onX ?? onWayland;
    }

    /// <summary>What there is when the display keeps one waiting.</summary>
    public static DisplayFound Silent(Func<string, string?> environment)
    {
        string? x = environment("DISPLAY"), wayland = environment("WAYLAND_DISPLAY");
        return !string.IsNullOrEmpty(x) ? SilentX(x) : !string.IsNullOrEmpty(wayland) ? SilentWayland(wayland) : None;
    }

    private static unsafe DisplayFound LookAtX(string name)
    {
        if (!NativeLibrary.TryLoad("libX11.so.6", out nint x11))
        {
            return new DisplayFound(false, $"a display {name}, and no libX11 to reach it", "install libX11 (Debian: apt install libx11-6)");
        }

        var open = (delegate* unmanaged<byte*, nint>)NativeLibrary.GetExport(x11, "XOpenDisplay");
        var close = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(x11, "XCloseDisplay");
        nint display;
        nint text = Marshal.StringToCoTaskMemUTF8(name);
        try
        {
            display = open((byte*)text);
        }
        finally
        {
            Marshal.FreeCoTaskMem(text);
        }

        if (display == 0)
        {
            return SilentX(name);
        }

        var connection = new XConnection(display, close);
        DisplayFound found = AskForGl(name, display);
        if (found.CanShow)
        {
            return found with { Connection = connection };
        }

        connection.Dispose();
        return found;
    }

    private static unsafe DisplayFound AskForGl(string name, nint display)
    {
        // Kept loaded: OpenGL libraries do not bear being unloaded.
        if (!NativeLibrary.TryLoad("libGLX.so.0", out nint glx) && !NativeLibrary.TryLoad("libGL.so.1", out glx))
        {
            return new DisplayFound(false, $"display {name}, and no libGL", GetGl);
        }

        var ask = (delegate* unmanaged<nint, int*, int*, int>)NativeLibrary.GetExport(glx, "glXQueryExtension");
        int firstError, firstEvent;
        return ask(display, &firstError, &firstEvent) != 0
            ? new DisplayFound(true, $"display {name} with OpenGL", "")
            : new DisplayFound(false, $"display {name} without OpenGL", "give the X server its GLX extension (Xvfb: +extension GLX)");
    }

    private static DisplayFound LookAtWayland(string name, string? folder)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(folder ?? "", name)));
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return SilentWayland(name);
        }

        return NativeLibrary.TryLoad("libwayland-client.so.0", out _) && NativeLibrary.TryLoad("libEGL.so.1", out _)
            ? new DisplayFound(true, $"Wayland display {name} with OpenGL", "")
            : new DisplayFound(false, $"Wayland display {name}, and no libwayland-client or libEGL", "install them (Debian: apt install libwayland-client0 libegl1 libgl1-mesa-dri)");
    }

    private static DisplayFound SilentX(string name) =>
        new(false, $"display {name} does not answer", "start that X server, or set DISPLAY to one that runs and lets you in");

    private static DisplayFound SilentWayland(string name) =>
        new(false, $"Wayland display {name} does not answer", "start that compositor, or set WAYLAND_DISPLAY to one that runs");
}

/// <summary>What a display can do for a window.</summary>
/// <param name="CanShow">Whether a window with OpenGL can be shown on it, as far as can be told without opening one.</param>
/// <param name="Said">What was found, in a few words.</param>
/// <param name="Remedy">What to do, as an imperative; empty where nothing is missing.</param>
/// <param name="Connection">The connection on which that was found out, still open; null where there is none.</param>
internal sealed record DisplayFound(bool CanShow, string Said, string Remedy, IDisposable? Connection = null);
