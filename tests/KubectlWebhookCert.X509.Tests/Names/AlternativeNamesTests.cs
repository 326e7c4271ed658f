using System.Net;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Names;
using KubectlWebhookCert.X509.Tests.Making;

namespace KubectlWebhookCert.X509.Tests.Names;

public sealed class AlternativeNamesTests
{
    [Fact]
    public void Reads_every_kind_the_platform_writes()
    {
        using var key = Make.EcKey();
        using var theirs = Make.SelfSigned(key, "CN=a", null, Make.Names());

        var names = Certificate.Parse(theirs.RawData).AlternativeNames;

        Assert.Equal(["hook.ns.svc", "*.Example.org"], names.DnsNames);
        Assert.Equal([IPAddress.Parse("10.1.2.3"), IPAddress.Parse("fd00::1")], names.Addresses);
        Assert.Equal(["ops@example.org"], names.EmailAddresses);
        Assert.Equal(["spiffe://cluster.local/ns/web"], names.Uris);
        Assert.Equal(0, Assert.Single(names.Others).Number);
    }

    [Fact]
    public void Reads_directory_names()
    {
        var names = Read(RawCertificate.Element(0xa4, RawCertificate.Name((0x0c, "2.5.4.3", "a"))));

        Assert.Equal("CN=a", Assert.Single(names.DirectoryNames).ToString());
        Assert.False(names.HasReadable);
        Assert.False(names.IsEmpty);
    }

    [Fact]
    public void Keeps_a_directory_name_it_cannot_read() => Assert.Equal(4, Assert.Single(Read([0xa4, 1, 1]).Others).Number);

    [Theory]
    [InlineData("https://user:pw@h.example:8443/p?q#f")]
    [InlineData("https://[fd00::1]:8443/")]
    [InlineData("spiffe://a/b")]
    [InlineData("urn:uuid:1")]
    [InlineData("mailto:a@b")]
    [InlineData("/path/%20")]
    [InlineData("//.leading/dot")]
    [InlineData("http:///none")]
    [InlineData("*")]
    [InlineData("")]
    public void Takes_URIs_that_Go_takes(string text) => Assert.Equal([text], Read(RawCertificate.Element(0x86, text)).Uris);

    [Theory]
    [InlineData("https://a..b/")]
    [InlineData("https://a./")]
    [InlineData("https://a b/")]
    [InlineData("https://a%20b/")]
    [InlineData("https://a:8x/")]
    [InlineData("https://[fd00::1/")]
    [InlineData("https://a/%zz")]
    [InlineData("https://us er@a/")]
    [InlineData("a b:c")]
    [InlineData(":a")]
    [InlineData("a\nb")]
    [InlineData("https://ä/")]
    public void Refuses_URIs_that_Go_refuses(string text) =>
        Assert.Throws<DerFormatException>(() => Read(RawCertificate.Element(0x86, text)));

    [Theory]
    [InlineData(0x81, "SAN rfc822Name is malformed")]
    [InlineData(0x82, "SAN dNSName is malformed")]
    [InlineData(0x86, "SAN uniformResourceIdentifier is malformed")]
    public void Refuses_names_that_are_not_ASCII(byte tag, string expected) => Assert.Equal(
        expected,
        Assert.Throws<DerFormatException>(() => Read(RawCertificate.Element(tag, "ä"))).What);

    private static AlternativeNames Read(byte[] name) => new RawCertificate
    {
        Extensions = [RawCertificate.Extension(ExtensionOids.SubjectAltName, false, RawCertificate.Sequence(name))],
    }.Parse().AlternativeNames;
}
