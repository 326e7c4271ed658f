using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A key pair as bytes.</summary>
internal sealed class TestKey
{
    // The platform has no Ed25519; this is RFC 8032's first example (section 7.1), in PKCS#8 and as public key (RFC 8410).
    private const string Ed25519Private =
        "302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private const string Ed25519Public =
        "302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    private readonly bool isRsa;

    private TestKey(byte[] pkcs8, byte[] subjectPublicKeyInfo, bool isRsa)
    {
        Pkcs8 = pkcs8;
        PublicKey = PublicKey.CreateFromSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        this.isRsa = isRsa;
    }

    public ReadOnlyMemory<byte> Pkcs8 { get; }

    public PublicKey PublicKey { get; }

    public static TestKey Make(TestKeyKind kind) => kind switch
    {
        TestKeyKind.P256 => Ecdsa("1.2.840.10045.3.1.7"),
        TestKeyKind.P224 => Ecdsa("1.3.132.0.33"),
        TestKeyKind.P521 => Ecdsa("1.3.132.0.35"),
        TestKeyKind.Rsa1024 => Rsa(1024),
        TestKeyKind.Rsa2048 => Rsa(2048),
        TestKeyKind.Ed25519 => new TestKey(Convert.FromHexString(Ed25519Private), Convert.FromHexString(Ed25519Public), false),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>To sign with, and to dispose of afterwards.</summary>
    public AsymmetricAlgorithm Open()
    {
        AsymmetricAlgorithm key = isRsa ? RSA.Create() : ECDsa.Create();
        key.ImportPkcs8PrivateKey(Pkcs8.Span, out _);
        return key;
    }

    private static TestKey Ecdsa(string curve)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromValue(curve));
        return new TestKey(key.ExportPkcs8PrivateKey(), key.ExportSubjectPublicKeyInfo(), false);
    }

    private static TestKey Rsa(int bits)
    {
        using var key = RSA.Create(bits);
        return new TestKey(key.ExportPkcs8PrivateKey(), key.ExportSubjectPublicKeyInfo(), true);
    }
}
