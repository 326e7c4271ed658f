using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.Secrets;

/// <summary>secret-immutable: the certificate can never be renewed in place.</summary>
internal static class SecretImmutable
{
    public static readonly Rule Rule = new(
        "secret-immutable",
        Severity.Warning,
        RuleGroup.Secret,
        "the Secret is immutable, so its certificate cannot be renewed",
        "The Secret says immutable: true, and that cannot be taken back. Whoever renews the certificate can only delete the Secret and create it "
        + "again, and nodes that have it go on handing out the old content until the pods are gone. The usual way out is a new Secret of another name.",
        [
            "make a Secret of another name with a new certificate",
            "name it in the pods' volume instead of this one; the rollout that follows brings it into use",
        ])
    {
        Source = "Kubernetes documentation, \"Secrets\", immutable Secrets",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfSecret((secret, resource) => resource.Json.Boolean("immutable") is not true
        ? Verdict.Passed
        : Verdict.Of(new Fault($"{secret.Ref} is immutable: its certificate cannot be renewed in place")
        {
            Where = secret.Ref,
            Field = "immutable",
            Evidence = secret.Content?.Leaf is { } leaf ? [new("valid until", Facts.Instant(leaf.Certificate.NotAfter))] : [],
            Fix = "create a Secret of another name with a new certificate, and name that in the volume of the pods",
        }));
}
