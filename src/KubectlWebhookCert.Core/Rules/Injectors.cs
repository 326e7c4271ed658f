using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Who should fill a CA bundle, and how to find out why it did not.</summary>
internal static class Injectors
{
    private static readonly ValueList<Injector> Known =
    [
        new("cert-manager", "cert-manager's cainjector", "kubectl logs -n cert-manager deployment/cert-manager-cainjector"),
        new("service-ca", "OpenShift's service-ca operator", "kubectl logs -n openshift-service-ca deployment/service-ca"),
        new("cert-controller", "cert-controller, inside the webhook's own pods", "kubectl logs -n {namespace} {workload}"),
        new("spark-operator-2", "the Spark Operator's webhook pods", "kubectl logs -n {namespace} {workload}"),
        new("olm", "OLM", "kubectl logs -n olm deployment/olm-operator"),
        new("kube-webhook-certgen", "the patch Job of the chart (kube-webhook-certgen)", "kubectl get jobs -n {namespace}, then helm upgrade again"),
    ];

    /// <summary>Who it is and how that is known.</summary>
    public static ValueList<Evidence> Lines(WebhookFacts facts)
    {
        var owner = facts.Webhook.Owner;
        return owner == OwnerMark.Nobody
            ? [new("to be filled by", "whoever installed the webhook: no known injector has left its mark")]
            : [new("to be filled by", Find(owner)?.Who ?? owner.Name), .. owner.Evidence.Select(mark => new Evidence("mark", mark))];
    }

    /// <summary>Where to look, or what puts the CA in.</summary>
    public static string Fix(WebhookFacts facts)
    {
        var workload = facts.Service?.WorkloadObjects is [var first, ..] ? $"{first.Kind.ToLowerInvariant()}/{first.Name}" : "WORKLOAD";
        return Find(facts.Webhook.Owner) is { } known
            ? known.Look
                .Replace("{namespace}", facts.Service?.Namespace ?? "NAMESPACE", StringComparison.Ordinal)
                .Replace("{workload}", workload, StringComparison.Ordinal)
            : Remedy.HealTrust(facts);
    }

    private static Injector? Find(OwnerMark owner) => Known.FirstOrDefault(known => known.Owner == owner.Code);

    private sealed record Injector(string Owner, string Who, string Look);
}
