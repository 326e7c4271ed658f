using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Finds out why a certificate is for other names than the webhook's Service: by what exists, and by what Helm has rendered.</summary>
internal static class NameStories
{
    /// <summary>The most telling story, or null where nothing tells.</summary>
    public static NameStory? Of(Certificate leaf, WebhookFacts facts)
    {
        if (facts.Webhook.Calls is not WebhookCall.ByService call)
        {
            return null;
        }

        ObjectRef[] named = [.. ServiceNames.Of(leaf).Where(name => name.Name != call.Name || name.Namespace != call.Namespace)];
        ObjectRef[] here = [.. named.Where(name => name.Namespace == call.Namespace)];
        return First(here, name => Renamed(name, call, facts))
            ?? First(here, name => Existing(name, call, facts))
            ?? Misspelt(leaf, call)
            ?? First(here, name => Gone(name, facts))
            ?? First(named, name => name.Name == call.Name && name.Namespace != call.Namespace ? Moved(name) : null);
    }

    private static NameStory? First(IEnumerable<ObjectRef> names, Func<ObjectRef, NameStory?> story) =>
        names.Select(story).FirstOrDefault(found => found is not null);

    // an earlier revision rendered the Service of the certificate's name, the latest one renders the webhook's instead
    private static NameStory? Renamed(ObjectRef old, WebhookCall.ByService call, WebhookFacts facts)
    {
        var current = new ObjectRef(old.Kind, call.Namespace, call.Name);
        foreach (var release in Releases(facts))
        {
            var revisions = facts.History.Of(release);
            if (revisions.LastOrDefault(revision => revision.Renders(old)) is not { } last
                || revisions.FirstOrDefault(revision => revision.Number > last.Number && revision.Renders(current)) is not { } first
                || revisions[^1].Renders(old))
            {
                continue;
            }

            var by = last.Chart == first.Chart ? $"revision {first.Number}" : $"chart {first.Chart}, after {last.Chart}";
            return new NameStory(
                $"the Service was renamed from {old.Name} to {call.Name} by {by}",
                [Line(release, last, old), Line(release, first, current)]);
        }

        return null;
    }

    private static Evidence Line(HelmRelease release, HelmRevision revision, ObjectRef rendered) =>
        new("rendered", $"{rendered} in revision {revision.Number} of Helm release {release.Namespace}/{release.Name} ({revision.Chart})");

    private static IEnumerable<HelmRelease> Releases(WebhookFacts facts) =>
        new[] { facts.Configuration.Resource, facts.Service?.Resource, facts.Webhook.ServingSecret?.Resource }
            .Select(HelmRelease.Of)
            .OfType<HelmRelease>()
            .Distinct();

    private static NameStory? Existing(ObjectRef other, WebhookCall.ByService call, WebhookFacts facts)
    {
        if (facts.Snapshot.Find(ResourceTypes.Service, other.Namespace, other.Name) is not { } service)
        {
            return null;
        }

        var evidence = new Evidence("exists", $"{other}, selector {Selector(service)}");
        return Selector(service) == Selector(facts.Service?.Resource)
            ? new NameStory($"Service {other.Name} exists beside {call.Name} and selects the same pods", [evidence])
            {
                Fix = $"name Service {other.Name} in {facts.TargetText}, or issue a certificate for both: {Remedy.Reissue(facts)}",
            }
            : new NameStory($"the name belongs to Service {other.Name}, which is another one", [evidence])
            {
                Fix = $"give the pods of Service {call.Name} a certificate of their own, or name Service {other.Name} in {facts.TargetText} "
                    + "if that is the webhook",
            };
    }

    private static string Selector(KubernetesObject? service) => string.Join(
        ',',
        (service?.Json.Properties("spec", "selector") ?? [])
            .Select(label => $"{label.Name}={label.Value.Text()}")
            .Order(StringComparer.Ordinal));

    private static NameStory? Gone(ObjectRef other, WebhookFacts facts) =>
        facts.IsFromCluster && facts.Snapshot.PresenceOf(ResourceTypes.Service, other.Namespace, other.Name) == Presence.Missing
            ? new NameStory($"Service {other.Name} does not exist, it may have been the name before", [new Evidence("does not exist", $"{other}")])
            : null;

    private static NameStory Moved(ObjectRef other) =>
        new($"it was issued for namespace {other.Namespace}", [new Evidence("issued for", $"{other}")]);

    // the right Service, written as clients in the cluster may call it and the API server does not
    private static NameStory? Misspelt(Certificate leaf, WebhookCall.ByService call)
    {
        string[] spellings = [call.Name, $"{call.Name}.{call.Namespace}"];
        var found = leaf.AlternativeNames.DnsNames.FirstOrDefault(name =>
            spellings.Contains(name, StringComparer.OrdinalIgnoreCase)
            || name.StartsWith($"{call.ServerName}.", StringComparison.OrdinalIgnoreCase)
            || (name.StartsWith("*.", StringComparison.Ordinal) && HostName.Matches(name, $"{call.ServerName}.cluster.local")));
        return found is null ? null : new NameStory($"{found} is not how the API server calls a Service", []);
    }
}
