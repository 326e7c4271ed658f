using System.Net;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Tests.Making;

namespace KubectlWebhookCert.X509.Tests.Issuing;

public sealed class CertificateCloneTests
{
    private static readonly CloneProfile Later = new(new Validity(Issue.Now.AddDays(-1), Issue.Now.AddYears(2)));

    [Theory]
    [InlineData("RSA 2048")]
    [InlineData("ECDSA P-256")]
    [InlineData("ECDSA P-384")]
    [InlineData("ECDSA P-521")]
    public async Task A_CA_and_its_clone_can_stand_in_one_bundle(string algorithm)
    {
        using var oldKey = SigningKey.Generate(Issue.Algorithm(algorithm));
        using var newKey = SigningKey.Generate(KeyAlgorithm.Like(oldKey.PublicKey));
        var old = Issue.Authority(oldKey);
        var oldLeaf = Issue.Leaf(oldKey, new CertificateAuthority(old, oldKey));

        var clone = CertificateClone.IssueSelfSigned(old, Later, newKey);
        var newLeaf = CertificateClone.Issue(oldLeaf, Later, newKey.PublicKey, new CertificateAuthority(clone, newKey));

        Assert.Equal((old.Subject, old.Subject, newKey.PublicKey), (clone.Subject, clone.Issuer, clone.PublicKey));
        Assert.NotEqual(old.SerialNumber, clone.SerialNumber);
        Assert.Equal((Later.Validity.NotBefore, Later.Validity.NotAfter), (clone.NotBefore, clone.NotAfter));
        Assert.NotEqual(old.SubjectKeyId.ToArray(), clone.SubjectKeyId.ToArray());
        Assert.Equal(clone.SubjectKeyId.ToArray(), clone.AuthorityKeyId.ToArray());
        Assert.Equal(clone.SubjectKeyId.ToArray(), newLeaf.AuthorityKeyId.ToArray());
        AssertSameButKeyIds(old, clone);
        AssertSameButKeyIds(oldLeaf, newLeaf);
        foreach (var bundle in new[] { CertificatePem.Write(old, clone), CertificatePem.Write(clone, old) })
        {
            Assert.Equal(0, (await OpenSsl.VerifyAsync(CertificatePem.Write(oldLeaf), bundle, Issue.Host)).ExitCode);
            Assert.Equal(0, (await OpenSsl.VerifyAsync(CertificatePem.Write(newLeaf), bundle, Issue.Host)).ExitCode);
        }
    }

    [Fact]
    public async Task A_CA_cloned_with_its_own_key_still_stands_behind_its_leaves()
    {
        using var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        var old = Issue.Authority(key);
        var leaf = Issue.Leaf(key, new CertificateAuthority(old, key));

        var clone = CertificateClone.IssueSelfSigned(old, Later, key);

        AssertSameButKeyIds(old, clone);
        Assert.Equal((Hex(old.SubjectKeyId), Hex(old.AuthorityKeyId)), (Hex(clone.SubjectKeyId), Hex(clone.AuthorityKeyId)));
        Assert.Equal(0, (await OpenSsl.VerifyAsync(CertificatePem.Write(leaf), CertificatePem.Write(clone), Issue.Host)).ExitCode);
    }

    [Fact]
    public void Keeps_the_identifier_of_a_key_that_stays_however_it_was_made()
    {
        using var key = SigningKey.Load(Issue.Read(Make.RsaKey.ExportPkcs8PrivateKeyPem()));
        var original = Odd(RawCertificate.Extension(ExtensionOids.SubjectKeyId, false, RawCertificate.Element(4, [7, 8])));
        using var other = SigningKey.Generate(KeyAlgorithm.EcdsaP256);

        Assert.Equal([7, 8], CertificateClone.IssueSelfSigned(original, Later, key).SubjectKeyId.ToArray());
        Assert.Equal(20, CertificateClone.IssueSelfSigned(original, Later, other).SubjectKeyId.Length);
    }

    [Fact]
    public void Keeps_odd_subjects_and_extensions_byte_for_byte()
    {
        using var key = SigningKey.Load(Issue.Read(Make.RsaKey.ExportPkcs8PrivateKeyPem()));
        var keyId = RawCertificate.Sequence(RawCertificate.Element(0x80, [1]), RawCertificate.Element(0x82, [9]));
        var names = RawCertificate.Sequence(RawCertificate.Element(0x88, [42, 3]), RawCertificate.Element(0x82, "a.b"));
        byte[] usages = [.. RawCertificate.Sequence(RawCertificate.Oid("2.5.29.37.0")), 5, 0];
        var original = Odd(
            RawCertificate.Extension("1.3.6.1.4.1.99999.1", true, 1, 2, 3),
            RawCertificate.Extension(ExtensionOids.AuthorityKeyId, false, keyId),
            RawCertificate.Extension(ExtensionOids.SubjectAltName, true, names),
            RawCertificate.Extension(ExtensionOids.ExtendedKeyUsage, true, usages));

        var clone = CertificateClone.IssueSelfSigned(original, Later, key);

        Assert.Equal(original.Subject.Raw.ToArray(), clone.Subject.Raw.ToArray());
        Assert.Equal(original.PublicKey, clone.PublicKey);
        AssertSameButKeyIds(original, clone);
    }

