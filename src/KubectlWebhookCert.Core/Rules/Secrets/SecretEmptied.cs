using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;

namespace KubectlWebhookCert.Core.Rules.Secrets;

/// <summary>secret-emptied: the Secret is there and its certificate is gone.</summary>
internal static class SecretEmptied
{
    public static readonly Rule Rule = new(
        "secret-emptied",
        Severity.Error,
        RuleGroup.Secret,
        "the Secret is there, and the certificate in it is gone",
        "The keys that should hold certificate and private key are empty, or the Secret has no data at all. A chart that renders such keys with empty "
        + "values (Spark Operator 1.4 does) empties them again at each upgrade or sync, after the operator has filled them; or that operator has not run. "
        + "Pods that run may still serve what they have in memory; the next to start has nothing.",
        [
            "see who wrote it last: kubectl get secret NAME -n NAMESPACE -o yaml --show-managed-fields",
            "stop whoever empties it (gitops-overwrites, helm-regenerates), else it happens again",
            "let the owner fill it again: restart its pods; or kubectl webhook-cert rotate TYPE/NAME",
        ])
    {
        CausedBy = ["gitops-overwrites"],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfSecret((secret, resource) =>
        !ServingSecretFinder.IsEmptied(secret) ? Verdict.Passed
        : !resource.IsFromCluster ? new Verdict.CannotTell($"{secret.Ref} is empty in the files: it may be filled at run time")
        : Verdict.Of(Fault(facts, secret, resource)));

    private static Fault Fault(WebhookFacts facts, ServingSecret secret, KubernetesObject resource)
    {
        var keys = secret.Content!.EmptyKeys;
        var maker = SecretMaker.Of(facts, secret.Ref);
        return new Fault(keys.Count == 0
            ? $"{secret.Ref} holds nothing: its data is gone or was never filled"
            : $"{secret.Ref} holds no certificate: {string.Join(", ", keys)} {(keys.Count == 1 ? "is" : "are")} empty")
        {
            Where = secret.Ref,
            Field = keys.Count == 0 ? "data" : keys[0],
            Evidence =
            [
                new("owner", maker.Who),
                .. ManagedFields.Phrase("data", ManagedFields.DataWriters(resource)) is { } writers ? [new Evidence("written", writers)] : Array.Empty<Evidence>(),
                .. maker.Evidence,
            ],
            Fix = facts.Webhook.Owner.Code is "nobody" or "kubectl-webhook-cert" ? Remedy.ReplaceCa(facts) : maker.Fix,
        };
    }
}
