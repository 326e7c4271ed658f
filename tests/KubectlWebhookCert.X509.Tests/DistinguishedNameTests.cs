using KubectlWebhookCert.X509.Tests.Making;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Tests;

/// <summary>Expected text is what Go 1.19's pkix.Name.String prints, but for the attributes that it prints as hex.</summary>
public sealed class DistinguishedNameTests
{
    private const byte Utf8 = 0x0c;

    [Theory]
    [InlineData("2.5.4.6=SE 2.5.4.10=Org 2.5.4.3=hook", "CN=hook,O=Org,C=SE")]
    [InlineData("2.5.4.3=hook 2.5.4.10=Org 2.5.4.6=SE", "CN=hook,O=Org,C=SE")]
    [InlineData("2.5.4.11=one 2.5.4.11=two 2.5.4.3=a", "CN=a,OU=one+OU=two")]
    [InlineData("2.5.4.3=a 2.5.4.3=b", "CN=b")]
    [InlineData("2.5.4.5=7 2.5.4.17=1 2.5.4.9=x 2.5.4.7=Malmö 2.5.4.8=S", "SERIALNUMBER=7,POSTALCODE=1,STREET=x,L=Malmö,ST=S")]
    [InlineData("2.5.4.3=a,b+c;d<e>f\"g\\h", "CN=a\\,b\\+c\\;d\\<e\\>f\\\"g\\\\h")]
    [InlineData("2.5.4.3=#a#", "CN=\\#a#")]
    [InlineData("2.5.4.3=~a~b~", "CN=\\ a b\\ ")]
    [InlineData("2.5.4.3=a\u001bb", "CN=a\\1Bb")] // Go prints it as it is
    [InlineData("1.2.840.113549.1.9.1=ops@x.y 2.5.4.3=a", "CN=a,emailAddress=ops@x.y")]
    [InlineData("0.9.2342.19200300.100.1.25=com 0.9.2342.19200300.100.1.25=example", "DC=example,DC=com")]
    [InlineData("2.5.4.12=Dr", "2.5.4.12=Dr")]
    [InlineData("", "")]
    public void Prints_names_as_Go_does(string attributes, string expected) => Assert.Equal(expected, Subject(attributes).ToString());

    [Theory]
    [InlineData("2.5.4.3=a 2.5.4.3=b", "b", null)]
    [InlineData("2.5.4.10=one 2.5.4.10=two", null, "one")]
    [InlineData("2.5.4.3=", "", null)]
    public void Has_the_last_common_name_and_the_first_organization(string attributes, string? commonName, string? organization)
    {
        var name = Subject(attributes);

        Assert.Equal(commonName, name.CommonName);
        Assert.Equal(organization, name.Organization);
    }

    [Theory]
    [InlineData(0x0c, "6dc3b6", "mö")]
    [InlineData(0x13, "612a2661", "a*&a")]
    [InlineData(0x14, "6df6", "mö")]
    [InlineData(0x16, "6140", "a@")]
    [InlineData(0x12, "3120", "1 ")]
    [InlineData(0x1e, "006d00f6", "mö")]
    [InlineData(0x1e, "006d0000", "m")]
    public void Reads_every_kind_of_text(byte tag, string hex, string expected)
    {
        var value = RawCertificate.Element(tag, Convert.FromHexString(hex));
        var name = RawCertificate.Sequence(RawCertificate.Element(0x31, RawCertificate.Sequence(RawCertificate.Oid("2.5.4.3"), value)));

        Assert.Equal(expected, new RawCertificate { Subject = name }.Parse().Subject.CommonName);
    }

    [Theory]
    [InlineData(0x1c, "00000061", null)] // UniversalString
    [InlineData(0x04, "00", null)]
    [InlineData(0x02, "05", null)]
    [InlineData(0x02, "0005", "invalid ASN.1 integer")]
    [InlineData(0x01, "05", "invalid ASN.1 BOOLEAN")]
    [InlineData(0x17, "00", "x509: malformed UTCTime")]
    public void Only_the_newest_Go_reads_what_is_no_text(byte tag, string hex, string? problem)
    {
        const string Before = "x509: invalid RDNSequence: invalid attribute value: ";
        var value = RawCertificate.Element(tag, Convert.FromHexString(hex));
        var name = RawCertificate.Sequence(RawCertificate.Element(0x31, RawCertificate.Sequence(RawCertificate.Oid("2.5.4.3"), value)));

        var certificate = new RawCertificate { Subject = name }.Parse();

        Assert.Equal($"{Before}unsupported string type: {tag}", Refusal(certificate, new GoVersion(26, 0)));
        Assert.Equal(problem is null ? null : Before + problem, Refusal(certificate, new GoVersion(27, 0)));
        Assert.Null(certificate.Subject.CommonName);
        Assert.Equal($"CN=#{Convert.ToHexStringLower(value)}", certificate.Subject.ToString());
    }

    private static string? Refusal(Certificate certificate, GoVersion version) =>
        certificate.Refusals.Select(refusal => refusal.Judge(version)).FirstOrDefault(text => text is not null);

    [Theory]
    [InlineData(0x0c, "c3")]
    [InlineData(0x13, "40")]
    [InlineData(0x16, "80")]
    [InlineData(0x12, "61")]
    [InlineData(0x1e, "00")]
    public void Refuses_text_that_is_not_of_its_kind(byte tag, string hex)
    {
        var value = RawCertificate.Element(tag, Convert.FromHexString(hex));
        var name = RawCertificate.Sequence(RawCertificate.Element(0x31, RawCertificate.Sequence(RawCertificate.Oid("2.5.4.3"), value)));

        Assert.Throws<DerFormatException>(() => new RawCertificate { Subject = name }.Parse());
    }

    [Fact]
    public void Names_are_equal_where_their_bytes_are()
    {
        var utf8 = new RawCertificate { Subject = RawCertificate.Name((Utf8, "2.5.4.3", "a")) }.Parse().Subject;
        var same = new RawCertificate { Issuer = RawCertificate.Name((Utf8, "2.5.4.3", "a")) }.Parse().Issuer;
        var printable = new RawCertificate { Subject = RawCertificate.Name((0x13, "2.5.4.3", "a")) }.Parse().Subject;

        Assert.Equal(utf8, same);
        Assert.Equal(utf8.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(utf8, printable);
    }

    /// <summary>Attributes separated by blanks; ~ stands for a blank.</summary>
    private static DistinguishedName Subject(string attributes)
    {
        var parts = attributes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(attribute => attribute.Split('=', 2));
        var name = RawCertificate.Name([.. parts.Select(part => (Utf8, part[0], part[1].Replace('~', ' ')))]);
        return new RawCertificate { Subject = name }.Parse().Subject;
    }
}
