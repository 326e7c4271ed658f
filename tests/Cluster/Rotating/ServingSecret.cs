using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The Secret that holds what a webhook server serves.</summary>
internal sealed record ServingSecret(string Namespace, string Name)
{
    /// <summary>The key of the leaf, which intermediates may follow.</summary>
    public string Certificate { get; init; } = "tls.crt";

    /// <summary>The key of the leaf's private key.</summary>
    public string PrivateKey { get; init; } = "tls.key";

    public string Collection => $"/api/v1/namespaces/{Namespace}/secrets";

    public string Path => $"{Collection}/{Name}";

    /// <summary>Null: nothing that could be served, so that a server goes on with what it has.</summary>
    public TestCertificate? Read(JsonObject? secret)
    {
        try
        {
            return Parse(SecretData.Text(secret, Certificate), SecretData.Text(secret, PrivateKey));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static TestCertificate Parse(string chainPem, string keyPem)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(chainPem);
        var leaf = chain.FirstOrDefault() ?? throw new CryptographicException("no certificate");
        using var publicKey = leaf.GetRSAPublicKey();
        using AsymmetricAlgorithm key = publicKey is null ? ECDsa.Create() : RSA.Create();
        key.ImportFromPem(keyPem);
        var withKey = key is RSA rsa ? leaf.CopyWithPrivateKey(rsa) : leaf.CopyWithPrivateKey((ECDsa)key);
        return new TestCertificate(withKey, [.. chain.Skip(1)]);
    }
}
