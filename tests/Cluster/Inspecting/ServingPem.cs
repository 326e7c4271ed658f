namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What a webhook server has of certificates.</summary>
/// <param name="CertificatePem">The leaf, first, and what is served with it.</param>
/// <param name="KeyPem">Its private key.</param>
/// <param name="AuthorityPem">The CA bundle that trusts it.</param>
public sealed record ServingPem(string CertificatePem, string KeyPem, string AuthorityPem)
{
    public static ServingPem Of(TestCertificates authority, TestCertificate leaf) => new(leaf.ChainPem, leaf.KeyPem, authority.Pem);

    /// <summary>`tls.crt`, `tls.key`, `ca.crt`.</summary>
    public IReadOnlyDictionary<string, string> SecretData =>
        new Dictionary<string, string> { ["tls.crt"] = CertificatePem, ["tls.key"] = KeyPem, ["ca.crt"] = AuthorityPem };
}
