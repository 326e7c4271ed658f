using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Tests.Making;

namespace KubectlWebhookCert.X509.Tests.Keys;

public sealed class SignatureAlgorithmTests
{
    [Theory]
    [InlineData("1.2.840.113549.1.1.5", "SHA1-RSA", PublicKeyKind.Rsa, "SHA1", true)]
    [InlineData("1.3.14.3.2.29", "SHA1-RSA", PublicKeyKind.Rsa, "SHA1", true)]
    [InlineData("1.2.840.113549.1.1.4", "MD5-RSA", PublicKeyKind.Rsa, "MD5", true)]
    [InlineData("1.2.840.113549.1.1.2", "MD2-RSA", PublicKeyKind.Rsa, null, true)]
    [InlineData("1.2.840.10045.4.1", "ECDSA-SHA1", PublicKeyKind.Ecdsa, "SHA1", true)]
    [InlineData("1.2.840.113549.1.1.11", "SHA256-RSA", PublicKeyKind.Rsa, "SHA256", false)]
    [InlineData("1.2.840.113549.1.1.13", "SHA512-RSA", PublicKeyKind.Rsa, "SHA512", false)]
    [InlineData("1.2.840.10045.4.3.4", "ECDSA-SHA512", PublicKeyKind.Ecdsa, "SHA512", false)]
    [InlineData("1.3.101.112", "Ed25519", PublicKeyKind.Ed25519, null, false)]
    [InlineData("1.2.840.113549.1.1.10", "1.2.840.113549.1.1.10", PublicKeyKind.Unknown, null, false)] // PSS without parameters
    [InlineData("1.2.3", "1.2.3", PublicKeyKind.Unknown, null, false)]
    public void Knows_what_Go_knows(string oid, string name, PublicKeyKind kind, string? hash, bool insecure)
    {
        var algorithm = new RawCertificate { Algorithm = RawCertificate.Sequence(RawCertificate.Oid(oid)) }.Parse().SignatureAlgorithm;

        Assert.Equal((oid, name, kind, hash, insecure), (algorithm.Oid, algorithm.Name, algorithm.KeyKind, algorithm.Hash?.Name, algorithm.IsInsecure));
    }

    [Fact]
    public void Ed25519_takes_no_parameters() => Assert.Equal(
        PublicKeyKind.Unknown,
        new RawCertificate { Algorithm = RawCertificate.Sequence(RawCertificate.Oid("1.3.101.112"), [5, 0]) }.Parse().SignatureAlgorithm.KeyKind);

    [Theory]
    [InlineData("SHA256", "SHA256-RSAPSS")]
    [InlineData("SHA384", "SHA384-RSAPSS")]
    [InlineData("SHA512", "SHA512-RSAPSS")]
    public void Reads_PSS_as_the_platform_writes_it(string hash, string expected)
    {
        var key = Make.RsaKey;
        var request = new CertificateRequest("CN=a", key, new HashAlgorithmName(hash), RSASignaturePadding.Pss);
        using var theirs = request.CreateSelfSigned(Make.From, Make.From.AddDays(1));

        var algorithm = Certificate.Parse(theirs.RawData).SignatureAlgorithm;

        Assert.Equal((expected, true), (algorithm.Name, algorithm.IsPss));
    }

    [Fact]
    public void PSS_with_an_unusual_salt_is_unknown_as_it_is_to_Go()
    {
        var sha256 = RawCertificate.Sequence(RawCertificate.Oid("2.16.840.1.101.3.4.2.1"), [5, 0]);
        var mask = RawCertificate.Sequence(RawCertificate.Oid("1.2.840.113549.1.1.8"), sha256);
        var parameters = RawCertificate.Sequence(RawCertificate.Element(0xa0, sha256), RawCertificate.Element(0xa1, mask), [0xa2, 3, 2, 1, 20]);
        var algorithm = RawCertificate.Sequence(RawCertificate.Oid("1.2.840.113549.1.1.10"), parameters);

        Assert.Equal(PublicKeyKind.Unknown, new RawCertificate { Algorithm = algorithm }.Parse().SignatureAlgorithm.KeyKind);
    }
}
