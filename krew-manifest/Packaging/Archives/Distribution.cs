using System.Diagnostics;
using System.Security.Cryptography;

namespace KubectlWebhookCert.Packaging.Archives;

/// <summary>What is published for one platform: its archive.</summary>
/// <param name="Root">The checkout; the plugin is built already, in <c>out</c>.</param>
/// <param name="Project">Version and address.</param>
/// <param name="Platform">What the plugin was built for.</param>
internal sealed record Distribution(string Root, ProjectFacts Project, Platform Platform)
{
    private const string Helper = "kubectl_complete-webhook_cert";

    /// <summary>The plugin as it was built.</summary>
    public string Executable => Path.Combine(Root, "out", Platform.Executable);

    /// <summary>The archive's bytes.</summary>
    public byte[] Archive() => Platform.IsWindows ? ArchiveWriter.Zip(Files()) : ArchiveWriter.TarGz(Files());

    /// <summary>What goes into it: the plugin, its licence, what kubectl calls to complete its words, its manual pages.</summary>
    /// <exception cref="PackagingException">The plugin was not built.</exception>
    public IEnumerable<PackedFile> Files()
    {
        if (!File.Exists(Executable))
        {
            throw new PackagingException($"there is no out/{Platform.Executable}", "make build");
        }

        yield return Pack(Executable, Platform.Executable, isExecutable: true);
        yield return Pack(Path.Combine(Root, "LICENSE"), "LICENSE", isExecutable: false);
        if (!Platform.IsWindows) // where a script of /bin/sh is no program
        {
            yield return Pack(Path.Combine(Root, "cmd", "kubectl-webhook_cert", "Completing", Helper), Helper, isExecutable: true);
        }

        foreach (var page in Directory.EnumerateFiles(Path.Combine(Root, "docs", "man"), "*.1"))
        {
            yield return Pack(page, $"man/man1/{Path.GetFileName(page)}", isExecutable: false);
        }
    }

    /// <summary>Makes sure that the plugin is of the version that its archive is named after.</summary>
    /// <exception cref="PackagingException">It is of another.</exception>
    public void CheckVersion()
    {
        using var version = Process.Start(new ProcessStartInfo(Executable, ["version"]) { RedirectStandardOutput = true })
            ?? throw new PackagingException($"{Executable} does not start", "make build");
        var said = version.StandardOutput.ReadToEnd().Trim();
        if (said.Split('\n')[0] != Project.Tag)
        {
            throw new PackagingException($"out/{Platform.Executable} is version {said}, Directory.Build.props says {Project.Tag}", "make clean dist");
        }
    }

    /// <summary>The SHA-256 of bytes: 64 lower-case hex digits, the only form that Krew takes.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static PackedFile Pack(string path, string name, bool isExecutable) => new(name, File.ReadAllBytes(path), isExecutable);
}
