using System.Globalization;
using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>A Service that took the place of one that is not there.</summary>
/// <param name="Ref">Names it.</param>
/// <param name="Evidence">What speaks for it, one phrase each.</param>
internal sealed record RenamedService(ObjectRef Ref, ValueList<string> Evidence)
{
    private const int EnoughEvidence = 2; // one alone is chance: many Services have port 443

    private static readonly ValueList<string> ApplicationLabels = ["app.kubernetes.io/name", "app.kubernetes.io/instance"];

    public string Name => Ref.Name;

    /// <summary>The one Service of the namespace that most speaks for, or null where nothing does or two do alike.</summary>
    public static RenamedService? Of(WebhookFacts facts, ObjectRef missing)
    {
        var candidates = facts.Snapshot.All(ResourceTypes.Service)
            .Where(service => service.Namespace == missing.Namespace)
            .Select(service => new RenamedService(service.Ref, For(facts, service, missing).ToValueList()))
            .Where(candidate => candidate.Evidence.Count >= EnoughEvidence)
            .OrderByDescending(candidate => candidate.Evidence.Count)
            .ToArray();
        return candidates switch
        {
            [var only] => only,
            [var best, var next, ..] when best.Evidence.Count > next.Evidence.Count => best,
            _ => null,
        };
    }

    /// <summary>The last revision of the configuration's Helm release that rendered a Service, where a later one did not; or null.</summary>
    public static string? LastRevision(WebhookFacts facts, ObjectRef missing)
    {
        var (release, rendered, latest) = Revisions(facts, missing);
        return rendered is null || latest is null ? null : $"revision {Of(rendered)} of Helm release {release!.Namespace}/{release.Name}";
    }

    private static IEnumerable<string> For(WebhookFacts facts, KubernetesObject service, ObjectRef missing)
    {
        var configuration = facts.Configuration.Resource;
        var (release, rendered, latest) = Revisions(facts, missing);
        if (rendered is not null && latest is not null && latest.Renders(service.Ref) && !rendered.Renders(service.Ref))
        {
            yield return $"Helm release {release!.Namespace}/{release.Name} rendered {missing.Name} until revision {Of(rendered)} and renders "
                + $"{service.Name} since";
            yield return $"revision {Of(latest)} renders {missing.Name} no more";
        }

        if (release is not null && HelmRelease.Of(service) == release)
        {
            yield return $"it belongs to Helm release {release.Namespace}/{release.Name}, as the configuration does";
        }
        else if (ApplicationLabels.All(label => service.Label(label) is { } value && value == configuration.Label(label)))
        {
            yield return $"it has the configuration's labels {string.Join(" and ", ApplicationLabels)}";
        }

        if (facts.Leaf is { } leaf && ServiceNames.Of(leaf.Certificate).Contains(service.Ref))
        {
            yield return "the serving certificate is for it";
        }

        if (Resemblance.Closest(missing.Name, [service.Name]).Count > 0)
        {
            yield return "it has a similar name";
        }

        if (facts.Webhook.Calls is WebhookCall.ByService call
            && service.Json.Items("spec", "ports").Any(port => port.Number("port") == call.Port))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"it has port {call.Port}");
        }
    }

    private static (HelmRelease? Release, HelmRevision? Rendered, HelmRevision? Latest) Revisions(WebhookFacts facts, ObjectRef missing)
    {
        var release = HelmRelease.Of(facts.Configuration.Resource);
        var revisions = facts.History.Of(release);
        var rendered = revisions.LastOrDefault(revision => revision.Renders(missing));
        return (release, rendered, rendered is null || revisions[^1] == rendered ? null : revisions[^1]);
    }

    private static string Of(HelmRevision revision) => string.Create(
        CultureInfo.InvariantCulture, $"{revision.Number}{(revision.Chart.Length == 0 ? string.Empty : $" ({revision.Chart})")}");
}
