using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What cert-controller sees in its Secret, and how it judges it: the first certificate of each key, 90 days ahead.</summary>
internal sealed record RotatorSecret(string Authorities, string AuthorityKey, string Leaf, string LeafKey)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly TimeSpan LookAhead = TimeSpan.FromDays(90);

    public static RotatorSecret Read(JsonObject? secret) => new(
        SecretData.Text(secret, "ca.crt"),
        SecretData.Text(secret, "ca.key"),
        SecretData.Text(secret, "tls.crt"),
        SecretData.Text(secret, "tls.key"));

    /// <summary>Whether `ca.key` is what the library can sign with and inject by: RSA in PKCS#1, whatever the label says.</summary>
    public bool HasReadableKey
    {
        get
        {
            if (!PemEncoding.TryFind(AuthorityKey, out var block))
            {
                return false;
            }
            using var key = RSA.Create();
            try
            {
                key.ImportRSAPrivateKey(Convert.FromBase64String(AuthorityKey[block.Base64Data]), out _);
                return true;
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }

    /// <summary>Whether the first authority has this key, in any encoding, and is good for its own name.</summary>
    public bool HasGoodAuthority(string authorityName, DateTimeOffset now)
    {
        using var authority = Pair(Authorities, AuthorityKey);
        return authority is not null && IsGood(authority, authority, authorityName, now);
    }

    /// <summary>Whether the leaf has its key, and the first authority's word for this name.</summary>
    public bool HasGoodLeaf(string serverName, DateTimeOffset now)
    {
        using var leaf = Pair(Leaf, LeafKey);
        using var authority = Pair(Authorities, AuthorityKey);
        return leaf is not null && authority is not null && IsGood(leaf, authority, serverName, now);
    }

    private static X509Certificate2? Pair(string certificate, string key)
    {
        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null; // missing, not readable, or not of each other
        }
    }

    private static bool IsGood(X509Certificate2 certificate, X509Certificate2 root, string name, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = (now + LookAhead).UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        return chain.Build(certificate) && certificate.MatchesHostname(name, allowWildcards: true, allowCommonName: false);
    }
}