    [Fact]
    public void Leaves_out_the_authority_key_identifier_where_the_CA_has_none()
    {
        using var key = SigningKey.Load(Issue.Read(Make.RsaKey.ExportPkcs8PrivateKeyPem()));
        var authority = new CertificateAuthority(CertificateIssuer.IssueAuthority(SubjectName.Create("CA", null), Issue.Year, key), key);
        var leaf = Issue.Leaf(key, authority);
        var bare = new RawCertificate { Version = [], PublicKey = Make.RsaKey.ExportSubjectPublicKeyInfo() }.Parse();

        var clone = CertificateClone.Issue(leaf, Later, key.PublicKey, new CertificateAuthority(bare, key));

        Assert.Equal(bare.Subject, clone.Issuer);
        Assert.Null(clone.FindExtension(ExtensionOids.AuthorityKeyId));
        Assert.Equal(leaf.Extensions.Length - 1, clone.Extensions.Length);
    }

    [Fact]
    public void Keeps_a_certificate_of_version_1_one()
    {
        using var key = SigningKey.Load(Issue.Read(Make.RsaKey.ExportPkcs8PrivateKeyPem()));
        var name = RawCertificate.Name((0x0c, "2.5.4.3", "old"));
        var publicKey = Make.RsaKey.ExportSubjectPublicKeyInfo();
        var original = new RawCertificate { Version = [], Subject = name, Issuer = name, PublicKey = publicKey }.Parse();

        var clone = CertificateClone.IssueSelfSigned(original, Later, key);
        var named = CertificateClone.IssueSelfSigned(original, Later with { AdditionalNames = [new GeneralName.Dns("a.b")] }, key);

        Assert.Equal((1, 0, 3), (clone.Version, clone.Extensions.Length, named.Version));
    }

    [Fact]
    public async Task Adds_names_behind_those_that_are_there()
    {
        using var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        var authority = new CertificateAuthority(Issue.Authority(key), key);
        var leaf = Issue.Leaf(key, authority);
        var profile = Later with
        {
            AdditionalNames =
            [
                new GeneralName.Dns("HOOK.ns.svc"),
                new GeneralName.Dns("new-hook.ns.svc"),
                new GeneralName.Address(IPAddress.Parse("10.1.2.3")),
                new GeneralName.Dns("new-hook.ns.svc"),
                new GeneralName.Address(IPAddress.Parse("10.9.9.9")),
            ],
        };

        var clone = CertificateClone.Issue(leaf, profile, key.PublicKey, authority);

        Assert.Equal([Issue.Host, "*.example.org", "new-hook.ns.svc"], clone.AlternativeNames.DnsNames);
        Assert.Equal(["10.1.2.3", "fd00::1", "10.9.9.9"], clone.AlternativeNames.Addresses.Select(address => address.ToString()));
        Assert.Equal(leaf.Extensions.Select(extension => extension.Oid), clone.Extensions.Select(extension => extension.Oid));
        var bundle = CertificatePem.Write(authority.Certificate);
        Assert.Equal(0, (await OpenSsl.VerifyAsync(CertificatePem.Write(clone), bundle, "new-hook.ns.svc")).ExitCode);
    }

    [Fact]
    public void Adds_names_where_there_are_none()
    {
        using var key = SigningKey.Load(Issue.Read(Make.RsaKey.ExportPkcs8PrivateKeyPem()));

        var clone = CertificateClone.IssueSelfSigned(Odd(), Later with { AdditionalNames = [new GeneralName.Dns("a.b")] }, key);

        Assert.Equal(["a.b"], clone.AlternativeNames.DnsNames);
        Assert.False(clone.FindExtension(ExtensionOids.SubjectAltName)?.IsCritical);
    }

    [Fact]
    public void Asks_for_a_CA_where_the_original_did_not_sign_itself()
    {
        using var key = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        var authority = new CertificateAuthority(Issue.Authority(key, Issue.Host), key);
        var leaf = Issue.Leaf(key, authority);
        using var other = SigningKey.Generate(KeyAlgorithm.EcdsaP256);
        var profile = new LeafProfile(authority.Certificate.Subject, [], Issue.Year);
        var sameName = CertificateIssuer.IssueLeaf(profile, other.PublicKey, authority);

        foreach (var original in new[] { leaf, sameName })
        {
            var exception = Assert.Throws<IssuingException>(() => CertificateClone.IssueSelfSigned(original, Later, key));
            Assert.Equal(IssuingProblem.AuthorityMissing, exception.Problem);
        }
    }

    /// <summary>Names itself in a text form of its own, and has the key that all here share.</summary>
    private static Certificate Odd(params byte[][] extensions)
    {
        var name = RawCertificate.Name((0x14, "2.5.4.3", "teletex"), (0x13, "1.2.3.4.5", "odd"));
        var publicKey = Make.RsaKey.ExportSubjectPublicKeyInfo();
        return new RawCertificate { Subject = name, Issuer = name, PublicKey = publicKey, Extensions = extensions }.Parse();
    }

    private static void AssertSameButKeyIds(Certificate original, Certificate clone)
    {
        Assert.Equal(Heads(original), Heads(clone));
        Assert.Equal(Values(original), Values(clone));
    }

    private static IEnumerable<(string Oid, bool IsCritical)> Heads(Certificate certificate) =>
        certificate.Extensions.Select(extension => (extension.Oid, extension.IsCritical));

    private static IEnumerable<string> Values(Certificate certificate) => certificate.Extensions
        .Where(extension => extension.Oid is not (ExtensionOids.SubjectKeyId or ExtensionOids.AuthorityKeyId))
        .Select(extension => Hex(extension.Value));

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);
}
