using System.Runtime.InteropServices;

namespace KubectlWebhookCert.Packaging;

/// <summary>A system that the plugin is released for, in the words of Go and Krew.</summary>
/// <param name="Os"><c>darwin</c>, <c>linux</c> or <c>windows</c>.</param>
/// <param name="Architecture"><c>amd64</c> or <c>arm64</c>.</param>
internal sealed record Platform(string Os, string Architecture)
{
    /// <summary>All of them, in the order of the manifest. The release workflow has a runner for each.</summary>
    public static IReadOnlyList<Platform> All { get; } =
        [.. from os in (string[])["darwin", "linux", "windows"] from architecture in (string[])["amd64", "arm64"] select new Platform(os, architecture)];

    /// <summary>The one that this runs on.</summary>
    /// <exception cref="PackagingException">The plugin is not released for it.</exception>
    public static Platform Current
    {
        get
        {
            var os = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
            var architecture = RuntimeInformation.OSArchitecture is System.Runtime.InteropServices.Architecture.X64 ? "amd64" : RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
            var current = new Platform(os, architecture);
            return All.Contains(current) ? current : throw new PackagingException($"no release is made for {current}", $"build on one of: {string.Join(", ", All)}");
        }
    }

    /// <summary>The plugin's file. Krew starts only <c>.exe</c> files on Windows.</summary>
    public string Executable => IsWindows ? "kubectl-webhook_cert.exe" : "kubectl-webhook_cert";

    /// <summary>Whether its archive is a zip file, as is usual there, and not a tar.gz.</summary>
    public bool IsWindows => Os == "windows";

    /// <summary>The archive's name for a tag: <c>kubectl-webhook_cert_v0.1.0_linux_amd64.tar.gz</c>.</summary>
    public string ArchiveName(string tag) => $"kubectl-webhook_cert_{tag}_{Os}_{Architecture}.{(IsWindows ? "zip" : "tar.gz")}";

    /// <summary>The name of its bill of materials: <c>kubectl-webhook_cert_v0.1.0_linux_amd64.cdx.json</c>.</summary>
    public string BomName(string tag) => $"kubectl-webhook_cert_{tag}_{Os}_{Architecture}.cdx.json";

    /// <inheritdoc/>
    public override string ToString() => $"{Os}/{Architecture}";
}
