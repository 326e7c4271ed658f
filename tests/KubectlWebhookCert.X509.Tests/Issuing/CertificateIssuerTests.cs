using System.Globalization;
using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Tests.Making;

namespace KubectlWebhookCert.X509.Tests.Issuing;

public sealed class CertificateIssuerTests
{
    [Theory]
    [InlineData("RSA 2048", "SHA256-RSA", true)]
    [InlineData("RSA 3072", "SHA256-RSA", true)]
    [InlineData("RSA 4096", "SHA256-RSA", true)]
    [InlineData("ECDSA P-256", "ECDSA-SHA256", false)]
    [InlineData("ECDSA P-384", "ECDSA-SHA384", false)]
    [InlineData("ECDSA P-521", "ECDSA-SHA512", false)]
    public async Task Issues_what_was_asked_for(string algorithm, string signature, bool enciphers)
    {
        using var caKey = SigningKey.Generate(Issue.Algorithm(algorithm));
        using var key = SigningKey.Generate(Issue.Algorithm(algorithm));
        var ca = Issue.Authority(caKey);
        var leaf = Issue.Leaf(key, new CertificateAuthority(ca, caKey));

        Assert.Equal("CN=webhook CA,O=Example", ca.Subject.ToString());
        Assert.Equal(new BasicConstraints(true, null), ca.BasicConstraints);
        Assert.Equal(KeyUsages.DigitalSignature | KeyUsages.CertSign | KeyUsages.CrlSign, ca.KeyUsage);
        Assert.Equal(ca.SubjectKeyId.ToArray(), ca.AuthorityKeyId.ToArray());
        Assert.True(ca.IsSelfIssued);

        Assert.Equal((ca.Subject, signature, algorithm), (leaf.Issuer, leaf.SignatureAlgorithm.Name, leaf.PublicKey.ToString()));
        Assert.Equal((3, "CN=hook.ns.svc", key.PublicKey), (leaf.Version, leaf.Subject.ToString(), leaf.PublicKey));
        Assert.Equal((Issue.Year.NotBefore, Issue.Year.NotAfter), (leaf.NotBefore, leaf.NotAfter));
        Assert.Equal(new BasicConstraints(false, null), leaf.BasicConstraints);
        Assert.Equal(KeyUsages.DigitalSignature | (enciphers ? KeyUsages.KeyEncipherment : KeyUsages.None), leaf.KeyUsage);
        Assert.Equal(["1.3.6.1.5.5.7.3.1"], leaf.ExtendedKeyUsage);
        Assert.Equal(ca.SubjectKeyId.ToArray(), leaf.AuthorityKeyId.ToArray());
        Assert.Equal(
            [ExtensionOids.KeyUsage, ExtensionOids.BasicConstraints],
            leaf.Extensions.Where(extension => extension.IsCritical).Select(extension => extension.Oid));
        Assert.Empty(leaf.UnhandledCriticalExtensions);
        Assert.Empty(leaf.Refusals);

        Assert.Equal(0, (await OpenSsl.VerifyAsync(CertificatePem.Write(leaf), CertificatePem.Write(ca), Issue.Host)).ExitCode);
        Assert.NotEqual(0, (await OpenSsl.VerifyAsync(CertificatePem.Write(leaf), CertificatePem.Write(ca), "other.ns.svc")).ExitCode);
    }

