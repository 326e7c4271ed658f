using System.Globalization;
using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Rules.Secrets;

/// <summary>helm-regenerates: the chart makes a new certificate each time it is rendered.</summary>
internal static class HelmRegenerates
{
    public static readonly Rule Rule = new(
        "helm-regenerates",
        Severity.Info,
        RuleGroup.Secret,
        "the chart makes the certificate while it is rendered",
        "The chart makes CA and certificate with a template function, so each upgrade may make new ones: Secret and CA bundle change at once, while the "
        + "pods serve the old certificate until they read the new one, which many do only at their start. A chart that looks the old one up first does so "
        + "in vain where it is rendered away from the cluster: Argo CD and helm template see no cluster, and make a new one at each sync.",
        [
            "restart the pods after each upgrade: kubectl rollout restart deployment/NAME -n NAMESPACE",
            "let cert-manager make the certificate instead, if the chart can (values such as certManager.enabled)",
            "or give the chart a certificate of your own in its values",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Webhook.Owner.Code != "helm-template"
        ? Verdict.DoesNotApply
        : facts.OfSecret((secret, resource) =>
        {
            var changed = Changed(facts, secret, resource);
            var outlived = Outlived(facts, secret, resource);
            var fault = changed ?? outlived ?? (IsKept(facts, secret, resource)
                ? null
                : new Fault($"the chart makes the certificate in {secret.Ref} while it is rendered: an upgrade may make another")
                {
                    Evidence =
                    [
                        .. facts.Webhook.Owner.Evidence.Select(phrase => new Evidence("owner", phrase)),
                        .. secret.Keepers.Where(keeper => keeper.Code is "argo-cd" or "flux").Select(keeper => new Evidence("rendered by", keeper.Name)),
                    ],
                });
            return fault is null
                ? Verdict.Passed
                : Verdict.Of(fault with { Where = secret.Ref, Fix = $"after each upgrade: {SecretMaker.Restart(facts)}" });
        });

    private static Fault? Changed(WebhookFacts facts, ServingSecret secret, KubernetesObject resource)
    {
        if (LastTwo(facts, resource) is not ({ } before, { } after))
        {
            return null;
        }

        var (old, made) = (Leaf(before, secret.Ref), Leaf(after, secret.Ref));
        var isLeafNew = old is not null && made is not null && !old.Equals(made);
        var isBundleNew = Bundle(facts, before) is { } first && Bundle(facts, after) is { } second && first != second;
        if (!isLeafNew && !isBundleNew)
        {
            return null;
        }

        var what = isLeafNew ? "certificate" : "CA bundle";
        return new Fault(string.Create(
            CultureInfo.InvariantCulture,
            $"Helm rendered another {what} in revision {after.Number} than in revision {before.Number}: every upgrade makes a new one"))
        {
            Severity = Severity.Warning,
            Evidence = isLeafNew
                ? [Of(before, old!), Of(after, made!)]
                : [new("caBundle", string.Create(CultureInfo.InvariantCulture, $"differs between revisions {before.Number} and {after.Number}"))],
        };
    }

    // the certificate was made after the pods had started
    private static Fault? Outlived(WebhookFacts facts, ServingSecret secret, KubernetesObject resource)
    {
        var written = ManagedFields.DataWriters(resource) is [{ Time: { } time }, ..] ? time : (DateTimeOffset?)null;
        var older = facts.Service?.Pods.FirstOrDefault(pod =>
            pod.Time("status", "startTime") is { } started
            && started < written
            && secret.Content?.Leaf is { } leaf
            && started < leaf.Certificate.NotBefore);
        return older is null ? null : new Fault($"Helm made the certificate in {secret.Ref} after {older.Ref} had started: it may still serve the one before")
        {
            Severity = Severity.Warning,
            Evidence =
            [
                new("pod started", Facts.Instant(older.Time("status", "startTime")!.Value)),
                new("Secret written", Facts.Instant(written!.Value)),
                new("certificate valid from", Facts.Instant(secret.Content!.Leaf!.Certificate.NotBefore)),
            ],
        };
    }

    private static bool IsKept(WebhookFacts facts, ServingSecret secret, KubernetesObject resource) =>
        LastTwo(facts, resource) is ({ } before, { } after)
        && Leaf(before, secret.Ref) is { } old
        && old.Equals(Leaf(after, secret.Ref));

    private static (HelmRevision? Before, HelmRevision? After) LastTwo(WebhookFacts facts, KubernetesObject resource) =>
        facts.History.Of(HelmRelease.Of(resource)) is [.., var before, var after] ? (before, after) : (null, null);

    private static Certificate? Leaf(HelmRevision revision, ObjectRef secret) =>
        Rendered(revision, secret) is { } rendered ? SecretContentReader.Read(rendered).Leaf?.Certificate : null;

    private static string? Bundle(WebhookFacts facts, HelmRevision revision) => Rendered(revision, facts.Configuration.Resource.Ref) is { } rendered
        ? WebhookEntryReader.Read(facts.Configuration.Type, rendered).FirstOrDefault(entry => entry.Name == facts.Webhook.Name)?.CaBundle
        : null;

    private static KubernetesObject? Rendered(HelmRevision revision, ObjectRef named) => revision.Objects
        .FirstOrDefault(found => found.Kind == named.Kind && found.Name == named.Name && (found.Namespace ?? named.Namespace) == named.Namespace);

    private static Evidence Of(HelmRevision revision, Certificate certificate) =>
        new(string.Create(CultureInfo.InvariantCulture, $"revision {revision.Number}"), Facts.Short(certificate));
}
