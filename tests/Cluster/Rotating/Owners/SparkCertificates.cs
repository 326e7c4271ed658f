using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What a pod of Spark Operator 2.x holds in memory: one CA certificate, its key, one leaf.</summary>
internal sealed class SparkCertificates
{
    public static readonly IReadOnlyList<string> Keys = ["ca-cert.pem", "ca-key.pem", "server-cert.pem", "server-key.pem"];

    private readonly RsaAuthority authority;

    private SparkCertificates(RsaAuthority authority, TestCertificate serving)
    {
        this.authority = authority;
        Serving = serving;
    }

    public string AuthorityPem => authority.Pem;

    public TestCertificate Serving { get; }

    public IReadOnlyDictionary<string, string> Values => new Dictionary<string, string>
    {
        ["ca-cert.pem"] = authority.Pem,
        ["ca-key.pem"] = authority.KeyPem,
        ["server-cert.pem"] = Serving.ChainPem,
        ["server-key.pem"] = RsaAuthority.KeyPemOf(Serving),
    };

    /// <summary>A new authority and a leaf of ten years, both with the Service's name as their subject.</summary>
    public static SparkCertificates Generate(string serverName)
    {
        var notAfter = DateTimeOffset.UtcNow.AddYears(10);
        var subject = RsaAuthority.Name(serverName, "spark-operator");
        var authority = new RsaAuthority(subject, notAfter);
        return new SparkCertificates(authority, authority.Issue(subject, ["localhost", serverName], notAfter));
    }

    /// <summary>Reads the first block of each value, and keys in PKCS#1 only.</summary>
    /// <exception cref="SparkStartException">It cannot.</exception>
    public static SparkCertificates Parse(IReadOnlyDictionary<string, string> values)
    {
        var authority = RsaAuthority.Of(Certificate(values, "ca-cert.pem", "CA certificate"), Key(values, "ca-key.pem", "CA private key"));
        var leaf = Certificate(values, "server-cert.pem", "server certificate");
        using var key = Key(values, "server-key.pem", "server private key");
        try
        {
            return new SparkCertificates(authority, new TestCertificate(leaf.CopyWithPrivateKey(key), []));
        }
        catch (ArgumentException)
        {
            throw new SparkStartException("failed to load key pair: tls: private key does not match public key");
        }
    }

    /// <summary>Whether the leaf is good for this name under the CA at this time.</summary>
    public bool IsGoodFor(string serverName, DateTimeOffset time)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority.Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = time.UtcDateTime;
        return chain.Build(Serving.Leaf) && Serving.Leaf.MatchesHostname(serverName, allowWildcards: true, allowCommonName: false);
    }

    private static X509Certificate2 Certificate(IReadOnlyDictionary<string, string> values, string key, string what)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(FirstBlock(values, key, what));
        }
        catch (CryptographicException)
        {
            throw new SparkStartException($"failed to parse {what}: x509: malformed certificate");
        }
    }

    // Go looks at the bytes and not at the block's label.
    private static RSA Key(IReadOnlyDictionary<string, string> values, string key, string what)
    {
        var bytes = FirstBlock(values, key, what);
        var rsa = RSA.Create();
        try
        {
            rsa.ImportRSAPrivateKey(bytes, out _);
            return rsa;
        }
        catch (CryptographicException)
        {
            rsa.Dispose();
            var other = IsPkcs8(bytes) ? "ParsePKCS8PrivateKey" : "ParseECPrivateKey";
            throw new SparkStartException(
                $"failed to parse {what}: x509: failed to parse private key (use {other} instead for this key format)");
        }
    }

    private static bool IsPkcs8(byte[] bytes)
    {
        try
        {
            // version, algorithm, key; SEC 1 has the key second
            var sequence = new AsnReader(bytes, AsnEncodingRules.DER).ReadSequence();
            sequence.ReadInteger();
            return sequence.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static byte[] FirstBlock(IReadOnlyDictionary<string, string> values, string key, string what)
    {
        var text = values.GetValueOrDefault(key, "");
        return PemEncoding.TryFind(text, out var block)
            ? Convert.FromBase64String(text[block.Base64Data])
            : throw new SparkStartException($"failed to decode {what}: no PEM block in {key}");
    }
}
