using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

/// <summary>key-mismatch: the private key in the Secret is not the certificate's.</summary>
internal static class KeyMismatch
{
    public static readonly Rule Rule = new(
        "key-mismatch",
        Severity.Error,
        RuleGroup.ServingCertificate,
        "the private key beside the certificate is not its key",
        "A server that loads this pair says `tls: private key does not match public key` and serves nothing, at the latest when its pod restarts. Certificate "
        + "and key come apart when only one of them is copied or restored, or when two writers alternate.",
        [
            "compare: openssl x509 -noout -pubkey -in CERTIFICATE, openssl pkey -pubout -in KEY",
            "issue certificate and key anew under the same CA: kubectl webhook-cert rotate TYPE/NAME",
        ])
    {
        CausedBy = ["owner-conflict", "gitops-overwrites"],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts)
    {
        if (facts.Webhook is not { InsecureSkipTlsVerify: false, ServingSecret: { Content: { Leaf: { } leaf } content } secret }
            || leaf.PrivateKeyKey is not null)
        {
            return facts.OfLeaf(_ => []);
        }

        StoredKey[] others = [.. content.LooseKeys.Where(held => held.PrivateKey.Matches(leaf.Certificate) is false)];
        return others.Length == 0 || others.Length < content.LooseKeys.Count
            ? new Verdict.CannotTell($"{secret.Ref} holds no private key that is known to be the certificate's")
            : Verdict.Of(facts.LeafFault(leaf, $"the private key in {others[0].DataKey} of {secret.Ref} is not that of the certificate") with
            {
                Field = others[0].DataKey,
                Evidence =
                [
                    .. Facts.Of(leaf.Certificate, "certificate"),
                    new("key of the certificate", leaf.Certificate.PublicKey.ToString()),
                    .. others.Select(held => new Evidence(held.DataKey, held.PrivateKey.ToString())),
                ],
            });
    }
}
