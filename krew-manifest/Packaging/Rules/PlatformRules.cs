using System.Text.RegularExpressions;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Packaging.Manifests;

namespace KubectlWebhookCert.Packaging.Rules;

/// <summary>What Krew's validator demands of what is installed on each system.</summary>
/// <remarks>Source: krew <c>internal/index/validation/validate.go</c>, <c>cmd/validate-krew-manifest/main.go</c> and <c>internal/installation/move.go</c>.</remarks>
internal static partial class PlatformRules
{
    /// <summary>What is wrong.</summary>
    public static IEnumerable<ManifestProblem> Check(KrewManifest manifest) =>
        manifest.Platforms.SelectMany(entry => Address(entry).Concat(Files(entry)).Concat(Selector(entry))).Concat(Overlaps(manifest.Platforms));

    private static IEnumerable<ManifestProblem> Address(PlatformEntry entry)
    {
        var isAddress = Uri.TryCreate(entry.Uri, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;
        if (!isAddress || !(entry.Uri.EndsWith(".zip", StringComparison.Ordinal) || entry.Uri.EndsWith(".tar.gz", StringComparison.Ordinal)))
        {
            yield return new("uri", $"{entry.Place}.uri \"{entry.Uri}\" is no https address of a .zip or .tar.gz file");
        }

        if (!Sha256().IsMatch(entry.Sha256))
        {
            yield return new("sha256", $"{entry.Place}.sha256 \"{entry.Sha256}\" is not 64 lower-case hexadecimal digits");
        }
    }

    private static IEnumerable<ManifestProblem> Files(PlatformEntry entry)
    {
        if (entry.Json.At("files") is not null && entry.Moves.Count == 0)
        {
            yield return new("files-empty", $"{entry.Place}.files moves nothing");
        }

        foreach (var move in entry.Moves.Where(move => !IsInside(move.From) || !IsInside(move.To)))
        {
            yield return new("files-escape", $"{entry.Place}.files moves \"{move.From}\" to \"{move.To}\": both have to be paths inside their folder");
        }

        // Krew refuses a path that Go's filepath.Clean would write differently
        foreach (var move in entry.Moves.Where(move => IsInside(move.To) && move.To != "." && (move.To.EndsWith('/') || move.To.Split('/').Any(part => part is "" or "."))))
        {
            yield return new("files-to-unclean", $"{entry.Place}.files moves to \"{move.To}\": write it without \"./\", \"//\" and \"/\" at the end");
        }

        if (entry.Bin is "" or "." || !IsInside(entry.Bin))
        {
            yield return new("bin", $"{entry.Place}.bin \"{entry.Bin}\" is no path inside the installed files");
        }
    }

    private static IEnumerable<ManifestProblem> Selector(PlatformEntry entry)
    {
        if (entry.Selector is not { Keys.Count: > 0 } selector)
        {
            yield return new("selector-empty", $"{entry.Place}.selector selects by nothing");
            yield break;
        }

        foreach (var list in (string[])["matchLabels", "matchExpressions"])
        {
            if (selector.Json.At(list) is not null && !selector.Json.Properties(list).Any() && !selector.Json.Items(list).Any())
            {
                yield return new("selector-list-empty", $"{entry.Place}.selector.{list} is there and empty");
            }
        }

        foreach (var key in selector.Keys.Where(key => key is not ("os" or "arch")))
        {
            yield return new("selector-key", $"{entry.Place}.selector has key \"{key}\", Krew knows os and arch");
        }

        if (selector.Selected.Count == 0)
        {
            yield return new("selector-matches-nothing", $"{entry.Place}.selector matches no system that Krew runs on");
        }
    }

    private static IEnumerable<ManifestProblem> Overlaps(IReadOnlyList<PlatformEntry> entries) =>
        from platform in PlatformSelector.KnownToKrew
        let places = entries.Where(entry => entry.Selector?.Selected.Contains(platform) == true).Select(entry => entry.Place).ToArray()
        where places.Length > 1
        select new ManifestProblem("selectors-overlap", $"{string.Join(" and ", places)} are all for {platform}");

    private static bool IsInside(string path) => path.Length > 0 && path[0] is not ('/' or '\\') && !path.Split('/', '\\').Contains("..");

    [GeneratedRegex(@"^[a-f0-9]{64}\z")]
    private static partial Regex Sha256();
}
