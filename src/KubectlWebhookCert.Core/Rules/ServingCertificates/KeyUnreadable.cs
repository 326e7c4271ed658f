using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

/// <summary>key-unreadable: a private key that whoever needs it cannot load.</summary>
internal static class KeyUnreadable
{
    public static readonly Rule Rule = new(
        "key-unreadable",
        Severity.Error,
        RuleGroup.ServingCertificate,
        "a private key cannot be loaded by whoever needs it",
        "The key is encrypted, damaged, or in an encoding that its owner does not read. Spark Operator 2 loads server key and CA key as PKCS#1 (label RSA "
        + "PRIVATE KEY) only and exits at start with anything else. cert-controller (Kueue, LeaderWorkerSet, Gatekeeper, KEDA) loads ca.key the same way: "
        + "with another encoding it silently stops to write CA bundles, and a restart does not heal it.",
        [
            "write the same key as PKCS#1: openssl rsa -traditional -in KEY",
            "or issue anew, in the encoding that the owner reads: kubectl webhook-cert rotate TYPE/NAME",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts)
    {
        if (facts.Webhook is not { InsecureSkipTlsVerify: false, ServingSecret: { Content.Leaf: { } leaf, Content: { } content } secret })
        {
            return facts.OfLeaf(_ => []);
        }

        var needed = leaf.PrivateKeyKey is null ? Severity.Error : Severity.Warning; // else it is another's, mostly the CA's
        var damaged = SecretProblems.OfKeys(content)
            .Select(problem => Of(facts, secret, SecretProblems.DataKey(problem), "cannot be read", problem) with { Severity = needed });
        var encrypted = content.LooseKeys
            .Where(held => held.PrivateKey.IsEncrypted)
            .Select(held => Of(facts, secret, held.DataKey, "is encrypted, and no server asks for a password", $"{held.PrivateKey}") with
            {
                Severity = needed,
            });
        return Verdict.Of(damaged.Concat(encrypted).Concat(WrongEncoding(facts, secret)));
    }

    private static IEnumerable<Fault> WrongEncoding(WebhookFacts facts, ServingSecret secret) =>
        from demand in KeyDemand.All
        where demand.OwnerCode == facts.Webhook.Owner.Code && secret.Resource is not null
        from value in SecretValue.ReadAll(secret.Resource!)
        where demand.DataKeys.Contains(value.DataKey)
        from key in value.PrivateKeys.Take(1)
        where !key.IsEncrypted && !KeyDemand.IsMetBy(key)
        select Of(facts, secret, value.DataKey, $"is none that {facts.Webhook.Owner.Name} can load: {demand.Consequence}", $"{key}, not PKCS#1") with
        {
            Severity = demand.Severity,
        };

    private static Fault Of(WebhookFacts facts, ServingSecret secret, string dataKey, string message, string evidence) =>
        new($"the private key in {dataKey} of {secret.Ref} {message}")
        {
            Where = secret.Ref,
            Field = dataKey,
            Evidence = [new("key", evidence)],
            Fix = Remedy.Reissue(facts),
        };
}