    [Fact]
    public void Any_key_that_can_be_loaded_signs_for_any_other()
    {
        using var pair = Make.EcKey("P-224");
        using var caKey = SigningKey.Load(Issue.Read(pair.ExportECPrivateKeyPem()));
        using var key = SigningKey.Load(Issue.Read(Make.OtherRsaKey.ExportRSAPrivateKeyPem()));
        var ca = Issue.Authority(caKey);

        var leaf = Issue.Leaf(key, new CertificateAuthority(ca, caKey));

        Assert.Equal(("ECDSA-SHA256", "RSA 1024"), (leaf.SignatureAlgorithm.Name, leaf.PublicKey.ToString()));
        var (data, signature) = (leaf.ToBeSigned.Span.ToArray(), leaf.Signature.Span.ToArray());
        Assert.True(pair.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    [Fact]
    public void Writes_names_in_their_order_and_once()
    {
        using var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        var authority = new CertificateAuthority(Issue.Authority(key), key);
        GeneralName[] names =
        [
            new GeneralName.Address(IPAddress.Parse("::ffff:10.0.0.1")),
            new GeneralName.Dns("b.ns.svc"),
            new GeneralName.Dns("a_1.ns.svc"),
            new GeneralName.Dns("B.ns.svc"),
            new GeneralName.Address(IPAddress.Parse("10.0.0.1")),
        ];

        var leaf = Issue.Leaf(key, authority, names);

        byte[] expected =
        [
            .. RawCertificate.Element(0x87, [10, 0, 0, 1]),
            .. RawCertificate.Element(0x82, "b.ns.svc"),
            .. RawCertificate.Element(0x82, "a_1.ns.svc"),
        ];
        Assert.Equal(RawCertificate.Element(0x30, expected), leaf.FindExtension(ExtensionOids.SubjectAltName)?.Value.ToArray());
    }

    [Fact]
    public void Marks_names_critical_where_they_stand_for_the_subject()
    {
        using var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        var authority = new CertificateAuthority(Issue.Authority(key), key);
        var nobody = new RawCertificate { Subject = [0x30, 0] }.Parse().Subject;
        var profile = new LeafProfile(nobody, [new GeneralName.Dns(Issue.Host)], Issue.Year) { FurtherPurposes = ["1.3.6.1.5.5.7.3.2"] };

        var leaf = CertificateIssuer.IssueLeaf(profile, key.PublicKey, authority);

        Assert.True(leaf.FindExtension(ExtensionOids.SubjectAltName)?.IsCritical);
        Assert.Equal(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"], leaf.ExtendedKeyUsage);
        Throws(IssuingProblem.NameMalformed, () => CertificateIssuer.IssueLeaf(profile with { Names = [] }, key.PublicKey, authority));
        Throws(IssuingProblem.NameMalformed, () => CertificateIssuer.IssueAuthority(nobody, Issue.Year, key));
    }

    [Fact]
    public void Names_keys_by_the_SHA1_of_their_bits()
    {
        using var key = SigningKey.Load(Issue.Read(Make.RsaKey.ExportPkcs8PrivateKeyPem()));

        var expected = CryptographicOperations.HashData(HashAlgorithmName.SHA1, Make.RsaKey.ExportRSAPublicKey());

        Assert.Equal(expected, Issue.Authority(key).SubjectKeyId.ToArray());
    }

    [Fact]
    public void Takes_the_authority_key_identifier_from_the_CA_as_it_is()
    {
        using var key = SigningKey.Load(Issue.Read(Make.RsaKey.ExportPkcs8PrivateKeyPem()));
        var basic = RawCertificate.Extension(ExtensionOids.BasicConstraints, true, RawCertificate.Sequence([1, 1, 0xff]));
        var raw = new RawCertificate { PublicKey = Make.RsaKey.ExportSubjectPublicKeyInfo() };
        var keyId = RawCertificate.Extension(ExtensionOids.SubjectKeyId, false, RawCertificate.Element(4, [7, 8]));
        var odd = raw with { Extensions = [basic, keyId] };
        var bare = raw with { Extensions = [basic] };

        Assert.Equal([7, 8], Issue.Leaf(key, new CertificateAuthority(odd.Parse(), key)).AuthorityKeyId.ToArray());
        Assert.Null(Issue.Leaf(key, new CertificateAuthority(bare.Parse(), key)).FindExtension(ExtensionOids.AuthorityKeyId));
    }

    [Fact]
    public void Serial_numbers_are_positive_differ_and_have_up_to_128_bits()
    {
        using var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);

        var serials = Enumerable.Range(0, 200).Select(_ => Issue.Authority(key).SerialNumber).ToList();

        Assert.All(serials, serial => Assert.InRange(serial, BigInteger.One, (BigInteger.One << 128) - 1));
        Assert.Equal(serials.Count, serials.Distinct().Count());
        Assert.InRange(serials.Max().GetBitLength(), 121, 128);
    }

    [Theory]
    [InlineData("2049-12-31T23:59:59Z", 0x17)]
    [InlineData("2050-01-01T00:00:00Z", 0x18)]
    [InlineData("9999-12-31T23:59:59Z", 0x18)]
    public void Writes_UTCTime_until_2049_and_GeneralizedTime_after(string end, byte tag)
    {
        using var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        var notAfter = DateTimeOffset.Parse(end, CultureInfo.InvariantCulture);

        var ca = CertificateIssuer.IssueAuthority(SubjectName.Create("CA", null), new Validity(Issue.Now, notAfter), key);

        var format = tag == 0x17 ? "yyMMddHHmmss'Z'" : "yyyyMMddHHmmss'Z'";
        var written = RawCertificate.Element(tag, notAfter.ToString(format, CultureInfo.InvariantCulture));
        Assert.Equal((Issue.Now, notAfter), (ca.NotBefore, ca.NotAfter));
        Assert.True(ca.Raw.Span.IndexOf(written) > 0);
    }

    [Fact]
    public void Validity_is_cut_to_whole_seconds_of_UTC()
    {
        var instant = new DateTimeOffset(2030, 1, 1, 2, 0, 0, 999, TimeSpan.FromHours(2));
        var second = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        var validity = new Validity(instant, instant);

        Assert.Equal((second, second), (validity.NotBefore, validity.NotAfter));
        Assert.Equal(TimeSpan.Zero, validity.NotAfter.Offset);
        Throws(IssuingProblem.ValidityReversed, () => new Validity(second, second.AddTicks(-1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("*")]
    [InlineData("a..b")]
    [InlineData("a.svc.")]
    [InlineData("a b.svc")]
    [InlineData("a.*.svc")]
    [InlineData("-a.svc")]
    [InlineData("bücher.svc")]
    [InlineData("a.svc\n")]
    public void Refuses_host_names_that_are_none(string name)
    {
        using var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        var authority = new CertificateAuthority(Issue.Authority(key), key);

        Throws(IssuingProblem.NameMalformed, () => Issue.Leaf(key, authority, new GeneralName.Dns(name)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\u0000b")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void Refuses_subjects_that_cannot_be_written(string commonName) =>
        Throws(IssuingProblem.NameMalformed, () => SubjectName.Create(commonName, null));

    [Fact]
    public void Refuses_to_sign_with_what_is_no_CA_or_with_another_key()
    {
        using var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        using var other = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        var ca = Issue.Authority(key);
        var leaf = Issue.Leaf(key, new CertificateAuthority(ca, key));

        Throws(IssuingProblem.NotAnAuthority, () => new CertificateAuthority(leaf, key));
        Throws(IssuingProblem.AuthorityKeyDiffers, () => new CertificateAuthority(ca, other));
    }

    private static void Throws(IssuingProblem problem, Func<object> act) =>
        Assert.Equal(problem, Assert.Throws<IssuingException>(act).Problem);
}
