namespace TokenFlow.Window.Native;

/// <summary>A native raylib that loads.</summary>
/// <param name="Candidate">Name or path under which it loads.</param>
/// <param name="Version">What it says its version is; null if it does not say.</param>
internal sealed record NativeLibraryFound(string Candidate, string? Version);
