#nullable enable

using System.Security.Cryptography;
using System.Text.RegularExpressions;

/// <summary>
/// Fetches packages of another Debian release without installing them: apt with state, cache and sources of its own in
/// a folder of ours, so that the system's apt never hears of that release. Needs no rights beyond the folder's.
/// </summary>
public sealed class DebianArchive
{
    private const string Keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
    private const string UsualMirror = "http://deb.debian.org/debian";

    private readonly string _folder;
    private readonly string _release;
    private readonly string _architecture;

    /// <param name="folder">An existing, empty folder.</param>
    /// <param name="release">The release's code name, as "forky".</param>
    /// <param name="architecture">Debian's name of the architecture, as "amd64".</param>
    public DebianArchive(string folder, string release, string architecture)
    {
        (_folder, _release, _architecture) = (folder, release, architecture);
        foreach (string part in new[] { "state/lists/partial", "cache/archives/partial", "packages" })
        {
            System.IO.Directory.CreateDirectory(System.IO.Path.Combine(folder, part));
        }

        System.IO.File.WriteAllText(System.IO.Path.Combine(folder, "state/status"), "");
        System.IO.File.WriteAllText(Configuration, $$"""
            Dir::State "{{folder}}/state";
            Dir::State::status "{{folder}}/state/status";
            Dir::Cache "{{folder}}/cache";
            Dir::Etc::sourcelist "{{SourceList}}";
            Dir::Etc::sourceparts "-";
            Dir::Etc::preferences "-";
            Dir::Etc::preferencesparts "-";
            #clear APT::Architectures;
            #clear APT::Update::Pre-Invoke;
            #clear APT::Update::Post-Invoke;
            #clear APT::Update::Post-Invoke-Success;
            APT::Architecture "{{architecture}}";
            APT::Architectures { "{{architecture}}"; };
            APT::Sandbox::User "root";
            APT::Update::Error-Mode "any";
            Acquire::Languages "none";
            Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
            Acquire::IndexTargets::deb::DEP-11-icons-small::DefaultEnabled "false";
            Acquire::IndexTargets::deb::DEP-11-icons::DefaultEnabled "false";
            Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
            Acquire::Retries "2";
            Acquire::http::Timeout "20";
            """ + "\n");
    }

    /// <summary>What this way lacks on this system, in a few words; null where it can be gone.</summary>
    public static string? Lack =>
        !Programs.Has("apt-get") || !Programs.Has("dpkg-deb") ? "this system has no apt"
        : !System.IO.File.Exists(Keyring) ? $"the keys of Debian's archive are not here (apt install debian-archive-keyring)"
        : null;

    private string Configuration => System.IO.Path.Combine(_folder, "apt.conf");

    private string SourceList => System.IO.Path.Combine(_folder, "sources.list");

    /// <summary>Reads the release's signed index, from this machine's own mirror where that has the release.</summary>
    /// <returns>The mirror.</returns>
    /// <exception cref="InvalidOperationException">No mirror gave it.</exception>
    public string Open()
    {
        string[] mirrors = Mirrors();
        foreach (string mirror in mirrors)
        {
            System.IO.File.WriteAllText(SourceList, $"deb [arch={_architecture} signed-by={Keyring}] {mirror} {_release} main\n");
            try
            {
                Programs.Run("apt-get", _folder, "-c", Configuration, "-qq", "update");
                return mirror;
            }
            catch (InvalidOperationException) when (mirror != mirrors[^1])
            {
            }
        }

        throw new InvalidOperationException("no mirror is known");
    }

    /// <summary>Fetches a package, checks it against the index and unpacks it.</summary>
    /// <exception cref="InvalidOperationException">It cannot be had.</exception>
    public DebianPackage Fetch(string name)
    {
        // 'http://mirror/pool/.../name_1.0_amd64.deb' name_1.0_amd64.deb 1234 SHA256:...
        string line = Programs.Run("apt-get", _folder, "-c", Configuration, "-qq", "--print-uris", "download", name);
        Match match = Regex.Match(line, @"^'[^']*' (?<file>[^ /]+) \d+ SHA256:(?<hash>[0-9a-f]{64})\s*$");
        if (!match.Success) throw new InvalidOperationException($"apt does not say where {name} is");

        string packages = System.IO.Path.Combine(_folder, "packages");
        Programs.Run("apt-get", packages, "-c", Configuration, "-qq", "download", name);
        string file = System.IO.Directory.GetFiles(packages, $"{name}_*.deb").Single();
        string hash = Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(file)));
        if (hash != match.Groups["hash"].Value) throw new InvalidOperationException($"{name} is not what the index says it is");

        string root = System.IO.Path.Combine(_folder, "unpacked", name);
        System.IO.Directory.CreateDirectory(root);
        Programs.Run("dpkg-deb", _folder, "-x", file, root);
        string version = Programs.Run("dpkg-deb", _folder, "-f", file, "Version").Trim();
        return new DebianPackage(name, version, hash, root);
    }

    private static string[] Mirrors()
    {
        string configured = "";
        try
        {
            configured = Programs.Run("apt-get", "/", "indextargets", "--format", "$(SITE)");
        }
        catch (InvalidOperationException)
        {
            // Sources that apt cannot read name no mirror.
        }

        return configured.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(site => site.Trim().TrimEnd('/'))
            .Where(site => site.EndsWith("/debian", StringComparison.Ordinal))
            .Append(UsualMirror)
            .Distinct()
            .ToArray();
    }
}
