using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Tests.Making;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Tests;

/// <summary>What we read is what the platform reads, or what the test wrote.</summary>
public sealed class CertificateTests
{
    public static TheoryData<string, string> Keys => new()
    {
        { "RSA 2048", "SHA256-RSA" },
        { "RSA 1024", "SHA256-RSA" },
        { "ECDSA P-256", "ECDSA-SHA384" },
        { "ECDSA P-384", "ECDSA-SHA384" },
        { "ECDSA P-521", "ECDSA-SHA384" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void Agrees_with_the_platform(string keyName, string signatureName)
    {
        using var ecKey = Make.EcKey(keyName[(keyName.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        AsymmetricAlgorithm key = keyName switch
        {
            "RSA 2048" => Make.RsaKey,
            "RSA 1024" => Make.OtherRsaKey,
            _ => ecKey,
        };
        using var theirs = Make.SelfSigned(key);

        var ours = Certificate.Parse(theirs.RawData);

        Assert.Equal(theirs.RawData, ours.Raw.ToArray());
        Assert.Equal(theirs.Version, ours.Version);
        Assert.Equal(new BigInteger(theirs.SerialNumberBytes.Span, isBigEndian: true), ours.SerialNumber);
        Assert.Equal(theirs.NotBefore.ToUniversalTime(), ours.NotBefore.UtcDateTime);
        Assert.Equal(theirs.NotAfter.ToUniversalTime(), ours.NotAfter.UtcDateTime);
        Assert.Equal(theirs.SubjectName.RawData, ours.Subject.Raw.ToArray());
        Assert.Equal(theirs.GetCertHashString(HashAlgorithmName.SHA256), ours.Sha256, ignoreCase: true);
        Assert.Equal(theirs.PublicKey.ExportSubjectPublicKeyInfo(), ours.PublicKey.Raw.ToArray());
        Assert.Equal(keyName, ours.PublicKey.ToString());
        Assert.Equal(theirs.SignatureAlgorithm.Value, ours.SignatureAlgorithm.Oid);
        Assert.Equal(signatureName, ours.SignatureAlgorithm.Name);
        Assert.True(ours.IsSelfIssued);
    }

    [Fact]
    public void The_signature_is_over_the_part_that_is_signed()
    {
        using var key = Make.EcKey();
        using var theirs = Make.SelfSigned(key);

        var ours = Certificate.Parse(theirs.RawData);

        Assert.Equal(HashAlgorithmName.SHA384, ours.SignatureAlgorithm.Hash);
        Assert.True(key.VerifyData(ours.ToBeSigned.Span, ours.Signature.Span, HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence));
    }

    [Theory]
    [InlineData(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, KeyUsages.CertSign | KeyUsages.CrlSign)]
    [InlineData(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.DecipherOnly, KeyUsages.DigitalSignature | KeyUsages.DecipherOnly)]
    public void Reads_the_extensions_the_platform_writes(X509KeyUsageFlags usage, KeyUsages expected)
    {
        using var key = Make.EcKey();
        var request = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256);
        var identifier = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        using var theirs = Make.SelfSigned(
            key,
            "CN=a",
            null,
            new X509KeyUsageExtension(usage, critical: true),
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.2.3.4")], critical: false),
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 2, critical: true),
            identifier,
            X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier));

        var ours = Certificate.Parse(theirs.RawData);

        Assert.Equal(expected, ours.KeyUsage);
        Assert.Equal(["1.3.6.1.5.5.7.3.1", "1.2.3.4"], ours.ExtendedKeyUsage);
        Assert.Equal(new BasicConstraints(true, 2), ours.BasicConstraints);
        Assert.True(ours.IsCa);
        Assert.Equal(identifier.SubjectKeyIdentifierBytes.ToArray(), ours.SubjectKeyId.ToArray());
        Assert.Equal(ours.SubjectKeyId.ToArray(), ours.AuthorityKeyId.ToArray());
        Assert.Equal(5, ours.Extensions.Length);
        Assert.Empty(ours.UnhandledCriticalExtensions);
        Assert.Empty(ours.Refusals);
        Assert.True(ours.FindExtension(ExtensionOids.KeyUsage)?.IsCritical);
        Assert.Null(ours.FindExtension(ExtensionOids.NameConstraints));
    }

    [Fact]
    public void Says_nothing_where_the_certificate_says_nothing()
    {
        var ours = new RawCertificate { Version = [] }.Parse();

        Assert.Equal(1, ours.Version);
        Assert.Equal(KeyUsages.None, ours.KeyUsage);
        Assert.Empty(ours.ExtendedKeyUsage);
        Assert.Null(ours.BasicConstraints);
        Assert.Null(ours.NameConstraints);
        Assert.True(ours.AlternativeNames.IsEmpty);
        Assert.True(ours.SubjectKeyId.IsEmpty);
        Assert.False(ours.IsSelfIssued);
    }

    [Theory]
    [InlineData(-1, false)] // a second before
    [InlineData(0, true)]
    [InlineData(31622400, true)] // 2024 has 366 days: the last second
    [InlineData(31622401, false)]
    public void Both_ends_of_validity_are_valid(int seconds, bool expected) =>
        Assert.Equal(expected, new RawCertificate().Parse().IsValidAt(Make.From.AddSeconds(seconds)));

    [Theory]
    [InlineData(new byte[] { 2, 1, 0 }, "00", 0)]
    [InlineData(new byte[] { 2, 2, 0, 0x80 }, "80", 128)]
    [InlineData(new byte[] { 2, 1, 0x80 }, "-80", -128)]
    [InlineData(new byte[] { 2, 2, 1, 2 }, "0102", 258)]
    public void Reads_any_serial_number(byte[] serial, string hex, int number)
    {
        var ours = new RawCertificate { Serial = serial }.Parse();

        Assert.Equal(hex, ours.SerialHex);
        Assert.Equal(new BigInteger(number), ours.SerialNumber);
        Assert.Equal(number < 0 ? ["x509: negative serial number"] : Array.Empty<string>(), ours.Refusals.Select(refusal => refusal.Judge(GoVersion.Newest)));
    }

    [Fact]
    public void Certificates_are_equal_where_their_bytes_are()
    {
        var encoding = new RawCertificate().Encode();

        Assert.Equal(Certificate.Parse(encoding), Certificate.Parse(encoding));
        Assert.Equal(Certificate.Parse(encoding).GetHashCode(), Certificate.Parse(encoding).GetHashCode());
        Assert.NotEqual(Certificate.Parse(encoding), new RawCertificate { Serial = [2, 1, 8] }.Parse());
    }

    [Fact]
    public void Changing_the_bytes_afterwards_changes_nothing()
    {
        var encoding = new RawCertificate().Encode();
        var ours = Certificate.Parse(encoding);
        var before = ours.Sha256;

        Array.Clear(encoding);

        Assert.Equal(before, Convert.ToHexStringLower(SHA256.HashData(ours.Raw.Span)));
    }
}
