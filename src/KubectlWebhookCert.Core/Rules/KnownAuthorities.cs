using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Where else in what was read the right CA is.</summary>
internal static class KnownAuthorities
{
    private const int Listed = 3;

    /// <summary>The CAs that signed a certificate, each with its place: the serving Secret first, then other bundles, then other Secrets.</summary>
    public static ValueList<KnownAuthority> SignersOf(Certificate signed, WebhookFacts facts) => All(facts)
        .Where(known => Signatures.Made(known.Certificate, signed, facts.Options.Server.Go))
        .DistinctBy(known => new { known.Holder, known.Certificate })
        .Take(Listed)
        .ToValueList();

    /// <summary>Evidence lines: who signed it and where that CA is; a line that says so where nobody knows it.</summary>
    public static IEnumerable<Evidence> Lines(Certificate signed, WebhookFacts facts)
    {
        var signers = SignersOf(signed, facts);
        return signers.Count == 0
            ? [new Evidence("its CA", "is in nothing that was read")]
            : signers.Select(signer => new Evidence("its CA", $"{Facts.Short(signer.Certificate)} is in {signer}"));
    }

    private static IEnumerable<KnownAuthority> All(WebhookFacts facts)
    {
        var serving = facts.Webhook.ServingSecret;
        var own = serving?.Content is { } content ? Held(serving.Ref, content) : [];
        var bundles =
            from holder in facts.BundleHolders.All
            from certificate in holder.Bundle.Certificates
            select new KnownAuthority(certificate, holder.Configuration, "the CA bundle");
        var others =
            from secret in facts.Snapshot.All(ResourceTypes.Secret)
            where secret.Ref != serving?.Ref && !ServingSecretFinder.OtherTypes.Contains(secret.Json.Text("type") ?? string.Empty)
            from known in Held(secret.Ref, SecretContentReader.Read(secret))
            select known;
        return own.Concat(bundles).Concat(others);
    }

    private static IEnumerable<KnownAuthority> Held(ObjectRef secret, SecretContent content)
    {
        var authorities = content.Authorities.Select(held => new KnownAuthority(held.Certificate, secret, held.CertificateKey));
        return content.Leaf is { } leaf
            ? authorities.Concat(leaf.Chain.Prepend(leaf.Certificate).Select(held => new KnownAuthority(held, secret, leaf.CertificateKey)))
            : authorities;
    }
}
