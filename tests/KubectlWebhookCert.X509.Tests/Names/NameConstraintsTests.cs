using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Names;
using KubectlWebhookCert.X509.Tests.Making;

namespace KubectlWebhookCert.X509.Tests.Names;

public sealed class NameConstraintsTests
{
    [Fact]
    public void Reads_both_sides_of_every_kind()
    {
        var constraints = Read(
            true,
            Side(0xa0, Text(0x82, ".svc"), Text(0x81, "ops@example.org"), Text(0x86, ".example.org"), Tree(0x87, 10, 1, 0, 0, 255, 255, 0, 0)),
            Side(0xa1, Text(0x82, "bad.example"), Tree(0x87, [.. new byte[32]])));

        Assert.True(constraints?.IsCritical);
        Assert.Equal([".svc"], constraints?.Permitted.DnsDomains);
        Assert.Equal(["ops@example.org"], constraints?.Permitted.EmailAddresses);
        Assert.Equal([".example.org"], constraints?.Permitted.UriDomains);
        Assert.Equal(["10.1.0.0/16"], constraints?.Permitted.AddressRanges.Select(range => range.ToString()));
        Assert.Equal(["bad.example"], constraints?.Excluded.DnsDomains);
        Assert.Equal(["::/0"], constraints?.Excluded.AddressRanges.Select(range => range.ToString()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_kind_that_Go_does_not_judge_counts_as_unhandled_if_critical(bool critical)
    {
        var certificate = Parse(critical, Side(0xa0, Tree(0xa4, [.. RawCertificate.Name()])));

        Assert.Equal(critical ? [ExtensionOids.NameConstraints] : [], certificate.UnhandledCriticalExtensions);
        Assert.Equal(4, Assert.Single(certificate.NameConstraints?.Permitted.Others ?? []).Number);
    }

    [Theory]
    [InlineData(0x82, "a..b", "failed to parse dnsName constraint \"a..b\"")]
    [InlineData(0x82, "a.", "failed to parse dnsName constraint \"a.\"")]
    [InlineData(0x81, "a@b@c d", "failed to parse rfc822Name constraint \"a@b@c d\"")]
    [InlineData(0x81, "@b", "failed to parse rfc822Name constraint \"@b\"")]
    [InlineData(0x81, ".a@b", "failed to parse rfc822Name constraint \".a@b\"")]
    [InlineData(0x81, "a..b@c", "failed to parse rfc822Name constraint \"a..b@c\"")]
    [InlineData(0x81, "\"a@c", "failed to parse rfc822Name constraint \"\\\"a@c\"")]
    [InlineData(0x86, "10.0.0.1", "failed to parse URI constraint \"10.0.0.1\": cannot be IP address")]
    [InlineData(0x86, "fd00::1", "failed to parse URI constraint \"fd00::1\": cannot be IP address")]
    [InlineData(0x86, "ä", "invalid constraint value: x509: \"ä\" cannot be encoded as an IA5String")]
    public void Refuses_what_Go_refuses(byte tag, string text, string expected) => Assert.Equal(
        expected,
        Assert.Throws<DerFormatException>(() => Parse(false, Side(0xa0, Text(tag, text)))).What);

    [Theory]
    [InlineData(0x82, "")]
    [InlineData(0x81, "example.org")]
    [InlineData(0x81, ".example.org")]
    [InlineData(0x81, "\"a b\\\"\"@c")]
    [InlineData(0x81, "a\\@b@c")]
    [InlineData(0x86, "1.2.3")]
    public void Takes_what_Go_takes(byte tag, string text) => Assert.NotNull(Read(false, Side(0xa0, Text(tag, text))));

    [Theory]
    [InlineData(new byte[] { 10, 0, 0, 0, 255, 0, 255, 0 }, "IP constraint contained invalid mask ff00ff00")]
    [InlineData(new byte[] { 10, 0, 0, 0, 0, 255, 0, 0 }, "IP constraint contained invalid mask 00ff0000")]
    [InlineData(new byte[] { 10, 0, 0, 0, 253, 0, 0, 0 }, "IP constraint contained invalid mask fd000000")]
    [InlineData(new byte[] { 10, 0, 0, 0 }, "IP constraint contained value of length 4")]
    public void Refuses_masks_that_are_no_prefix(byte[] range, string expected) => Assert.Equal(
        expected,
        Assert.Throws<DerFormatException>(() => Parse(false, Side(0xa0, Tree(0x87, range)))).What);

    [Theory]
    [InlineData(new byte[] { 10, 0, 0, 1, 255, 255, 255, 255 }, "10.0.0.1/32")]
    [InlineData(new byte[] { 10, 0, 0, 1, 254, 0, 0, 0 }, "10.0.0.1/7")]
    public void Keeps_the_address_as_it_is(byte[] range, string expected) =>
        Assert.Equal(expected, Assert.Single(Read(false, Side(0xa0, Tree(0x87, range)))?.Permitted.AddressRanges ?? []).ToString());

    private static byte[] Text(byte tag, string text) => RawCertificate.Sequence(RawCertificate.Element(tag, text));

    private static byte[] Tree(byte tag, params byte[] content) => RawCertificate.Sequence(RawCertificate.Element(tag, content));

    private static byte[] Side(byte tag, params byte[][] trees) => RawCertificate.Element(tag, trees.SelectMany(tree => tree).ToArray());

    private static NameConstraints? Read(bool critical, params byte[][] sides) => Parse(critical, sides).NameConstraints;

    private static Certificate Parse(bool critical, params byte[][] sides) => new RawCertificate
    {
        Extensions = [RawCertificate.Extension(ExtensionOids.NameConstraints, critical, RawCertificate.Sequence(sides))],
    }.Parse();
}
