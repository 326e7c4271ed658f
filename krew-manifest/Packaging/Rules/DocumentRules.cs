using System.Text.RegularExpressions;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Packaging.Manifests;

namespace KubectlWebhookCert.Packaging.Rules;

/// <summary>What Krew's validator demands of a manifest as a whole.</summary>
/// <remarks>Source: krew <c>internal/index/validation/validate.go</c> and <c>cmd/validate-krew-manifest/main.go</c>.</remarks>
internal static partial class DocumentRules
{
    private const string ApiVersion = "krew.googlecontainertools.github.com/v1alpha2";

    /// <summary>What is wrong.</summary>
    public static IEnumerable<ManifestProblem> Check(KrewManifest manifest)
    {
        if (manifest.Json.Text("apiVersion") != ApiVersion)
        {
            yield return new("api-version", $"apiVersion is \"{manifest.Json.Text("apiVersion")}\", Krew knows {ApiVersion}");
        }

        if (manifest.Json.Text("kind") != "Plugin")
        {
            yield return new("kind", $"kind is \"{manifest.Json.Text("kind")}\", Krew knows Plugin");
        }

        if (!SafeName().IsMatch(manifest.Name) || DeviceName().IsMatch(manifest.Name))
        {
            yield return new("name-unsafe", $"metadata.name \"{manifest.Name}\" is no name for a file on every system");
        }

        if (manifest.FileName != $"{manifest.Name}.yaml")
        {
            yield return new("name-not-of-file", $"metadata.name is \"{manifest.Name}\", the file is {manifest.FileName}");
        }

        if (!SemanticVersion().IsMatch(manifest.Version))
        {
            yield return new("version", $"spec.version \"{manifest.Version}\" is no semantic version with v before it");
        }

        if (manifest.ShortDescription.Length == 0 || manifest.ShortDescription.AsSpan().ContainsAny('\r', '\n'))
        {
            yield return new("short-description", "spec.shortDescription is not one line");
        }

        if (manifest.Platforms.Count == 0)
        {
            yield return new("platforms-empty", "spec.platforms has nothing to install");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]+\z")]
    private static partial Regex SafeName();

    // Windows keeps these for devices
    [GeneratedRegex(@"^(CON|PRN|AUX|NUL|COM[1-9]|LPT[1-9])\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DeviceName();

    // semver.org, "Is there a suggested regular expression"
    [GeneratedRegex(@"^v(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*)?(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?\z")]
    private static partial Regex SemanticVersion();
}
