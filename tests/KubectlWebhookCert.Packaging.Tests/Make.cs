using System.Text;
using KubectlWebhookCert.Commands.Tests;
using KubectlWebhookCert.Packaging.Archives;
using KubectlWebhookCert.Packaging.Manifests;

namespace KubectlWebhookCert.Packaging.Tests;

/// <summary>Valid things; each test changes the one that it is about.</summary>
internal static class Make
{
    public static ProjectFacts Project { get; } = new("1.2.3", "https://example.com/someone/kubectl-webhook-cert");

    public static ManifestTemplate Template { get; } = new(System.IO.File.ReadAllText(Repository.PathOf("krew-manifest/template.yaml")), Project);

    /// <summary>A manifest whose checksums are those of no archive.</summary>
    public static string ManifestText { get; } = Template.Manifest(_ => new string('a', 64));

    public static KrewManifest Manifest(string text, string fileName = "webhook-cert.yaml") => KrewManifest.Read(fileName, text);

    /// <summary>The files of an archive for Linux.</summary>
    public static IReadOnlyList<PackedFile> Files() => [File("kubectl-webhook_cert", "plugin", true), File("LICENSE", "licence", false)];

    public static PackedFile File(string name, string content, bool isExecutable) => new(name, Encoding.UTF8.GetBytes(content), isExecutable);
}
