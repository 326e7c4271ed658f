using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Tests.Making;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Tests;

/// <summary>The words are those of Go's crypto/x509.</summary>
public sealed class CertificateRefusalTests
{
    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "malformed certificate at offset 0", [] },
        { "malformed certificate at offset 0", [0x31, 0] },
        { "malformed tbs certificate at offset 2", [0x30, 0] },
        { "malformed version at offset 6", Encode(new() { Version = [0xa0, 3, 2, 1, 0xff] }) },
        { "invalid version at offset 6", Encode(new() { Version = [0xa0, 3, 2, 1, 3] }) },
        { "malformed serial number at offset 11", Encode(new() { Serial = [2, 2, 0, 1] }) },
        { "inner and outer signature algorithm identifiers don't match", Encode(new() { OuterAlgorithm = RawCertificate.Sequence([6, 1, 42]) }) },
        { "invalid RDNSequence: invalid attribute value: invalid PrintableString", Encode(new() { Issuer = RawCertificate.Name((0x13, "2.5.4.3", "a@b")) }) },
        { "cannot parse URI \"http://a..b/\": invalid domain", WithNames(0x86, "http://a..b/") },
        { "malformed spki", Encode(new() { PublicKey = [5, 0] }) },
        { "malformed signature", Encode(new() { Signature = [3, 2, 1, 1] }) },
        { "trailing data", [.. Encode(new()), 0] },
        { "certificate contains duplicate extension with OID \"1.2.3\"", WithExtensions(RawCertificate.Extension("1.2.3", false), RawCertificate.Extension("1.2.3", false)) },
        { "invalid basic constraints", WithExtensions(RawCertificate.Extension(ExtensionOids.BasicConstraints, true, 5, 0)) },
        { "invalid key usage", WithExtensions(RawCertificate.Extension(ExtensionOids.KeyUsage, true, 3, 2, 7, 1)) },
        { "invalid extended key usages", WithExtensions(RawCertificate.Extension(ExtensionOids.ExtendedKeyUsage, true, 0x30, 1)) },
        { "cannot parse IP address of length 3", WithExtensions(RawCertificate.Extension(ExtensionOids.SubjectAltName, false, 0x30, 5, 0x87, 3, 1, 2, 3)) },
        { "invalid subject alternative name", WithExtensions(RawCertificate.Extension(ExtensionOids.SubjectAltName, false, 0x30, 4, 0x9f, 0x1f, 1, 42)) }, // tag 31
        { "empty name constraints extension", WithExtensions(RawCertificate.Extension(ExtensionOids.NameConstraints, false, 0x30, 0)) },
    };

    public static TheoryData<string, int, byte[]> VersionDependent => new()
    {
        { "malformed extension OID field", 20, WithExtensions(RawCertificate.Sequence([6, 3, 42, 0x80, 3], [4, 0])) },
        { "negative serial number", 23, Encode(new() { Serial = [2, 1, 0xff] }) },
        { "subject key identifier incorrectly marked critical", 23, WithExtensions(RawCertificate.Extension(ExtensionOids.SubjectKeyId, true, 4, 1, 1)) },
        { "authority key identifier incorrectly marked critical", 23, WithExtensions(RawCertificate.Extension(ExtensionOids.AuthorityKeyId, true, 0x30, 3, 0x80, 1, 1)) },
        { "authority info access incorrectly marked critical", 23, WithExtensions(RawCertificate.Extension(ExtensionOids.AuthorityInfoAccess, true, 0x30, 0)) },
        { "invalid basic constraints", 25, WithExtensions(RawCertificate.Extension(ExtensionOids.BasicConstraints, true, 0x30, 3, 2, 1, 0xff)) },
        { "cannot parse URI \"http://.a/\": invalid domain", 23, WithNames(0x86, "http://.a/") },
        { "SAN iPAddress contains IPv4-mapped IPv6 address", 27, WithNames(0x87, "\0\0\0\0\0\0\0\0\0\0\u00ff\u00ff\u000a\u0000\u0000\u0001") },
        { "invalid certificate policies", 24, WithExtensions(RawCertificate.Extension(ExtensionOids.CertificatePolicies, false, 0x30, 10, 0x30, 3, 6, 1, 42, 0x30, 3, 6, 1, 42)) },
        { "invalid policy constraints extension", 24, WithExtensions(RawCertificate.Extension(ExtensionOids.PolicyConstraints, false, 5, 0)) },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Says_what_is_wrong_and_where(string expected, byte[] encoding) =>
        Assert.StartsWith(expected, Assert.Throws<DerFormatException>(() => Certificate.Parse(encoding)).Message, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(VersionDependent))]
    public void Notes_what_only_newer_Go_refuses(string expected, int since, byte[] encoding)
    {
        var refusal = Assert.Single(Certificate.Parse(encoding).Refusals);

        Assert.Null(refusal.Judge(new GoVersion(since - 1, 0)));
        Assert.Equal($"x509: {expected}", refusal.Judge(new GoVersion(since, 0)));
        Assert.Equal($"x509: {expected}", refusal.Judge(GoVersion.Newest));
    }

    [Theory]
    [InlineData("1.2.3.4", true, true)]
    [InlineData("1.2.3.4", false, false)]
    [InlineData("2.5.29.46", true, true)] // freshestCRL: Go does not handle it
    [InlineData(ExtensionOids.PolicyConstraints, true, false)] // handled by the newest Go
    public void Lists_critical_extensions_that_Go_does_not_handle(string oid, bool critical, bool listed)
    {
        var certificate = Certificate.Parse(WithExtensions(RawCertificate.Extension(oid, critical, 0x30, 0)));

        Assert.Equal(listed ? [oid] : [], certificate.UnhandledCriticalExtensions);
    }

    [Fact]
    public void A_critical_list_of_names_that_Go_cannot_read_is_unhandled()
    {
        var certificate = Certificate.Parse(WithExtensions(RawCertificate.Extension(ExtensionOids.SubjectAltName, true, 0x30, 3, 0x88, 1, 42)));

        Assert.Equal([ExtensionOids.SubjectAltName], certificate.UnhandledCriticalExtensions);
        Assert.Equal(8, Assert.Single(certificate.AlternativeNames.Others).Number);
    }

    private static byte[] Encode(RawCertificate certificate) => certificate.Encode();

    // Latin-1: a letter is an octet.
    private static byte[] WithNames(byte tag, string name) => WithExtensions(RawCertificate.Extension(
        ExtensionOids.SubjectAltName, false, RawCertificate.Sequence(RawCertificate.Element(tag, System.Text.Encoding.Latin1.GetBytes(name)))));

    private static byte[] WithExtensions(params byte[][] extensions) => new RawCertificate { Extensions = extensions }.Encode();
}
