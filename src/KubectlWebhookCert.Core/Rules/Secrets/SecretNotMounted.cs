using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;

namespace KubectlWebhookCert.Core.Rules.Secrets;

/// <summary>secret-not-mounted: the Secret that the owner renews is not what the pods serve from.</summary>
internal static class SecretNotMounted
{
    public static readonly Rule Rule = new(
        "secret-not-mounted",
        Severity.Warning,
        RuleGroup.Secret,
        "the pods do not use the Secret that the owner keeps",
        "The owner (cert-manager, service-ca, OLM) keeps the certificate in a Secret that no container of the pods behind the Service mounts or names. "
        + "They serve something else, so the CA that is injected and the certificate that is served come from different places: they fit by chance or not at all.",
        [
            "see which Secrets the pods mount: kubectl get pods -n NAMESPACE -l SELECTOR -o jsonpath={..volumes}",
            "mount the owner's Secret, or name the mounted one where the owner is told of it (the Certificate's secretName, the Service's annotation)",
        ])
    {
        Check = Check,
    };

    // who keep their Secret where the pods that serve are expected to mount it
    private static readonly ValueList<string> Owners = ["cert-manager", "service-ca", "olm"];

    // these read their Secret through the API, whoever fills it
    private static readonly ValueList<string> Readers =
        ["sparkoperator.k8s.io", "cert-manager.io", "kyverno", "cattle.io", "istio.io", "linkerd.io", "vault.hashicorp.com", "cilium.io"];

    private static Verdict Check(WebhookFacts facts)
    {
        if (!Owners.Contains(facts.Webhook.Owner.Code)
            || facts.Service is null
            || Readers.Any(part => facts.Webhook.Name.Contains(part, StringComparison.Ordinal)))
        {
            return Verdict.DoesNotApply;
        }

        return facts.OfSecret((secret, _) => facts.Service switch
        {
            { Backends.Count: 0 } => new Verdict.CannotTell($"which pods serve {ServiceText.Ref(facts.Service)} is not known"),
            _ when secret.Content?.Leaf is null => Verdict.DoesNotApply,
            _ when secret.Ref.Namespace != facts.Service.Namespace || secret.Content.Leaf.Certificate.IsCa =>
                new Verdict.CannotTell($"{secret.Ref} may be meant as a source of trust only"),
            var service when SecretUse.Of(facts.Snapshot, service, secret.Ref).Any() => Verdict.Passed,
            var service => Verdict.Of(Fault(facts, service, secret)),
        });
    }

    private static Fault Fault(WebhookFacts facts, ServiceView service, ServingSecret secret)
    {
        var mounted = service.Backends
            .SelectMany(backend => backend.Spec.Items("volumes"))
            .SelectMany(volume => SecretMounts.InVolume(facts.Snapshot, service.Namespace, volume))
            .Select(held => held.Name)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var workload = service.Backends[0].Workload;
        return new Fault($"{secret.Ref}, which {facts.Webhook.Owner.Name} keeps, is used by no container of {workload}")
        {
            Where = secret.Ref,
            Evidence =
            [
                .. secret.FoundBy.Select(phrase => new Evidence("found by", phrase)),
                new("Secrets that the pods mount", mounted.Length == 0 ? "none" : string.Join(", ", mounted)),
            ],
            Fix = $"mount {secret.Ref} in {workload}: kubectl edit {workload.Kind.ToLowerInvariant()} {workload.Name} -n {workload.Namespace}",
        };
    }
}
