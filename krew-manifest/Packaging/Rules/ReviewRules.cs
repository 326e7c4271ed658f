using System.Text.RegularExpressions;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Packaging.Manifests;

namespace KubectlWebhookCert.Packaging.Rules;

/// <summary>What the reviewers of krew-index ask for beyond what is validated.</summary>
/// <remarks>Source: Krew's plugin naming guide and "Writing Krew plugin manifests", and the reviews of krew-index.</remarks>
internal static partial class ReviewRules
{
    /// <summary>The longest short description, in characters: <c>kubectl krew search</c> cuts what is longer.</summary>
    public const int LongestShortDescription = 50;

    /// <summary>The longest line of the description, in characters.</summary>
    public const int LongestLine = 80;

    private static readonly string[] KubectlCommands =
    [
        "annotate", "api-resources", "api-versions", "apply", "attach", "auth", "autoscale", "certificate", "cluster-info", "completion", "config", "cordon",
        "cp", "create", "debug", "delete", "describe", "diff", "drain", "edit", "events", "exec", "explain", "expose", "get", "help", "kustomize", "label",
        "logs", "options", "patch", "plugin", "port-forward", "proxy", "replace", "rollout", "run", "scale", "set", "taint", "top", "uncordon", "version", "wait",
    ];

    private static readonly string[] Abbreviations =
    [
        "cm", "crd", "csr", "deploy", "ds", "ep", "ev", "hpa", "ing", "limits", "netpol", "no", "ns", "pdb", "po", "pv", "pvc", "quota", "rc", "rs", "sa", "sc", "sts", "svc",
    ];

    /// <summary>What they would object to.</summary>
    public static IEnumerable<ManifestProblem> Check(KrewManifest manifest) => Name(manifest.Name).Concat(Text(manifest)).Concat(manifest.Platforms.SelectMany(Archive));

    private static IEnumerable<ManifestProblem> Name(string name)
    {
        if (!KebabCase().IsMatch(name))
        {
            yield return new("name-kebab-case", $"metadata.name \"{name}\" is not lower-case words with hyphens between them");
        }

        if (KubectlCommands.Contains(name))
        {
            yield return new("name-of-kubectl", $"kubectl {name} is a command already, which no plugin replaces");
        }

        if (name.StartsWith("kube", StringComparison.OrdinalIgnoreCase))
        {
            yield return new("name-repeats-kube", $"metadata.name \"{name}\" repeats what is said before it: kubectl {name}");
        }

        foreach (var part in name.Split('-').Where(Abbreviations.Contains))
        {
            yield return new("name-abbreviated", $"metadata.name \"{name}\" abbreviates a resource: {part}");
        }
    }

    private static IEnumerable<ManifestProblem> Text(KrewManifest manifest)
    {
        if (manifest.ShortDescription.Length > LongestShortDescription)
        {
            yield return new("short-description-long", $"spec.shortDescription has {manifest.ShortDescription.Length} characters, {LongestShortDescription} are shown");
        }

        if (RedundantWords().Match(manifest.ShortDescription) is { Success: true } word)
        {
            yield return new("short-description-redundant", $"spec.shortDescription says \"{word.Value}\", as every plugin could");
        }

        if (string.IsNullOrWhiteSpace(manifest.Description))
        {
            yield return new("description", "spec.description is missing");
        }

        foreach (var line in manifest.Description.Split('\n').Where(line => line.Length > LongestLine))
        {
            yield return new("description-wide", $"spec.description has a line of {line.Length} characters, {LongestLine} fit: \"{line[..40]}...\"");
        }

        foreach (var line in manifest.Description.Split('\n').Where(line => UsageLine().IsMatch(line)))
        {
            yield return new("description-has-usage", $"spec.description shows how to type it: \"{line.Trim()}\"; --help does");
        }

        if (!(manifest.Json.Text("spec", "homepage") ?? string.Empty).StartsWith("https://", StringComparison.Ordinal))
        {
            yield return new("homepage", "spec.homepage is no https address");
        }

        if (manifest.Json.At("spec", "caveats") is not null)
        {
            yield return new("caveats", "spec.caveats is for what has to be installed first: this needs nothing");
        }
    }

    private static IEnumerable<ManifestProblem> Archive(PlatformEntry entry)
    {
        if (entry.Selector?.Selected.Any(platform => platform.IsWindows) == true && !entry.Bin.EndsWith(".exe", StringComparison.Ordinal))
        {
            yield return new("bin-not-exe", $"{entry.Place}.bin \"{entry.Bin}\": Krew starts only .exe files on Windows");
        }

        if (entry.Json.At("files") is not null)
        {
            yield return new("files-listed", $"{entry.Place}.files: leave it out, and put into the archive what is to be installed");
        }
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex KebabCase();

    [GeneratedRegex("kubernetes|kubectl|plugin", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RedundantWords();

    [GeneratedRegex(@"^\s*(\$ |kubectl |`*kubectl )")]
    private static partial Regex UsageLine();
}
