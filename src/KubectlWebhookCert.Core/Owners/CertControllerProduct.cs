using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>A product built on cert-controller, and what it calls its CA and its Secret.</summary>
/// <param name="Name">For people.</param>
/// <param name="CaName">commonName of the CA it makes.</param>
/// <param name="CaOrganization">organization of the CA it makes.</param>
/// <param name="SecretNames">How the name of its Secret ends.</param>
internal sealed record CertControllerProduct(string Name, string CaName, string CaOrganization, ValueList<string> SecretNames)
{
    /// <summary>The known ones; others are recognised by the shape of their Secret.</summary>
    public static readonly ValueList<CertControllerProduct> All =
    [
        new("Kueue", "kueue-ca", "kueue", ["kueue-webhook-server-cert"]),
        new("LeaderWorkerSet", "lws-ca", "lws", ["lws-webhook-server-cert"]),
        new("Gatekeeper", "gatekeeper-ca", "gatekeeper", ["gatekeeper-webhook-server-cert"]),
        new("KEDA", "KEDA", "KEDAORG", ["kedaorg-certs"]),
        new("MetalLB", "cert", "metallb", ["metallb-webhook-cert", "metallb-operator-webhook-server-cert"]),
        new("HNC", "hnc-ca", "hnc", ["hnc-webhook-server-cert"]),
    ];

    /// <summary>Whether a CA has this product's names.</summary>
    public bool Names(Certificate authority) => authority.Subject.CommonName == CaName && authority.Subject.Organization == CaOrganization;

    /// <summary>Whether a Secret is called as this product's.</summary>
    public bool NamesSecret(string secret) => SecretNames.Any(ending => secret.EndsWith(ending, StringComparison.Ordinal));
}
